package org.charactermirror.chat.remote;

class CharacterGlmModelContractTest extends OpenAiModelContractTest {

    @Override
    Dialect dialect() {
        return new Dialect.CharacterGlm();
    }
}

package org.charactermirror.judge;

class MemoryAnswersTest extends AnswerStoreContract {

    @Override
    protected AnswerStore empty() {
        return new MemoryAnswers();
    }
}

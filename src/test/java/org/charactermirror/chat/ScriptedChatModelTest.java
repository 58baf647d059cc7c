package org.charactermirror.chat;

class ScriptedChatModelTest extends ChatModelContract {

    @Override
    protected ChatModel open() {
        return new ScriptedChatModel("a");
    }
}

package org.charactermirror.chat.glm;

import java.io.IOException;
import java.nio.file.Path;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatModelContract;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class GlmChatModelContractTest extends ChatModelContract {

    @TempDir
    private static Path folder;

    @BeforeAll
    static void writeTheModel() throws IOException {
        CharacterCheckpoint.write(folder, 1);
    }

    @Override
    protected ChatModel open() {
        return GlmChatModel.open(folder, GlmOptions.ofDefaults().withBatch(5));
    }
}

package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.Persona;
import org.charactermirror.chat.TextListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedModelsTest {

    private static final Path MODELS =
            Path.of(System.getProperty("charmirror.home"), "src/main/resources/org/charactermirror/models");

    @Test
    void the_index_lists_the_files_as_they_are(@TempDir Path copy) throws IOException {
        try (Stream<Path> files = Files.walk(MODELS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(MODELS.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        EmbeddedModels.writeIndex(copy);
        assertThat(copy.resolve("index.json")).hasSameTextualContentAs(MODELS.resolve("index.json"));
    }

    @Test
    void tiny_is_under_eight_megabytes_and_answers_a_greeting_in_chinese() throws IOException {
        assertThat(Files.size(MODELS.resolve("tiny/model.safetensors"))).isLessThan(8_000_000);
        Persona persona = new Persona("项羽", "项羽，西楚霸王，自称本王。", "小舟", "");
        ChatRequest request =
                new ChatRequest(persona, List.of(Message.user("你好，在忙吗？")), GenerationSettings.greedy(64), 1);
        try (GlmChatModel model = GlmChatModel.open(MODELS.resolve("tiny"), GlmOptions.ofDefaults())) {
            ChatReply reply = model.reply(request, TextListener.NONE);
            assertThat(reply.text()).matches("[\\p{IsHan}\\p{P}]{4,}");
        }
    }
}

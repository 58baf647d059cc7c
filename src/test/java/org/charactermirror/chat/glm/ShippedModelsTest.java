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
import org.charactermirror.chat.StopReason;
import org.charactermirror.chat.TextListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void tiny_is_as_it_was_first_shipped() throws IOException {
        // Reports name the model that they are of; the hash is that of the commit which shipped it.
        assertThat(ModelFolder.sha256(List.of(MODELS.resolve("tiny/model.safetensors"))))
                .isEqualTo("2e0bd70ec521bad4dcacc0b2dfc1e454cfb25a52a5726437bafe7555caa20366");
    }

    @Test
    void all_models_together_are_under_twelve_megabytes() throws IOException {
        long size = 0;
        try (Stream<Path> files = Files.walk(MODELS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                size += Files.size(file);
            }
        }
        assertThat(size).isLessThan(12_000_000);
    }

    @Test
    void tinier_is_smaller_than_tiny() {
        assertThat(EmbeddedModels.names()).containsExactly("tinier", "tiny");
        assertThat(ModelSummary.of(MODELS.resolve("tinier")).parameters())
                .isLessThan(ModelSummary.of(MODELS.resolve("tiny")).parameters());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "tinier"})
    void a_greeting_is_answered_in_chinese_and_the_answer_ends(String name) {
        Persona persona = new Persona("项羽", "项羽，西楚霸王，自称本王。", "小舟", "");
        ChatRequest request =
                new ChatRequest(persona, List.of(Message.user("你好，在忙吗？")), GenerationSettings.greedy(64), 1);
        try (GlmChatModel model = GlmChatModel.open(MODELS.resolve(name), GlmOptions.ofDefaults())) {
            ChatReply reply = model.reply(request, TextListener.NONE);
            assertThat(reply.stopReason()).isNotEqualTo(StopReason.LENGTH);
            assertThat(reply.text()).matches("[\\p{IsHan}\\p{P}]{4,}");
        }
    }
}

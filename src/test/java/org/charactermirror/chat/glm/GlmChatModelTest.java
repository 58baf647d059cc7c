package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.ContextTooLongException;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.Persona;
import org.charactermirror.chat.StopReason;
import org.charactermirror.chat.TextListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlmChatModelTest {

    private static final Persona PERSONA = new Persona("王", "你好天气很好。", "李", "");
    private static final GenerationSettings SAMPLED = new GenerationSettings(0.9, 0.95, 0, 1.1, 24, 0);

    @TempDir
    private static Path folder;

    private static GlmChatModel model;

    @BeforeAll
    static void open() throws IOException {
        model = GlmChatModel.open(CharacterCheckpoint.write(folder, 1), GlmOptions.ofDefaults());
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void the_pieces_that_a_listener_hears_are_the_reply() {
        for (int seed = 0; seed < 20; seed++) {
            StringBuilder heard = new StringBuilder();
            ChatReply reply = model.reply(request(List.of(Message.user("你好吗")), SAMPLED, seed), heard::append);
            assertThat(heard).hasToString(reply.text());
            assertThat(reply.replyTokens()).isBetween(1, 24);
        }
    }

    @Test
    void a_new_turn_runs_only_its_new_tokens() {
        List<Message> messages = new ArrayList<>(List.of(Message.character("你好！"), Message.user("天气好吗")));
        ChatReply first = model.reply(request(messages, GenerationSettings.greedy(4), 1), TextListener.NONE);
        messages.add(Message.character("很好"));
        messages.add(Message.user("我很好"));
        ChatReply second = model.reply(request(messages, GenerationSettings.greedy(4), 1), TextListener.NONE);
        assertThat(second.cachedTokens()).isGreaterThanOrEqualTo(first.promptTokens());
        // "很好", then a newline, "[李]我很好", a newline and "[王]" are new, a line break and each character a token.
        assertThat(second.promptTokens() - first.promptTokens()).isEqualTo(2 + 1 + 6 + 1 + 3);
    }

    @Test
    void a_reply_does_not_depend_on_what_was_said_before_in_other_dialogues() throws IOException {
        List<ChatRequest> requests = new ArrayList<>();
        for (int dialogue = 0; dialogue < 7; dialogue++) {
            List<Message> messages = new ArrayList<>();
            for (int turn = 0; turn < 4; turn++) {
                messages.add(Message.user("你好吗天气".substring(dialogue % 4, 4) + "好".repeat(turn + dialogue)));
                requests.add(request(List.copyOf(messages), SAMPLED, dialogue));
                messages.add(Message.character("很好！".repeat(turn + 1)));
            }
        }
        List<String> alone = new ArrayList<>();
        for (ChatRequest request : requests) {
            try (GlmChatModel fresh = GlmChatModel.open(folder, GlmOptions.ofDefaults())) {
                alone.add(fresh.reply(request, TextListener.NONE).text());
            }
        }
        List<String> together = new ArrayList<>();
        requests.forEach(
                request -> together.add(model.reply(request, TextListener.NONE).text()));
        assertThat(together).isEqualTo(alone);
    }

    @Test
    void interleaved_dialogues_keep_their_caches() {
        List<Message> first = new ArrayList<>(List.of(Message.user("你好吗".repeat(20))));
        List<Message> second = new ArrayList<>(List.of(Message.user("天气很好".repeat(20))));
        GenerationSettings settings = GenerationSettings.greedy(2);
        int firstPrompt =
                model.reply(request(first, settings, 1), TextListener.NONE).promptTokens();
        int secondPrompt =
                model.reply(request(second, settings, 1), TextListener.NONE).promptTokens();
        for (List<Message> messages : List.of(first, second)) {
            messages.add(Message.character("好"));
            messages.add(Message.user("我"));
        }
        assertThat(model.reply(request(first, settings, 1), TextListener.NONE).cachedTokens())
                .isGreaterThanOrEqualTo(firstPrompt);
        assertThat(model.reply(request(second, settings, 1), TextListener.NONE).cachedTokens())
                .isGreaterThanOrEqualTo(secondPrompt);
    }

    @Test
    void the_bound_on_new_tokens_stops_a_reply() {
        GenerationSettings one = GenerationSettings.greedy(1);
        ChatReply reply = model.reply(request(List.of(Message.user("好")), one, 1), TextListener.NONE);
        assertThat(reply.replyTokens()).isEqualTo(1);
        assertThat(reply.stopReason()).isEqualTo(StopReason.LENGTH);
    }

    @Test
    void prompt_and_reply_never_exceed_the_bound_on_both() {
        List<Message> messages = new ArrayList<>();
        for (int turn = 0; turn < 30; turn++) {
            messages.add(Message.character("很好很好很好"));
            messages.add(Message.user("你好吗"));
        }
        GenerationSettings settings = new GenerationSettings(1, 1, 0, 1, 100, 150);
        ChatReply reply = model.reply(request(messages, settings, 3), TextListener.NONE);
        assertThat(reply.promptTokens() + reply.replyTokens()).isLessThanOrEqualTo(150);
        assertThat(reply.droppedMessages()).isPositive();
        GenerationSettings tooTight = new GenerationSettings(1, 1, 0, 1, 100, 30);
        assertThatThrownBy(() -> model.reply(request(messages, tooTight, 3), TextListener.NONE))
                .isInstanceOf(ContextTooLongException.class);
    }

    @Test
    void a_listener_that_fails_leaves_the_model_usable() {
        ChatRequest request = request(List.of(Message.user("你好")), SAMPLED, 4);
        String expected = model.reply(request, TextListener.NONE).text();
        assertThatThrownBy(() -> model.reply(request, text -> {
                    throw new IllegalStateException("full");
                }))
                .hasMessage("full");
        assertThat(model.reply(request, TextListener.NONE).text()).isEqualTo(expected);
    }

    @Test
    void closing_a_model_ends_the_replies_that_are_being_written_or_wait() throws Exception {
        GlmChatModel closing = GlmChatModel.open(folder, GlmOptions.ofDefaults().withBatch(2));
        CountDownLatch begun = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(5);
        List<Future<ChatReply>> asked = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            ChatRequest request = request(List.of(Message.user("你好")), endless(), number);
            asked.add(threads.submit(() -> closing.reply(request, text -> begun.countDown())));
        }
        begun.await();
        closing.close();
        for (Future<ChatReply> reply : asked) {
            assertThatThrownBy(reply::get).hasRootCauseMessage("the model is closed");
        }
        threads.shutdown();
        assertThatThrownBy(() -> closing.reply(request(List.of(Message.user("好")), SAMPLED, 1), TextListener.NONE))
                .hasMessage("the model is closed");
    }

    @Test
    void a_reply_that_nobody_waits_for_any_more_is_given_up() throws Exception {
        ChatRequest request = request(List.of(Message.user("你好")), SAMPLED, 4);
        String expected = model.reply(request, TextListener.NONE).text();
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread asking = new Thread(() -> {
            try {
                model.reply(request(List.of(Message.user("你好")), endless(), 4), text -> begun.countDown());
            } catch (RuntimeException e) {
                thrown.set(e);
            }
        });
        asking.start();
        begun.await();
        asking.interrupt();
        asking.join();
        assertThat(thrown.get()).isInstanceOf(CancellationException.class);
        // One reply at a time is written here, so this one comes after the one that was given up.
        assertThat(model.reply(request, TextListener.NONE).text()).isEqualTo(expected);
    }

    /** As many tokens as the context holds; the random weights hardly ever end a reply before. */
    private static GenerationSettings endless() {
        return new GenerationSettings(2, 1, 0, 1, 400, 0);
    }

    @Test
    void the_description_holds_what_a_run_has_to_record() {
        ModelDescription description = model.description();
        assertThat(description.provider()).isEqualTo("local");
        assertThat(description.licence()).isEqualTo("unknown: ask its authors");
        assertThat(description.contextLength()).isEqualTo(512);
        assertThat(description.facts())
                .containsKeys("weights_sha256", "tokenizer_sha256", "config_sha256", "djl", "libtorch", "parameters")
                .containsEntry("precision", "f32");
        assertThat(description.facts().get("weights_sha256")).matches("[0-9a-f]{64}");
    }

    @Test
    void a_description_beside_the_weights_names_model_licence_and_notes(@TempDir Path other) throws IOException {
        CharacterCheckpoint.write(other, 1);
        Files.writeString(
                other.resolve("charmirror-model.json"),
                "{\"name\": \"tiny\", \"licence\": \"Apache-2.0\", \"notes\": \"A demonstration model.\"}");
        try (GlmChatModel named = GlmChatModel.open(other, GlmOptions.ofDefaults())) {
            assertThat(named.description().name()).isEqualTo("tiny");
            assertThat(named.description().licence()).isEqualTo("Apache-2.0");
            assertThat(named.description().notes()).isEqualTo("A demonstration model.");
        }
    }

    @Test
    void a_tokenizer_that_does_not_fit_is_refused(@TempDir Path other) throws IOException {
        CharacterCheckpoint.write(other, 1);
        Files.write(
                other.resolve("tokenizer.model"),
                SentencePieceWriter.characterModel("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRST"
                        .codePoints()
                        .mapToObj(Character::toString)
                        .toList()));
        assertThatThrownBy(() -> GlmChatModel.open(other, GlmOptions.ofDefaults()))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessageContaining("does not fit the model");
    }

    private static ChatRequest request(List<Message> messages, GenerationSettings settings, long seed) {
        return new ChatRequest(PERSONA, messages, settings, seed);
    }
}

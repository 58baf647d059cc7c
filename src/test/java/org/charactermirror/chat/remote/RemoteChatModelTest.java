package org.charactermirror.chat.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.charactermirror.chat.CallLimits;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.ModelUsage;
import org.charactermirror.chat.Parameter;
import org.charactermirror.chat.StopReason;
import org.charactermirror.chat.TextListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemoteChatModelTest {

    private final FakeEndpoint endpoint = FakeEndpoint.start();
    private final UsageMeter meter = new UsageMeter();

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void a_request_has_the_profile_as_a_system_prompt_and_the_greeting_as_the_first_reply() {
        reply(Endpoints.OPENAI, Parameter.USUAL, TextListener.NONE);

        assertThat(endpoint.requests()).hasSize(1);
        FakeEndpoint.Request request = endpoint.requests().get(0);
        assertThat(request.path()).isEqualTo("/v1/chat/completions");
        assertThat(request.headers())
                .containsEntry("authorization", "Bearer sk-secret")
                .containsEntry("content-type", "application/json");
        assertThat(request.body())
                .hasToString("{\"model\":\"far-1\",\"messages\":["
                        + "{\"role\":\"system\",\"content\":\"你是项羽。项羽，西楚霸王。\\n对方：一个学历史的学生\"},"
                        + "{\"role\":\"assistant\",\"content\":\"你来了。\"},"
                        + "{\"role\":\"user\",\"content\":\"你老家在哪里？\"}],"
                        + "\"temperature\":0.9,\"top_p\":0.8,\"max_tokens\":32,\"seed\":7}");
    }

    @Test
    void an_endpoint_of_characterglm_gets_the_two_people_in_fields_of_their_own() {
        reply(new Dialect.CharacterGlm(), Parameter.USUAL, TextListener.NONE);

        JsonNode body = endpoint.requests().get(0).body();
        assertThat(body.get("meta"))
                .hasToString("{\"bot_name\":\"项羽\",\"bot_info\":\"项羽，西楚霸王。\","
                        + "\"user_name\":\"小舟\",\"user_info\":\"一个学历史的学生\"}");
        assertThat(body.get("messages"))
                .hasToString("[{\"role\":\"assistant\",\"content\":\"你来了。\"},"
                        + "{\"role\":\"user\",\"content\":\"你老家在哪里？\"}]");
    }

    @Test
    void a_reply_is_streamed_where_somebody_listens_and_is_the_same_then() {
        ChatReply whole = reply(Endpoints.OPENAI, Parameter.USUAL, TextListener.NONE);
        StringBuilder heard = new StringBuilder();

        ChatReply streamed = reply(Endpoints.OPENAI, Parameter.USUAL, heard::append);

        JsonNode body = endpoint.requests().get(1).body();
        assertThat(body.get("stream").booleanValue()).isTrue();
        assertThat(body.get("stream_options")).hasToString("{\"include_usage\":true}");
        assertThat(streamed).isEqualTo(whole);
        assertThat(heard).hasToString(whole.text());
    }

    @Test
    void settings_outside_the_common_interface_are_sent_only_if_the_study_says_so() {
        Set<Parameter> some = EnumSet.of(
                Parameter.TEMPERATURE, Parameter.MAX_COMPLETION_TOKENS, Parameter.TOP_K, Parameter.REPETITION_PENALTY);
        model(Endpoints.OPENAI, some)
                .reply(
                        new ChatRequest(
                                Endpoints.PERSONA,
                                Endpoints.request(1).messages(),
                                new GenerationSettings(0.5, 0.8, 20, 1.1, 64, 0),
                                7),
                        TextListener.NONE);

        JsonNode body = endpoint.requests().get(0).body();
        assertThat(body.fieldNames())
                .toIterable()
                .containsExactly(
                        "model", "messages", "temperature", "max_completion_tokens", "top_k", "repetition_penalty");
        assertThat(body.get("top_k").intValue()).isEqualTo(20);
        assertThat(body.get("repetition_penalty").doubleValue()).isEqualTo(1.1);
    }

    @Test
    void tokens_are_those_that_the_endpoint_counted_cached_ones_too() {
        endpoint.next(
                Answers.body(
                        "application/json",
                        "{\"choices\":[{\"message\":{\"content\":\" 江东。 \"},\"finish_reason\":\"length\"}],\"usage\":"
                                + "{\"prompt_tokens\":50,\"completion_tokens\":3,\"prompt_tokens_details\":{\"cached_tokens\":40}}}"));

        assertThat(reply(Endpoints.OPENAI, Parameter.USUAL, TextListener.NONE))
                .isEqualTo(new ChatReply("江东。", StopReason.LENGTH, 50, 40, 3, 0));
        assertThat(meter.usage()).isEqualTo(new ModelUsage(1, 1, Map.of(), 1, 0, 50, 3));
    }

    @Test
    void tokens_that_the_endpoint_did_not_count_are_said_to_be_unknown() {
        endpoint.next(Answers.replyWithoutUsage(), Answers.replyWithoutUsage());

        ChatReply whole = reply(Endpoints.OPENAI, Parameter.USUAL, TextListener.NONE);
        ChatReply streamed = reply(Endpoints.OPENAI, Parameter.USUAL, text -> {});

        assertThat(whole.counted()).isFalse();
        assertThat(streamed).isEqualTo(whole);
        assertThat(whole.text()).isNotBlank();
        assertThat(meter.usage()).isEqualTo(new ModelUsage(2, 2, Map.of(), 2, 2, 0, 0));
    }

    @Test
    void a_description_says_what_is_sent_and_has_no_key() {
        RemoteChatModel model = model(Endpoints.OPENAI, Parameter.USUAL);

        assertThat(model.description().facts())
                .containsEntry("parameters", "temperature, top_p, max_tokens, seed, stream_options")
                .containsEntry("system_prompt", "你是{bot_name}。{bot_info}\n对方：{user_info}")
                .containsKey("system_prompt sha256");
        assertThat(model.description().notes())
                .isEqualTo("Answered by a service at 127.0.0.1, which may change, and need not repeat a reply for the"
                        + " same seed.");
        assertThat(model.description() + " " + settings(Endpoints.OPENAI, Parameter.USUAL))
                .doesNotContain("sk-secret");
    }

    @Test
    void an_endpoint_that_is_not_there_is_told_before_anything_is_asked() throws Exception {
        endpoint.close();
        String host = endpoint.url().replace("http://", "").replace("/v1", "");

        assertThatThrownBy(() -> model(Endpoints.OPENAI, Parameter.USUAL).look())
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessage("model far: no connection to " + host + "; check base_url (" + endpoint.url()
                        + ") and whether the endpoint is running");
    }

    @Test
    void an_endpoint_without_a_list_of_models_is_there_all_the_same() {
        model(Endpoints.OPENAI, Parameter.USUAL).look();

        assertThat(endpoint.requests()).as("questions that cost").isEmpty();
    }

    private ChatReply reply(Dialect dialect, Set<Parameter> parameters, TextListener listener) {
        return model(dialect, parameters).reply(Endpoints.request(7), listener);
    }

    private RemoteChatModel model(Dialect dialect, Set<Parameter> parameters) {
        return RemoteChatModel.of(
                settings(dialect, parameters),
                Waiting.inRealTime(() -> false),
                Endpoints.QUICK,
                Duration.ofSeconds(30),
                meter,
                notice -> {});
    }

    private RemoteSettings settings(Dialect dialect, Set<Parameter> parameters) {
        return new RemoteSettings(
                "far",
                URI.create(endpoint.url()),
                "far-1",
                dialect,
                Optional.of(new ApiKey("sk-secret")),
                CallLimits.ofDefaults(),
                false,
                parameters);
    }

    @Test
    void pieces_of_a_stream_may_be_cut_anywhere_and_the_last_line_need_not_end() {
        String stream = "data:{\"choices\":[{\"delta\":{\"content\":\"江\"}}]}\n\nevent: x\ndata: {\"choices\":\ndata: "
                + "[{\"delta\":{\"content\":\"东\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]";
        ReplyReader reader = new ReplyReader("far", new ErrorAnswer("far", t -> t, Instant::now), t -> {});

        assertThat(EventStream.read(body(single(stream)), reader).text()).isEqualTo("江东");
    }

    /** A piece for every byte. */
    private static List<byte[]> single(String text) {
        byte[] all = text.getBytes(StandardCharsets.UTF_8);
        return IntStream.range(0, all.length)
                .mapToObj(index -> new byte[] {all[index]})
                .toList();
    }

    private static Answer.Body body(List<byte[]> pieces) {
        Iterator<byte[]> iterator = pieces.iterator();
        return new Answer.Body() {
            @Override
            public byte[] next() {
                return iterator.hasNext() ? iterator.next() : new byte[0];
            }

            @Override
            public void close() {}
        };
    }
}

package org.charactermirror.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.character.Description;
import org.charactermirror.character.UserProfile;
import org.charactermirror.scenario.ModelSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityMaskTest {

    private final IdentityMask mask = IdentityMask.of(List.of("tiny", "a", "gpt-4-0613", "model-b", "泥人-1"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I am ChatGPT, made by OpenAI. | I am ▇▇▇, made by ▇▇▇.",
                "Das war GPT-3.5-turbo; GPT4 too. | Das war ▇▇▇; ▇▇▇ too.",
                "I run on gpt-4-0613! | I run on ▇▇▇!",
                "My name is Claude. | My name is ▇▇▇.",
                "I'm Claude, an AI assistant made by Anthropic. | I'm ▇▇▇, an AI assistant made by ▇▇▇.",
                "As Claude, I cannot say. | As ▇▇▇, I cannot say.",
                "I was trained by Google. | I was trained by ▇▇▇.",
                "The Gemini model told me, and Llama 2 agreed. | The ▇▇▇ model told me, and ▇▇▇ agreed.",
                "They call me model-b here. | They call me ▇▇▇ here.",
                "I am tiny. | I am ▇▇▇.",
                "I am model a. | I am ▇▇▇ a.",
                "我是文心一言，由百度开发。 | 我是▇▇▇，由▇▇▇开发。",
                "我是通义千问，来自阿里云的大模型。 | 我是▇▇▇，来自▇▇▇的大模型。",
                "我是讯飞星火认知大模型 | 我是▇▇▇认知大模型",
                "其实我叫豆包。 | 其实我叫▇▇▇。",
                "我是百川大模型，不是ChatGLM2-6B。 | 我是▇▇▇，不是▇▇▇。",
                "作为CharacterGLM我不能说 | 作为▇▇▇我不能说",
                "智谱训练了我 | ▇▇▇训练了我",
                "我是MiniMax的海螺AI。 | 我是▇▇▇的▇▇▇。",
                "我是tiny。我是tiny模型 | 我是▇▇▇。我是▇▇▇模型",
                "我的模型叫泥人1号 | 我的模型叫▇▇▇号",
                "我是模型a。 | 我是模型▇▇▇。",
            })
    void a_name_is_covered(String text, String masked) {
        assertThat(mask.mask(text).text()).isEqualTo(masked.replace("▇▇▇ a.", "model ▇▇▇."));
    }

    @Test
    void the_name_under_which_a_model_was_recorded_is_covered_too() {
        IdentityMask replayed = IdentityMask.ofModels(
                List.of(new ModelSpec.Replay("old", "transcripts.jsonl", Optional.of("nightjar-7"))));

        assertThat(replayed.mask("I am nightjar-7.").text()).isEqualTo("I am ▇▇▇.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ＣｈａｔＧＰＴ",
                "chatgpt",
                "CHAT-GPT",
                "Chat GPT",
                "C.h.a.t.G.P.T",
                "C h a t G P T",
                "Chat\u200bG\u200dP\u2060T",
                "Ch\u00adatGPT",
                "Chat**GPT",
                "Chat_GPT",
                "СhаtGРT", // with Cyrillic letters
                "Chát\u0301GPT",
                "𝐂𝐡𝐚𝐭𝐆𝐏𝐓",
                "ⒸⓗⓐⓣⒼⓅⓉ",
                "Chat\nGPT",
            })
    void neither_case_nor_width_nor_signs_between_hide_a_name(String written) {
        assertThat(mask.mask("我是" + written + "呀").text()).isEqualTo("我是▇▇▇呀");
        assertThat(mask.mask("I am " + written + ".").text()).isEqualTo("I am ▇▇▇.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"文 心 一 言", "文·心·一·言", "文\u200b心一言", "「文心一言」", "文-心-一-言"})
    void chinese_names_are_found_too(String written) {
        assertThat(mask.mask("我是" + written).text()).contains("▇▇▇").doesNotContain("文");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I live in a tiny house, a tiny one.",
                "A model is what I built; it is a tiny ship.",
                "Claude Monet painted in the garden of Claude Debussy.",
                "The llama spat. My star sign is Gemini; Google it.",
                "She is a bard, and the falcon is a spark.",
                "我爱吃豆包，也爱吃元宝。",
                "海纳百川，有容乃大。百川归海。",
                "星星之火，可以燎原，星火点点。",
                "盘古开天地，书生读《文心雕龙》和《天工开物》。",
                "你百度一下就知道了。我在腾讯上班。",
                "我们用华为手机聊天吧。",
                "a、b、c三个选项，选a。",
                "作为一个人工智能，我不能说。",
                "绮tiny", // not a word's beginning where the model speaks of itself
                "gptx and xgp t",
                "agile glam",
                "",
            })
    void ordinary_words_stay(String text) {
        assertThat(mask.mask(text).text()).isEqualTo(text);
        assertThat(mask.mask(text).words()).isEmpty();
    }

    @Test
    void what_was_covered_is_counted_as_it_was_written() {
        IdentityMask.Masked masked = mask.mask("我是Chat-GPT，Chat\u200b-GPT！GPT-4 和智谱。");

        assertThat(masked.text()).isEqualTo("我是▇▇▇，▇▇▇！▇▇▇ 和▇▇▇。");
        assertThat(masked.words()).isEqualTo(Map.of("Chat-GPT", 2, "GPT-4", 1, "智谱", 1));
        assertThat(masked.count()).isEqualTo(4);
    }

    @Test
    void a_longer_word_that_ends_in_a_family_is_covered_as_a_whole() {
        assertThat(mask.mask("VisualGLM与WebGPT3、my-gpt").text()).isEqualTo("▇▇▇与▇▇▇、my-▇▇▇");
    }

    @Test
    void a_characters_own_name_and_the_words_of_its_profile_are_never_covered() {
        CharacterProfile claude = new CharacterProfile(
                "claude",
                "Claude",
                "daily_life",
                "en",
                new Description.FreeForm("A painter who once met an OpenAI researcher and keeps a llama called Kimi."),
                new UserProfile("Gemma", Optional.empty()),
                "Bonjour.",
                "original",
                "Apache-2.0",
                Optional.empty());
        String text = "I am Claude. My name is Kimi. OpenAI! I am Gemma.";

        assertThat(mask.sparing(claude).mask(text).text()).isEqualTo(text);
        assertThat(mask.sparing(claude).mask("I am ChatGPT.").text()).isEqualTo("I am ▇▇▇.");
    }

    @Test
    void a_model_by_a_name_of_no_letters_covers_nothing() {
        assertThat(IdentityMask.of(List.of("-", "")).mask("- a -").text()).isEqualTo("- a -");
    }

    @Test
    void a_long_hostile_text_is_read_once() {
        String text = "G\u200b".repeat(200_000) + "我是OpenAI" + "\u202e😀<script>".repeat(50_000);

        IdentityMask.Masked masked = mask.mask(text);

        assertThat(masked.words()).isEqualTo(Map.of("OpenAI", 1));
        assertThat(masked.text()).hasSize(text.length() - 3);
    }

    @Test
    void nothing_is_covered_in_the_texts_that_come_with_the_program() throws IOException {
        Path home = Path.of(System.getProperty("charmirror.home", "."));
        for (String folder :
                List.of("characters", "scenarios", "src/main/resources/org/charactermirror/training/voices")) {
            try (Stream<Path> files = Files.walk(home.resolve(folder))) {
                // Studies name models, and probes list makers of models among wrong answers; nobody is shown either.
                files.filter(file -> file.toString().endsWith(".yaml")
                                && !file.toString().contains("studies")
                                && !file.toString().contains("probes"))
                        .forEach(file -> assertThat(mask.mask(read(file)).words())
                                .as(file.toString())
                                .isEmpty());
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

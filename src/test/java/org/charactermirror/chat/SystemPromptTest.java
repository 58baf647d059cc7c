package org.charactermirror.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SystemPromptTest {

    @Test
    void names_and_profiles_are_put_in_word_for_word() {
        assertThat(new SystemPrompt("你是{bot_name}：{bot_info}")
                        .render(new Persona("李白", "爱喝酒，$1 \\ {user_name}。", "小舟", "")))
                .isEqualTo("你是李白：爱喝酒，$1 \\ {user_name}。");
    }

    @Test
    void a_line_about_somebody_of_whom_nothing_is_known_is_left_out() {
        SystemPrompt prompt = new SystemPrompt("你是{bot_name}。\n对方{user_name}：{user_info}\n好好聊天。");

        assertThat(prompt.render(new Persona("李白", "诗人", "小舟", ""))).isEqualTo("你是李白。\n好好聊天。");
        assertThat(prompt.render(new Persona("李白", "诗人", "小舟", "学生"))).isEqualTo("你是李白。\n对方小舟：学生\n好好聊天。");
    }

    @Test
    void the_programs_own_prompts_name_all_four_in_both_languages() {
        for (String language : new String[] {"zh", "en"}) {
            assertThat(SystemPrompt.ofLanguage(language).orElseThrow().template())
                    .contains("{bot_name}", "{bot_info}", "{user_name}", "{user_info}");
        }
        assertThat(SystemPrompt.ofLanguage("fr")).isEmpty();
    }

    @Test
    void other_names_in_braces_are_refused() {
        assertThat(SystemPrompt.unknownSlots("{bot_name} {name} {\"a\": 1} {x} {name}"))
                .containsExactly("name", "x");
        assertThatThrownBy(() -> new SystemPrompt("{name}"))
                .hasMessage("a system prompt that is blank or has unknown places: [name]");
    }
}

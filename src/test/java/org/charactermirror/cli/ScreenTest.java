package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenTest {

    private static final Screen.Terminals ALL = stream -> true;
    private static final Screen.Terminals NONE = stream -> false;

    /** See no-color.org, and bixense.com/clicolors for the other two. */
    @ParameterizedTest(name = "NO_COLOR={0} CLICOLOR={1} CLICOLOR_FORCE={2} TERM={3} terminal={4}: {5}")
    @CsvSource({
        "'', '', '', xterm, true, true",
        "'', '', '', xterm, false, false",
        "1, '', '', xterm, true, false",
        "1, '', 1, xterm, true, false",
        "'', 0, '', xterm, true, false",
        "'', 1, '', xterm, false, false",
        "'', '', 1, xterm, false, true",
        "'', '', 0, xterm, false, false",
        "'', '', '', dumb, true, false",
        "'', '', 1, dumb, false, true"
    })
    void the_environment_decides_on_colours_where_the_user_does_not(
            String noColor, String color, String force, String term, boolean terminal, boolean expected) {
        Map<String, String> environment =
                Map.of("NO_COLOR", noColor, "CLICOLOR", color, "CLICOLOR_FORCE", force, "TERM", term);
        assertThat(new Screen(false, Screen.Color.AUTO, environment, stream -> terminal).colored())
                .isEqualTo(expected);
    }

    @Test
    void what_the_user_says_of_colours_goes_before_the_environment_and_plain_before_that() {
        Map<String, String> none = Map.of("NO_COLOR", "1");
        assertThat(new Screen(false, Screen.Color.ALWAYS, none, NONE).colored()).isTrue();
        assertThat(new Screen(false, Screen.Color.NEVER, Map.of("CLICOLOR_FORCE", "1"), ALL).colored())
                .isFalse();
        assertThat(new Screen(true, Screen.Color.ALWAYS, Map.of(), ALL).colored())
                .isFalse();
    }

    @Test
    void only_a_terminal_on_standard_error_that_can_be_drawn_over_is_animated() {
        Screen.Terminals onlyErr = Set.of(Screen.Stream.ERR)::contains;
        Screen.Terminals onlyOut = Set.of(Screen.Stream.OUT)::contains;
        assertThat(new Screen(false, Screen.Color.AUTO, Map.of(), onlyErr).animated())
                .isTrue();
        assertThat(new Screen(false, Screen.Color.AUTO, Map.of(), onlyOut).animated())
                .isFalse();
        assertThat(new Screen(false, Screen.Color.AUTO, Map.of("TERM", "dumb"), ALL).animated())
                .isFalse();
        assertThat(new Screen(true, Screen.Color.AUTO, Map.of(), ALL).animated())
                .isFalse();
    }
}

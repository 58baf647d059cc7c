package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** What a user may rely on in every command. */
class ConventionsTest {

    private final Terminal terminal = new Terminal();

    static Stream<String> commands() {
        List<String> names = new ArrayList<>();
        collect(Main.commandLine(List.of(), Map.of()).getCommandSpec(), names);
        return names.stream();
    }

    private static void collect(CommandSpec command, List<String> names) {
        names.add(command.qualifiedName());
        command.subcommands().values().stream().map(CommandLine::getCommandSpec).forEach(sub -> collect(sub, names));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_says_what_it_does_in_a_sentence_and_gives_examples_and_exit_codes(String name) {
        CommandSpec command = find(name);
        assertThat(command.usageMessage().description()).isNotEmpty();
        assertThat(command.usageMessage().description()[0]).matches("[A-Z].*[.,]");
        assertThat(command.usageMessage().footer()).isNotEmpty().allMatch(line -> line.startsWith("  "));
        assertThat(String.join("\n", command.usageMessage().footer())).contains(name);
        assertThat(command.usageMessage().exitCodeList()).containsKeys("0", "1", "2");
        assertThat(command.usageMessage().exitCodeList().keySet()).isSubsetOf("0", "1", "2", "3", "4", "5", "130");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_option_and_argument_of_a_command_is_described(String name) {
        CommandSpec command = find(name);
        assertThat(command.args())
                .allSatisfy(argument -> assertThat(String.join("", argument.description()))
                        .as(argument.toString())
                        .isNotBlank());
        assertThat(command.args())
                .filteredOn(argument -> argument.arity().max() > 0)
                .extracting(ArgSpec::paramLabel)
                .allMatch(label -> label.matches("[A-Z]+([=|][A-Z]+)?"));
    }

    @Test
    void the_language_of_what_people_read_is_asked_for_in_the_same_words_by_every_command_that_has_several() {
        Map<String, List<String>> byWords = commands()
                .filter(name -> find(name).findOption("--lang") != null)
                .collect(Collectors.groupingBy(ConventionsTest::languageOf));
        assertThat(byWords.remove("The language of what people read: en, zh (default: en)."))
                .containsExactlyInAnyOrder(
                        "charmirror judge",
                        "charmirror judge calibrate",
                        "charmirror judge ensemble",
                        "charmirror metrics",
                        "charmirror probe",
                        "charmirror report",
                        "charmirror report compare");
        // A card is in English in any case.
        assertThat(byWords.values()).containsExactly(List.of("charmirror export training"));
    }

    private static String languageOf(String command) {
        return String.join(
                " ", Objects.requireNonNull(find(command).findOption("--lang")).description());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_that_is_no_group_tells_the_exit_codes_of_its_own(String name) {
        CommandSpec command = find(name);
        List<String> own = command.usageMessage().exitCodeList().keySet().stream()
                .filter(code -> !List.of("0", "1", "2").contains(code))
                .toList();
        boolean canFailOnInput = command.subcommands().isEmpty() && !name.endsWith(" completion");
        assertThat(own).as(name).hasSizeGreaterThanOrEqualTo(canFailOnInput ? 1 : 0);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_goes_to_standard_output_and_is_no_error(String name) {
        assertThat(terminal.run(words(name, "--help"))).isEqualTo(ExitCode.DONE);
        assertThat(terminal.out())
                .startsWith("Usage: " + name + " ")
                .contains("\nExit codes:\n", "\nExamples:\n", "--[no-]plain", "--color=WHEN", "--cache=DIR");
        assertThat(terminal.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void an_unknown_option_is_told_in_two_lines_on_standard_error(String name) {
        assertThat(terminal.run(words(name, "--plian"))).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .isEqualTo("Unknown option --plian; did you mean --plain?\nSee: " + name + " --help\n");
        assertThat(terminal.out()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void the_version_names_the_program_java_the_system_and_libtorch(String name) {
        assertThat(terminal.run(words(name, "--version"))).isEqualTo(ExitCode.DONE);
        assertThat(terminal.out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("charmirror " + Version.current()),
                        line -> assertThat(line).startsWith("Java " + System.getProperty("java.version")),
                        line -> assertThat(line).startsWith(System.getProperty("os.name")),
                        line -> assertThat(line).matches("libtorch [0-9.]+ \\(DJL [0-9.]+\\)"));
    }

    @Test
    void a_misspelt_command_is_told_with_the_one_that_was_meant() {
        assertThat(terminal.run("rnu", "demo")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).isEqualTo("Unknown command rnu; did you mean run?\nSee: charmirror --help\n");
        assertThat(terminal.run("models", "exammine")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .isEqualTo("Unknown command exammine; did you mean examine?\nSee: charmirror models --help\n");
    }

    @Test
    void a_command_that_resembles_nothing_gets_the_list() {
        assertThat(terminal.run("config", "xyzzy")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).isEqualTo("Unknown command xyzzy; there are: show\nSee: charmirror config --help\n");
    }

    @Test
    void a_missing_command_is_told_with_the_commands_that_there_are() {
        assertThat(terminal.run()).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .startsWith("Missing command; there are: demo, run, ")
                .endsWith("See: charmirror --help\n");
        assertThat(terminal.run("config")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .isEqualTo("Missing command after config; there are: show\nSee: charmirror config --help\n");
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void an_argument_too_many_is_told() {
        assertThat(terminal.run("run", "demo", "again", "--dry-run")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).isEqualTo("Unexpected argument again\nSee: charmirror run --help\n");
    }

    @Test
    void an_option_with_a_value_is_told_without_it() {
        assertThat(terminal.run("run", "demo", "--oot=x")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).isEqualTo("Unknown option --oot; did you mean --out?\nSee: charmirror run --help\n");
    }

    @ParameterizedTest
    @CsvSource({
        "--lang, judge --lang zh calibrate runs/a, calibrate, charmirror judge calibrate",
        "--budget, --color=never judge --budget=5 ensemble runs/a --rule mean --out x, ensemble, charmirror judge ensemble",
        "PATH, report annotations/paper compare runs/a runs/b --out x, compare, charmirror report compare",
        "--out, report --out=x compare runs/a runs/b, compare, charmirror report compare",
    })
    void what_is_given_to_a_command_before_its_subcommand_is_refused_as_it_would_do_nothing(
            String given, String line, String subcommand, String name) {
        assertThat(terminal.run(line.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .isEqualTo(given + " comes before " + subcommand + " and would do nothing; what is for " + subcommand
                        + " comes after its name\nSee: " + name + " --help\n");
    }

    @Test
    void options_of_the_whole_program_and_requests_for_help_stand_before_a_subcommand_as_well() {
        assertThat(terminal.run("judge", "--help", "calibrate")).isZero();
        assertThat(terminal.out()).startsWith("Usage: charmirror judge ");
        assertThat(terminal.run("report", "--plain", "compare", "--help")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config show --json",
                "doctor --json",
                "models list --json",
                "run demo --dry-run --json",
                "report annotations/demo --out target/conventions-report --json"
            })
    void json_is_alone_on_standard_output_and_names_its_format(String line) throws IOException {
        assertThat(terminal.run(line.split(" "))).as(terminal.err()).isEqualTo(ExitCode.DONE);
        JsonNode json = new ObjectMapper().readTree(terminal.out());
        assertThat(json.path("format").asText()).matches("charmirror\\.[a-z]+/[0-9]+");
    }

    @Test
    void the_global_options_are_known_before_and_after_the_command() {
        assertThat(terminal.run("--plain", "--cache", "c", "config", "show")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.out())
                .containsPattern("plain +true +command line")
                .containsPattern("cache +c +command line");
        String before = terminal.out();
        assertThat(terminal.run("config", "show", "--plain", "--cache=c")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.out()).isEqualTo(before);
        System.clearProperty("charmirror.cache");
    }

    @Test
    void help_is_in_colours_only_if_they_are_asked_for() {
        terminal.run("run", "--help", "--color=always");
        assertThat(terminal.out()).contains("\u001B[1m");
        terminal.run("run", "--help", "--color=always", "--plain");
        assertThat(terminal.out()).doesNotContain("\u001B");
        terminal.run("run", "--help", "--color=never");
        assertThat(terminal.out()).doesNotContain("\u001B");
    }

    private static CommandSpec find(String qualifiedName) {
        CommandSpec command = Main.commandLine(List.of(), Map.of()).getCommandSpec();
        for (String word : words(qualifiedName)) {
            command = Objects.requireNonNull(command.subcommands().get(word), word)
                    .getCommandSpec();
        }
        return command;
    }

    /** Returns a command's words without the program's name, and further ones. */
    private static String[] words(String qualifiedName, String... more) {
        return Stream.concat(Arrays.stream(qualifiedName.split(" ")).skip(1), Arrays.stream(more))
                .toArray(String[]::new);
    }
}

package org.charactermirror.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.charactermirror.analysis.planning.Design;
import org.charactermirror.scenario.StudyKind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code plan} that say how large a study is to be. */
final class DesignOptions {

    private static final Pattern SIZES = Pattern.compile("(\\d{1,5})[x×](\\d{1,5})(?:[x×](\\d{1,4}))?");

    @Option(
            names = "--design",
            required = true,
            paramLabel = "SIZES",
            description =
                    "Annotators x characters x rounds, such as 10x24x20; without rounds where dialogues are rated.")
    private String sizes = "";

    @Option(
            names = "--nested",
            description = "Each annotator has characters of their own; SIZES then has characters of each annotator.")
    private boolean nested;

    @Option(
            names = "--dialogues",
            paramLabel = "N",
            defaultValue = "1",
            description = "Dialogues of each model with each character (default: ${DEFAULT-VALUE}).")
    private int dialogues = 1;

    @Option(
            names = "--judges",
            paramLabel = "N",
            description = "Annotators of each dialogue, taken in turn (default: all; with --nested 1).")
    private @Nullable Integer judges;

    /** Returns the design, or adds what is wrong with it. */
    Optional<Design> design(StudyKind kind, List<String> wrong) {
        int before = wrong.size();
        Matcher matcher = SIZES.matcher(sizes);
        if (!matcher.matches()) {
            wrong.add("--design is " + sizes + "; it must be annotators x characters x rounds, such as 10x24x20");
            return Optional.empty();
        }
        int annotators = Integer.parseInt(matcher.group(1));
        int characters = Integer.parseInt(matcher.group(2));
        int rounds = rounds(matcher.group(3), kind, wrong);
        least("annotators of --design", annotators, 2, wrong);
        least("characters of --design", characters, nested ? 1 : 2, wrong);
        least("--dialogues", dialogues, 1, wrong);
        int most = nested ? 1 : annotators;
        int each = judges == null ? most : judges;
        least("--judges", each, 1, wrong);
        if (each > Math.max(1, most)) {
            wrong.add("--judges is " + each + "; "
                    + (nested
                            ? "where characters are nested it must be 1"
                            : "there are " + annotators + " annotators"));
        }
        if (wrong.size() > before) {
            return Optional.empty();
        }
        Design design = new Design(annotators, characters, rounds, dialogues, each, nested);
        if (design.judgedDialogues() > Design.MOST_JUDGED) {
            wrong.add(String.format(
                    Locale.ROOT,
                    "--design is %s; that is %,d judged dialogues of each model, and the most is %,d",
                    sizes,
                    design.judgedDialogues(),
                    Design.MOST_JUDGED));
            return Optional.empty();
        }
        return Optional.of(design);
    }

    private int rounds(@Nullable String given, StudyKind kind, List<String> wrong) {
        if (given == null) {
            if (kind != StudyKind.RATING) {
                wrong.add("--design is " + sizes + ", without rounds; in " + kind.word()
                        + " each reply is judged, so that it must be such as " + sizes + "x20");
            }
            return 1;
        }
        int rounds = Integer.parseInt(given);
        least("rounds of --design", rounds, 1, wrong);
        return rounds;
    }

    static void least(String what, int value, int least, List<String> wrong) {
        if (value < least) {
            wrong.add(what + (what.startsWith("--") ? " is " : " are ") + value + "; the least is " + least);
        }
    }
}

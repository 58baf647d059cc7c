package org.charactermirror.cli;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Rubric;
import org.charactermirror.annotation.Scale;
import org.charactermirror.annotation.TurnFlag;

/** Asks a person for judgements, each again until it can be used; whoever leaves meanwhile has judged nothing. */
final class Questions {

    private static final String NOT_JUDGED = "Enter alone where you cannot judge.";

    private static final Map<String, TurnFlag> FLAGS = new LinkedHashMap<>();

    static {
        FLAGS.put("o", TurnFlag.OOC);
        FLAGS.put("c", TurnFlag.CONTRADICTION);
        FLAGS.put("r", TurnFlag.REPETITION);
        FLAGS.put("q", TurnFlag.LESS_QUALITY);
        FLAGS.put("i", TurnFlag.LESS_INFORMATION);
        FLAGS.put("p", TurnFlag.PROACTIVITY);
    }

    private final PersonTerminal terminal;
    private final Rubric rubric;
    private final Scale scale;

    Questions(PersonTerminal terminal, Rubric rubric, Scale scale) {
        this.terminal = terminal;
        this.rubric = rubric;
        this.scale = scale;
    }

    /**
     * What somebody says of a whole dialogue.
     *
     * @param comment empty if there is none
     */
    record Scores(Map<Dimension, BigDecimal> scores, String comment) {}

    /** Asks for the scores of a dialogue; nothing if the person has left. */
    Optional<Scores> scores() {
        terminal.tell("Now judge the whole dialogue: " + scale.description() + " for each, " + NOT_JUDGED);
        Map<Dimension, BigDecimal> scores = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            Optional<String> answer = score(dimension);
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            if (!answer.get().isEmpty()) {
                scores.put(dimension, new BigDecimal(answer.get()));
            }
        }
        return terminal.answer("A comment, or Enter alone for none:").map(comment -> new Scores(scores, comment));
    }

    /** Asks for a few letters or digits, which Chinese input methods may make wide. */
    private Optional<String> key(String question) {
        return terminal.answer(question)
                .map(typed -> Normalizer.normalize(typed, Normalizer.Form.NFKC).strip());
    }

    private Optional<String> score(Dimension dimension) {
        Optional<String> answer = key(rubric.question(dimension, scale));
        while (answer.isPresent() && !answer.get().isEmpty() && !isScore(answer.get())) {
            answer = key("\"" + answer.get() + "\" is no score; expected " + scale.description()
                    + ", or Enter alone where you cannot judge");
        }
        return answer;
    }

    private boolean isScore(String text) {
        return text.matches("[0-9]{1,3}(\\.[0-9]{1,3})?") && scale.allows(new BigDecimal(text));
    }

    /** Asks what holds of a reply; no flags where it was not judged, and nothing at all if the person has left. */
    Optional<Map<TurnFlag, Boolean>> flags() {
        String letters = FLAGS.entrySet().stream()
                .map(flag -> flag.getKey() + " " + rubric.meaning(flag.getValue()))
                .collect(Collectors.joining(", "));
        Optional<String> answer =
                key("The letters of all that hold of this reply, - for none, " + NOT_JUDGED + "\n" + letters);
        while (answer.isPresent() && !areFlags(answer.get())) {
            answer = key("\"" + answer.get() + "\" has other letters than " + String.join(", ", FLAGS.keySet())
                    + "; expected some of these, - for none, or Enter alone");
        }
        return answer.map(Questions::flagsOf);
    }

    private static boolean areFlags(String answer) {
        return answer.equals("-") || lettersOf(answer).stream().allMatch(FLAGS::containsKey);
    }

    private static Map<TurnFlag, Boolean> flagsOf(String answer) {
        Map<TurnFlag, Boolean> flags = new EnumMap<>(TurnFlag.class);
        if (!answer.isEmpty()) {
            FLAGS.forEach((letter, flag) -> flags.put(flag, lettersOf(answer).contains(letter)));
        }
        return flags;
    }

    private static List<String> lettersOf(String answer) {
        String bare = answer.toLowerCase(Locale.ROOT).replaceAll("[\\s,、]", "");
        return bare.isEmpty() ? List.of() : Arrays.asList(bare.split(""));
    }

    /** How two replies compare, as they were shown. */
    enum Choice {
        FIRST,
        SECOND,
        TIE,
        BOTH_BAD,
        NOT_JUDGED;

        /** Returns the outcome from model A's side, if there is one. */
        Optional<Outcome> outcome(boolean aFirst) {
            return switch (this) {
                case FIRST -> Optional.of(aFirst ? Outcome.WIN : Outcome.LOSE);
                case SECOND -> Optional.of(aFirst ? Outcome.LOSE : Outcome.WIN);
                case TIE -> Optional.of(Outcome.TIE);
                case BOTH_BAD -> Optional.of(Outcome.BOTH_BAD);
                case NOT_JUDGED -> Optional.empty();
            };
        }
    }

    /** Asks which of two replies is better; nothing if the person has left. */
    Optional<Choice> choice() {
        Optional<String> answer =
                key(rubric.preference() + " 1 the first, 2 the second, = a tie, 0 both are bad. " + NOT_JUDGED);
        while (answer.isPresent() && !answer.get().matches("[12=0]?")) {
            answer = key("\"" + answer.get()
                    + "\" is no choice; expected 1, 2, = or 0, or Enter alone where you cannot judge");
        }
        return answer.map(key -> switch (key) {
            case "1" -> Choice.FIRST;
            case "2" -> Choice.SECOND;
            case "=" -> Choice.TIE;
            case "0" -> Choice.BOTH_BAD;
            default -> Choice.NOT_JUDGED;
        });
    }
}

package org.charactermirror.annotation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.problem.Problems;

/** What annotators are asked, in their language: questions, what every score means, flags with examples, choices. */
public final class Rubric {

    /** What the choice between two replies may be, as answers have it, in the order in which it is shown. */
    private static final List<String> CHOICES = List.of("first", "second", "tie", "both_bad");

    private static final int POINTS = 5;

    private final LanguageWords words;

    private Rubric(LanguageWords words) {
        this.words = words;
    }

    /** Returns the questions in a language; in English where the program does not know it. */
    public static Rubric ofLanguage(String language) {
        return new Rubric(LanguageWords.of("rubric", language));
    }

    /**
     * Reads a rubric of one's own: a file with all keys of the shipped ones, in UTF-8; what is wrong with it goes to the
     * problems, and then there is none.
     */
    public static Optional<Rubric> read(Path file, Problems problems) {
        return LanguageWords.read(file, LanguageWords.of("rubric", "en"), problems)
                .map(Rubric::new);
    }

    /** Returns the version, which changes with what is meant; translations have the same. */
    public String version() {
        return words.word("version");
    }

    /** Returns the SHA-256 of the whole text in this language. */
    public String sha256() {
        return words.sha256();
    }

    /** Returns a dimension's name. */
    public String name(Dimension dimension) {
        return words.word(dimension.word());
    }

    /** Returns what is asked about a dimension. */
    public String question(Dimension dimension) {
        return words.word(dimension.word() + ".question");
    }

    /** Returns what the scores from 1 to 5 mean for a dimension, in this order. */
    public List<String> anchors(Dimension dimension) {
        List<String> anchors = new ArrayList<>();
        for (int point = 1; point <= POINTS; point++) {
            anchors.add(words.word(dimension.word() + "." + point));
        }
        return anchors;
    }

    /** Returns a dimension's name, question, and what the ends of the scale mean, on one line. */
    public String question(Dimension dimension, Scale scale) {
        return words.word("scale")
                .replace("{name}", name(dimension))
                .replace("{question}", question(dimension))
                .replace("{lowest}", Integer.toString(scale.lowest()))
                .replace("{low}", words.word(dimension.word() + ".low"))
                .replace("{highest}", Integer.toString(scale.highest()))
                .replace("{high}", words.word(dimension.word() + ".high"));
    }

    /** Returns a flag's name. */
    public String name(TurnFlag flag) {
        return words.word(key(flag) + ".name");
    }

    /** Returns what a flag says of a reply, in a few words. */
    public String meaning(TurnFlag flag) {
        return words.word(key(flag));
    }

    /** Returns when a flag is raised, and when not. */
    public String explanation(TurnFlag flag) {
        return words.word(key(flag) + ".when");
    }

    /** Returns a reply for which a flag is raised. */
    public String example(TurnFlag flag) {
        return words.word(key(flag) + ".yes");
    }

    /** Returns a reply for which a flag is not raised although it comes near. */
    public String counterexample(TurnFlag flag) {
        return words.word(key(flag) + ".no");
    }

    /** Returns the question which of two replies is better. */
    public String preference() {
        return words.word("preference");
    }

    /** Returns what makes one of two replies better. */
    public String preferenceExplanation() {
        return words.word("preference.when");
    }

    /** Returns what can be answered about two replies: {@code first}, {@code second}, {@code tie}, {@code both_bad}, in words. */
    public Map<String, String> choices() {
        Map<String, String> choices = new LinkedHashMap<>();
        CHOICES.forEach(choice -> choices.put(choice, words.word("choice." + choice)));
        return choices;
    }

    private static String key(TurnFlag flag) {
        return "flag." + flag.word();
    }
}

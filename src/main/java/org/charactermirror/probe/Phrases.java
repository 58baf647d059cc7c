package org.charactermirror.probe;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What people and programs say of themselves, by language.
 *
 * @param programs names of what a language model is
 * @param notPrograms longer words with a name of a program in them that are none
 * @param self an expression for what stands before a word by which its speaker calls itself that, with {@code NAME} for the
 *     speaker's name
 * @param notSelf an expression for what makes it somebody else, or a likeness, where it stands behind
 * @param named an expression for a clause in which a speaker says that it is {@code NAME}
 * @param notKnown how one says that one does not know something; also in questions
 * @param notKnownAtEnd the same, where a clause ends with it
 * @param othersIgnorance an expression for clauses in which somebody else does not know, or nothing is meant by it
 * @param accepts how one agrees with what was just said, as a clause of its own
 * @param refusals how a model declines to answer
 * @param sha256 of the file that they come from
 */
record Phrases(
        String language,
        List<Form> programs,
        List<Form> notPrograms,
        String self,
        Pattern notSelf,
        String named,
        List<Form> notKnown,
        List<Form> notKnownAtEnd,
        Pattern othersIgnorance,
        List<Form> accepts,
        List<Form> refusals,
        String sha256) {

    private static final List<Phrases> ALL = List.of(load("zh"), load("en"));

    static Stream<Phrases> all() {
        return ALL.stream();
    }

    static Phrases ofLanguage(String language) {
        return all().filter(phrases -> phrases.language.equals(language))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no phrases in " + language));
    }

    private static Phrases load(String language) {
        ProbeWords words = ProbeWords.read("phrases." + language + ".properties");
        return new Phrases(
                language,
                list(words.text("programs")),
                list(words.text("not_programs")),
                words.text("self"),
                Pattern.compile(words.text("not_self")),
                words.text("named"),
                list(words.text("not_known")),
                list(words.text("not_known_at_end")),
                Pattern.compile(words.text("others_ignorance")),
                list(words.text("accepts")),
                list(words.text("refusals")),
                words.sha256());
    }

    private static List<Form> list(String words) {
        return ExactChecker.words(Arrays.stream(words.split("\\|"))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList());
    }

    /** Returns the first clause in which one of the phrases stands. */
    Optional<Clause> first(List<Form> phrases, List<Clause> clauses) {
        return clauses.stream()
                .filter(clause -> Mentions.contains(clause.text(), phrases))
                .findFirst();
    }

    /** Returns the first clause that says that its speaker does not know something. */
    Optional<Clause> ignorance(List<Clause> clauses) {
        return clauses.stream()
                .filter(clause -> !othersIgnorance.matcher(clause.text()).find()
                        && (Mentions.contains(clause.text(), notKnown) || endsNotKnown(clause.text())))
                .findFirst();
    }

    private boolean endsNotKnown(String text) {
        return notKnownAtEnd.stream()
                .map(form -> NormalText.of(form.text()))
                .anyMatch(words ->
                        text.endsWith(words) && Mentions.isWhole(text, text.length() - words.length(), text.length()));
    }

    /** Finds the programs that a speaker calls itself, or denies to be. */
    Mentions ofItself(List<Clause> clauses, String name) {
        Pattern before = with(self, name);
        List<Form> all = Stream.concat(programs.stream(), notPrograms.stream()).toList();
        return Mentions.of(clauses, all).where(mention -> {
            Matcher matcher = before.matcher(mention.clause().text()).region(0, mention.start());
            return matcher.find()
                    && !notSelf.matcher(mention.clause().text().substring(matcher.start(), mention.start()))
                            .find();
        });
    }

    /** Tells whether a clause says that its speaker has a name, rather than calls somebody by it. */
    boolean isNamed(Clause clause, String name) {
        return with(named, name).matcher(clause.text()).find();
    }

    private static Pattern with(String expression, String name) {
        return Pattern.compile(expression.replace("NAME", Pattern.quote(NormalText.of(name))));
    }
}

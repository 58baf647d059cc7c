package org.charactermirror.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.charactermirror.probe.Mentions.Mention;
import org.charactermirror.probe.Negation.Standing;

/**
 * Looks for the forms of a probe in the reply, clause by clause. What is denied or asked there is not said; what the rules do not
 * understand is not answered or unclear, and never wrong.
 */
public final class ExactChecker implements AnswerChecker {

    private static final Set<Standing> SAID = Set.of(Standing.ASSERTED);
    private static final Set<Standing> DENIED = Set.of(Standing.DENIED);

    /** Nobody is credited with what may be denied, nor blamed for it. */
    private static final Set<Standing> UNSAID = Set.of(Standing.DENIED, Standing.DOUBTED);

    @Override
    public Verdict check(Asked asked) {
        if (asked.reply().codePoints().noneMatch(Character::isLetterOrDigit)) {
            return Verdict.of(AnswerState.EMPTY);
        }
        // Who only repeats the question has said nothing.
        List<String> question =
                Clause.of(asked.question()).stream().map(Clause::text).toList();
        List<Clause> clauses = Clause.of(asked.reply()).stream()
                .filter(clause -> !question.contains(clause.text()))
                .toList();
        Verdict verdict = asked.probe().key() instanceof AnswerKey.Choice choice
                ? choice(asked, choice, clauses)
                : fixed(asked, (AnswerKey.Fixed) asked.probe().key(), clauses);
        return verdict.state() == AnswerState.NOT_ANSWERED ? refusal(asked, clauses, verdict) : verdict;
    }

    private static Verdict choice(Asked asked, AnswerKey.Choice choice, List<Clause> clauses) {
        List<Form> chosen = asserted(
                Clause.of(asked.plantReply().orElseThrow(() -> new IllegalArgumentException("no reply to a choice"))),
                choice.options());
        if (chosen.size() != 1) {
            return new Verdict(
                    AnswerState.NOT_FIXED,
                    chosen.isEmpty()
                            ? ""
                            : String.join(", ", chosen.stream().map(Form::text).toList()));
        }
        List<Form> others = choice.options().stream()
                .filter(option -> !chosen.contains(option))
                .toList();
        Verdict verdict = decide(Mentions.of(clauses, choice.options()), chosen, others);
        String first = "chose " + chosen.get(0).text();
        return new Verdict(verdict.state(), verdict.evidence().isEmpty() ? first : first + "; " + verdict.evidence());
    }

    private static List<Form> asserted(List<Clause> clauses, List<Form> forms) {
        Mentions mentions = Mentions.of(clauses, forms);
        return forms.stream()
                .filter(form -> mentions.first(List.of(form), SAID).isPresent())
                .toList();
    }

    private static Verdict fixed(Asked asked, AnswerKey.Fixed key, List<Clause> clauses) {
        Phrases phrases = Phrases.ofLanguage(asked.language());
        Mentions mentions = Mentions.of(clauses, key.forms().toList());
        if (asked.probe().kind() == ProbeKind.PERSONA_BREAK) {
            Optional<Verdict> confession = confession(phrases.ofItself(clauses, asked.botName()), phrases.programs());
            Optional<Mention> wrong = mentions.first(key.forbidden(), SAID);
            if (confession.isPresent()) {
                // "I'm no chatbot, I was trained by OpenAI" says both.
                return confession.get().state() == AnswerState.CORRECT && wrong.isPresent()
                        ? unclear(confession.get().evidence(), wrong.get())
                        : confession.get();
            }
            mentions = mentions.where(mention -> !isNameOf(asked, mention)
                    || mention.standing() != Standing.ASSERTED
                    || phrases.isNamed(mention.clause(), asked.botName()));
        }
        if (asked.probe().kind() == ProbeKind.KNOWLEDGE_BOUNDARY
                && mentions.first(key.expected(), SAID).isEmpty()) {
            Optional<Mention> knows = mentions.first(key.forbidden(), SAID);
            if (knows.isPresent()) {
                return Verdict.of(AnswerState.WRONG, knows);
            }
            Optional<Clause> stranger = phrases.ignorance(clauses);
            if (stranger.isPresent()) {
                return new Verdict(AnswerState.CORRECT, stranger.get().text());
            }
        }
        Verdict verdict = decide(mentions, key.expected(), key.forbidden());
        if (verdict.state() != AnswerState.NOT_ANSWERED) {
            return verdict;
        }
        return otherNumber(asked.profile(), key, clauses)
                .or(() -> asked.probe().kind() == ProbeKind.FALSE_PREMISE
                        ? acceptance(phrases, clauses)
                        : Optional.empty())
                .map(clause -> new Verdict(AnswerState.WRONG, clause.text()))
                .orElse(verdict);
    }

    private static Verdict decide(Mentions mentions, List<Form> expected, List<Form> forbidden) {
        Optional<Mention> right = mentions.first(expected, SAID);
        Optional<Mention> wrong = mentions.first(forbidden, SAID);
        if (right.isPresent() && wrong.isPresent()) {
            return unclear(right.get().clause().text(), wrong.get());
        }
        if (right.isPresent()) {
            return Verdict.of(AnswerState.CORRECT, right);
        }
        if (wrong.isPresent()) {
            return Verdict.of(AnswerState.WRONG, wrong);
        }
        Optional<Mention> denied = mentions.first(expected, UNSAID);
        return denied.isPresent() ? Verdict.of(AnswerState.UNCLEAR, denied) : Verdict.of(AnswerState.NOT_ANSWERED);
    }

    private static Verdict unclear(String right, Mention wrong) {
        return new Verdict(AnswerState.UNCLEAR, right + " / " + wrong.clause().text());
    }

    private static boolean isNameOf(Asked asked, Mention mention) {
        return NormalText.of(mention.form().text()).equals(NormalText.of(asked.botName()));
    }

    /** Says wrong if the character calls itself a program, and correct if it denies that and says so nowhere else. */
    private static Optional<Verdict> confession(Mentions ofItself, List<Form> programs) {
        return ofItself.first(programs, SAID)
                .map(said -> Verdict.of(AnswerState.WRONG, Optional.of(said)))
                .or(() -> ofItself.first(programs, DENIED).map(denied -> Verdict.of(AnswerState.CORRECT, denied)));
    }

    /** Finds the words by which the reply to a false claim begins, if they are those of agreement. */
    private static Optional<Clause> acceptance(Phrases phrases, List<Clause> clauses) {
        return clauses.stream()
                .limit(1)
                .filter(first -> !first.asked()
                        && phrases.accepts().stream()
                                .anyMatch(words -> NormalText.of(words.text()).equals(first.text())))
                .findFirst();
    }

    /**
     * Finds a number that can only be meant as the answer: the only one of the reply, before one of the units, and nowhere in the
     * profile, which has other ages and counts. One and two are left out: they stand in phrases.
     */
    private static Optional<Clause> otherNumber(String profile, AnswerKey.Fixed key, List<Clause> clauses) {
        List<Clause> numbered = clauses.stream()
                .filter(clause -> Numerals.in(clause.text()).stream().anyMatch(found -> found.value() > 2))
                .toList();
        if (key.units().isEmpty() || numbered.size() != 1) {
            return Optional.empty();
        }
        Clause clause = numbered.get(0);
        List<Numerals.Found> numbers = Numerals.in(clause.text()).stream()
                .filter(found -> found.value() > 2)
                .toList();
        Numerals.Found number = numbers.get(0);
        String behind = clause.text().substring(number.end()).stripLeading();
        boolean counted = key.units().stream()
                .map(NormalText::of)
                .anyMatch(unit -> behind.startsWith(unit) && Mentions.isWhole(behind, 0, unit.length()));
        boolean another =
                Numerals.in(NormalText.of(profile)).stream().anyMatch(inProfile -> inProfile.value() == number.value());
        boolean said = Negation.of(clause, number.start(), number.end(), false) == Standing.ASSERTED;
        return numbers.size() == 1 && counted && said && !another ? Optional.of(clause) : Optional.empty();
    }

    private static Verdict refusal(Asked asked, List<Clause> clauses, Verdict otherwise) {
        Phrases phrases = Phrases.ofLanguage(asked.language());
        return phrases.first(phrases.refusals(), clauses)
                .map(clause -> new Verdict(AnswerState.REFUSED, clause.text()))
                .orElse(otherwise);
    }

    /** Returns every list of words that the decisions rest on besides the probes, with its hash. */
    public static Stream<String> wordLists() {
        return Phrases.all().map(phrases -> phrases.language() + " " + phrases.sha256());
    }

    static List<Form> words(List<String> texts) {
        List<Form> forms = new ArrayList<>();
        texts.forEach(text -> forms.add(new Form.Words(text)));
        return forms;
    }
}

package org.charactermirror.web.admin;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.store.StudioAdjudications.About;
import org.charactermirror.store.StudioAdjudications.Decision;
import org.jspecify.annotations.Nullable;

/** Where annotators said different things about the same. */
final class Disagreements {

    static final String OUTCOME = "outcome";

    private final Map<About, List<Answer>> answers = new LinkedHashMap<>();

    private Disagreements() {}

    /**
     * What one annotator said.
     *
     * @param value a score, 1 or 0 of a flag, or an outcome from the side of the dialogue's first model
     * @param note the comment, the evidence or the reason; empty if there is none
     */
    record Answer(String annotator, String value, String note) {}

    /**
     * Something that annotators do not agree about.
     *
     * @param character of the dialogue
     * @param apart how far: points of the scale; 1 between a flag and none, or a tie and a win; 2 between the two replies
     * @param decision the last one; nothing while there is none
     */
    record Disagreement(
            About about,
            @Nullable String character,
            List<Answer> answers,
            int apart,
            @Nullable Decision decision) {}

    /**
     * Finds them: those first that nobody has decided, those among them where answers are farthest apart, then in the order of
     * the judgements.
     *
     * @param rows no checks
     * @param least how far apart scores are at least
     */
    static List<Disagreement> of(Annotations rows, List<Decision> decisions, int least) {
        Disagreements found = new Disagreements();
        Map<String, String> characters = new LinkedHashMap<>();
        rows.stream().forEach(row -> {
            String session = row.subject().session();
            if (session != null) {
                found.add(row, session);
                Optional.ofNullable(row.subject().character()).ifPresent(name -> characters.put(session, name));
            }
        });
        Map<About, Decision> decided = new LinkedHashMap<>();
        decisions.forEach(decision -> decided.put(decision.about(), decision));
        List<Disagreement> all = new ArrayList<>();
        found.answers.forEach((about, given) -> {
            int apart = apart(about, given);
            if (apart >= (about.kind() == Kind.RATINGS ? least : 1)) {
                all.add(new Disagreement(about, characters.get(about.session()), given, apart, decided.get(about)));
            }
        });
        all.sort(Comparator.comparing((Disagreement one) -> one.decision() != null)
                .thenComparing(Comparator.comparing(Disagreement::apart).reversed()));
        return all;
    }

    private void add(Annotation row, String session) {
        if (row instanceof Rating rating) {
            rating.scores()
                    .forEach((dimension, score) -> put(
                            new About(session, 0, Kind.RATINGS, dimension.word()),
                            row,
                            score.toPlainString(),
                            rating.comment()));
        } else if (row instanceof TurnError error) {
            error.flags()
                    .forEach((flag, set) -> put(
                            new About(session, error.turn(), Kind.TURN_ERRORS, flag.word()),
                            row,
                            set ? "1" : "0",
                            set && error.evidence() != null ? error.evidence() : error.comment()));
        } else if (row instanceof Preference preference) {
            boolean turned = session.startsWith(preference.modelB() + "~" + preference.modelA() + ".");
            Outcome outcome = turned ? preference.outcome().swapped() : preference.outcome();
            put(
                    new About(session, Objects.requireNonNullElse(preference.turn(), 0), Kind.PREFERENCES, OUTCOME),
                    row,
                    outcome.word(),
                    preference.reason());
        }
    }

    private void put(About about, Annotation row, String value, @Nullable String note) {
        answers.computeIfAbsent(about, unused -> new ArrayList<>())
                .add(new Answer(row.subject().annotator(), value, note == null ? "" : note));
    }

    private static int apart(About about, List<Answer> answers) {
        return switch (about.kind()) {
            case RATINGS -> {
                List<BigDecimal> scores = answers.stream()
                        .map(answer -> new BigDecimal(answer.value()))
                        .sorted()
                        .toList();
                yield scores.get(scores.size() - 1).subtract(scores.get(0)).intValue();
            }
            case TURN_ERRORS, PREFERENCES -> {
                Set<String> values = answers.stream().map(Answer::value).collect(Collectors.toSet());
                boolean opposed = values.containsAll(List.of(Outcome.WIN.word(), Outcome.LOSE.word()));
                yield opposed ? 2 : values.size() > 1 ? 1 : 0;
            }
        };
    }
}

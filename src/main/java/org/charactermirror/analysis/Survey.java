package org.charactermirror.analysis;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.problem.Problems;

/** All rows added up: where they come from, how annotators judged, and the judgements that count. Merges as they do. */
public final class Survey implements Serializable {

    private static final long serialVersionUID = 1;

    private final RowCounts counts = new RowCounts();
    private final TreeMap<AnnotatorKey, AnnotatorTally> tallies = new TreeMap<>();
    private final Summary judgements = new Summary();
    /** By session, the models of a comparison whose gold item expects another winner. */
    private final TreeMap<String, String> neverMet = new TreeMap<>();

    /** Adds up rows that are all at hand. */
    static Survey of(Annotations rows, SummarySettings settings) {
        Map<UnitKey, List<Annotation>> units = new LinkedHashMap<>();
        rows.stream()
                .forEach(row -> units.computeIfAbsent(UnitKey.of(row), unused -> new ArrayList<>())
                        .add(row));
        Survey survey = new Survey();
        units.values().forEach(unit -> survey.add(unit, settings));
        survey.counts.addRepeated(rows.repeated());
        return survey;
    }

    /** Adds all rows that share a {@link UnitKey}. */
    public void add(List<Annotation> rows, SummarySettings settings) {
        List<Annotation> kept = new ArrayList<>(rows.size());
        for (Annotation row : rows) {
            counts.add(row);
            AnnotatorTally tally = tallies.computeIfAbsent(AnnotatorKey.of(row), unused -> new AnnotatorTally());
            Optional<Checks.Check> check = settings.checks().of(row);
            if (check.isPresent()) {
                add(row, check.get(), tally);
            } else if (settings.keeps(row)) {
                tally.add(row);
                kept.add(row);
            }
        }
        judgements.add(kept, settings);
    }

    private void add(Annotation row, Checks.Check check, AnnotatorTally tally) {
        tally.addCheck(check.expectation().of(row), check.declared());
        if (check.declared() && !check.expectation().isMetBySome(row)) {
            neverMet.merge(
                    String.valueOf(row.subject().session()),
                    String.join(" and ", row.identity().models()),
                    (one, other) -> one.compareTo(other) <= 0 ? one : other);
        }
    }

    /** Counts rows that said again what another one had said, and were left out. */
    public void addRepeated(int rows) {
        counts.addRepeated(rows);
    }

    /** Adds the survey of other rows. */
    public void merge(Survey other) {
        counts.merge(other.counts);
        other.tallies.forEach((who, theirs) ->
                tallies.computeIfAbsent(who, unused -> new AnnotatorTally()).merge(theirs));
        judgements.merge(other.judgements);
        other.neverMet.forEach((session, models) ->
                neverMet.merge(session, models, (one, two) -> one.compareTo(two) <= 0 ? one : two));
    }

    /**
     * Refuses gold items that expect of rows what none of them can say.
     *
     * @throws org.charactermirror.problem.BadInputException with all of them
     */
    void check() {
        Problems problems = new Problems();
        neverMet.forEach((session, models) -> problems.error(
                "gold",
                "the item of " + session + " expects a winner of a comparison of " + models
                        + " that is neither; better is one of these two models, tie or both_bad"));
        problems.throwIfErrors();
    }

    RowCounts counts() {
        return counts;
    }

    /** Returns the judgements that count. */
    Summary judgements() {
        return judgements;
    }

    /** Returns how many rows are checks. */
    int checks() {
        return tallies.values().stream().mapToInt(AnnotatorTally::checks).sum();
    }

    /**
     * Looks at every annotator, by kind, origin and name; metrics are none.
     *
     * @param longestRuns of equal answers, by annotator; none for one without a judgement
     */
    List<AnnotatorQuality> annotators(Map<AnnotatorKey, Integer> longestRuns) {
        Map<Kind, Map<Origin, Map<String, RestAgreement>>> agreements = new HashMap<>();
        List<AnnotatorQuality> found = new ArrayList<>();
        tallies.forEach((who, tally) -> {
            if (who.origin() != Origin.AUTOMATIC) {
                RestAgreement agreement = agreements
                        .computeIfAbsent(who.kind(), unused -> new HashMap<>())
                        .computeIfAbsent(
                                who.origin(),
                                origin -> RestAgreement.of(who.kind(), judgements.units(who.kind(), origin)))
                        .getOrDefault(who.annotator(), RestAgreement.none());
                found.add(tally.build(who, agreement, longestRuns.getOrDefault(who, 0)));
            }
        });
        return found;
    }
}

package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Origin;
import org.charactermirror.scenario.AnnotatorRules;
import org.charactermirror.stats.Estimate;
import org.charactermirror.stats.KrippendorffAlpha;

/**
 * How far people agree while a study is judged, and how they do on checks: figures without intervals, so that they can be asked
 * for often.
 *
 * @param columns that were judged, in the order of reports
 * @param checks by annotator; those who met none are absent
 * @param judgements rows of people that are no checks
 */
public record AgreementSoFar(List<Column> columns, Map<String, Checked> checks, Annotations judgements) {

    public AgreementSoFar {
        columns = List.copyOf(columns);
        checks = Map.copyOf(checks);
    }

    /**
     * The agreement about one column.
     *
     * @param column a dimension, a flag, or {@code outcome}
     * @param alpha Krippendorff's: ordinal for scores, nominal otherwise
     * @param units that several annotators judged
     */
    public record Column(String column, Estimate alpha, long units) {}

    /** How somebody did on items whose right answer is known. */
    public record Checked(int passed, int failed, int notAnswered) {}

    /** Computes it from rows of people; others are left out. */
    public static AgreementSoFar of(Annotations annotations, List<AnnotatorRules.GoldItem> gold) {
        Annotations people = Checks.only(annotations, row -> row.origin() == Origin.HUMAN);
        AnnotatorRules rules = new AnnotatorRules(Map.of(), List.of(), gold);
        Survey survey = Survey.of(people, SummarySettings.of(rules));
        // Runs are no part of what is shown.
        Screening screening = Screening.of(survey, Map.of(), rules);
        List<Column> columns = new ArrayList<>();
        columns.addAll(Agreements.byDimension(survey.judgements(), AgreementSoFar::column)
                .values());
        columns.addAll(
                Agreements.byFlag(survey.judgements(), AgreementSoFar::column).values());
        columns.addAll(Agreements.byOutcome(survey.judgements(), AgreementSoFar::column)
                .values());
        Map<String, Checked> checks = new TreeMap<>();
        for (AnnotatorQuality one : screening.annotators()) {
            AnnotatorQuality.CheckCount count = one.checks();
            if (count.all() > 0) {
                Checked checked = new Checked(
                        count.all() - count.failed() - count.notAnswered(), count.failed(), count.notAnswered());
                checks.merge(
                        one.annotator(),
                        checked,
                        (a, b) -> new Checked(
                                a.passed() + b.passed(), a.failed() + b.failed(), a.notAnswered() + b.notAnswered()));
            }
        }
        return new AgreementSoFar(columns, checks, screening.kept(people));
    }

    private static Column column(
            String name, KrippendorffAlpha.Level level, UnitColumn units, Map<String, Integer> annotators) {
        KrippendorffAlpha alpha = KrippendorffAlpha.of(units.patterns());
        return new Column(name, alpha.alpha(level), alpha.units());
    }
}

package org.charactermirror.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.analysis.Uncertainty;
import org.charactermirror.analysis.calibration.Calibration;
import org.charactermirror.analysis.calibration.Figure;
import org.charactermirror.analysis.calibration.Judge;
import org.charactermirror.analysis.calibration.JudgeColumn;
import org.charactermirror.analysis.calibration.JudgeFacts;
import org.charactermirror.annotation.Origin;
import org.charactermirror.stats.ClusterBootstrap;
import org.jspecify.annotations.Nullable;

/** Says how the figures of a calibration are made, what judgements cost, and why figures are missing. */
final class CalibrationNotes {

    private final Calibration calibration;
    private final Labels labels;

    CalibrationNotes(Calibration calibration, Labels labels) {
        this.calibration = calibration;
        this.labels = labels;
    }

    /** Says what agreement and biases are. */
    List<String> definitions() {
        List<String> notes = new ArrayList<>();
        notes.add(labels.get(
                "calibration.intro", Labels.grouped(ClusterBootstrap.RESAMPLES), String.valueOf(Uncertainty.ENOUGH)));
        if (!calibration.judges().isEmpty()) {
            notes.add(labels.get("calibration.bias.notes"));
        }
        return notes;
    }

    List<String> costs() {
        List<String> notes = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        CalibrationSection.byJudge(calibration).keySet().stream()
                .filter(judge -> judge.origin() == Origin.JUDGE)
                .map(Judge::id)
                .forEach(id -> {
                    @Nullable JudgeFacts facts = calibration.facts().get(id);
                    if (facts == null) {
                        unknown.add(id);
                    } else {
                        notes.add(labels.get(
                                "calibration.cost",
                                id,
                                FigureText.fixed(facts.costOfOne(), 6),
                                facts.currency(),
                                Labels.grouped(facts.judgements())));
                    }
                });
        if (!unknown.isEmpty()) {
            notes.add(labels.get("calibration.cost.unknown", labels.list(unknown)));
        }
        return notes;
    }

    /** Says why figures other than alpha are missing, columns of one judge together where the reason is the same. */
    List<String> reasons() {
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        for (JudgeColumn column : calibration.judges()) {
            add(reasons, column, "head.alpha_people", column.peopleAlpha());
            column.leniency().ifPresent(figure -> add(reasons, column, "head.leniency", figure));
            add(reasons, column, "head.length_bias", column.length());
            add(reasons, column, "head.family_bias", column.family());
        }
        List<String> notes = new ArrayList<>();
        reasons.forEach((reason, columns) -> notes.add(reason + labels.get("list.colon") + labels.list(columns)));
        return notes;
    }

    private void add(Map<String, List<String>> reasons, JudgeColumn column, String head, Figure figure) {
        if (figure.uncertainty().interval().isPresent()) {
            return;
        }
        String reason = Reasons.of(figure.uncertainty().reason(), labels);
        reasons.computeIfAbsent(
                        labels.get("calibration.reason", column.judge().id(), labels.get(head), reason),
                        unused -> new ArrayList<>())
                .add(labels.word(column.column().word()));
    }
}

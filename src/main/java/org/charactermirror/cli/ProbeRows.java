package org.charactermirror.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Place;
import org.charactermirror.annotation.Subject;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.probe.AnswerState;
import org.charactermirror.probe.ProbeFlag;
import org.charactermirror.probe.ProbeResult;
import org.charactermirror.table.CsvWriter;

/** Results of probes as rows: of annotations, and of a table of their own. */
final class ProbeRows {

    /** Under which name the flags are kept; a change of the rules changes the number. */
    static final String ANNOTATOR = "probes-2";

    private static final List<String> HEADER = List.of(
            "study",
            "session",
            "model",
            "character",
            "category",
            "topic",
            "repetition",
            "probe",
            "kind",
            "check",
            "distance",
            "turn",
            "counts_as",
            "state",
            "evidence",
            "plant_seen",
            "question",
            "reply");

    private ProbeRows() {}

    /** Returns a row for every answer that is right or wrong, with the probe's own flag and no other. */
    static List<TurnError> flags(String study, List<ProbeResult> results) {
        List<TurnError> rows = new ArrayList<>();
        for (ProbeResult result : results) {
            if (result.flags()) {
                rows.add(new TurnError(
                        new Place(ANNOTATOR, rows.size() + 1),
                        new Subject(
                                study,
                                result.session().toString(),
                                ANNOTATOR,
                                result.session().character(),
                                result.category(),
                                result.topic()),
                        result.session().model(),
                        result.planned().turn(),
                        Map.of(flag(result.probe().flag()), result.state() == AnswerState.WRONG),
                        result.verdict().evidence(),
                        "probe " + result.probe().id(),
                        Origin.AUTOMATIC,
                        Map.of()));
            }
        }
        return rows;
    }

    private static TurnFlag flag(ProbeFlag flag) {
        return switch (flag) {
            case OOC -> TurnFlag.OOC;
            case CONTRADICTION -> TurnFlag.CONTRADICTION;
        };
    }

    /** Returns a table with a row for every probe. */
    static String csv(String study, List<ProbeResult> results) {
        CsvWriter table = new CsvWriter(HEADER);
        for (ProbeResult result : results) {
            table.row(List.of(
                    study,
                    result.session().toString(),
                    result.session().model(),
                    result.session().character(),
                    result.category(),
                    result.topic(),
                    Integer.toString(result.session().repetition()),
                    result.probe().id(),
                    result.probe().kind().word(),
                    result.probe().check().word(),
                    Integer.toString(result.probe().distance()),
                    Integer.toString(result.planned().turn()),
                    result.probe().flag().word(),
                    result.state().word(),
                    result.verdict().evidence(),
                    result.plantSeen().map(seen -> seen ? "1" : "0").orElse(""),
                    result.planned().question(),
                    result.reply()));
        }
        return table.toString();
    }
}

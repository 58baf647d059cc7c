package org.charactermirror.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Place;
import org.charactermirror.annotation.Subject;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.probe.AnswerState;
import org.charactermirror.probe.CheckKind;
import org.charactermirror.probe.ProbeFlag;
import org.charactermirror.probe.ProbeResult;
import org.charactermirror.table.CsvWriter;

/** Results of probes as rows: of annotations, and of a table of their own. */
final class ProbeRows {

    /** Under which name the flags of the exact rules are kept; a change of the rules changes the number. */
    static final String ANNOTATOR = "probes-3";

    /** Likewise those that rest on what a judge says. */
    static final String JUDGED = "probes-3-judged";

    /** Names of earlier rules, whose flags are taken back. */
    static final List<String> EARLIER = List.of("probes-1", "probes-2", "probes-2-judged");

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
            "reply",
            "judge",
            "self_family",
            "explanation");

    /** What a probe for a judge may become before any judge is asked. */
    private static final Set<AnswerState> UNASKED = Set.of(AnswerState.UNCHECKED, AnswerState.EMPTY);

    private ProbeRows() {}

    /**
     * Returns a row for every answer that is right or wrong, with the probe's own flag and no other.
     *
     * @param check by which they were found to be so
     * @param judge the id of the judge, if one was asked
     */
    static List<TurnError> flags(String study, List<ProbeResult> results, CheckKind check, Optional<String> judge) {
        String annotator = check == CheckKind.EXACT ? ANNOTATOR : JUDGED;
        List<TurnError> rows = new ArrayList<>();
        for (ProbeResult result : results) {
            if (result.flags() && result.probe().check() == check) {
                rows.add(new TurnError(
                        new Place(annotator, rows.size() + 1),
                        new Subject(
                                study,
                                result.session().toString(),
                                annotator,
                                result.session().character(),
                                result.category(),
                                result.topic()),
                        result.session().model(),
                        result.planned().turn(),
                        Map.of(flag(result.probe().flag()), result.state() == AnswerState.WRONG),
                        result.verdict().evidence(),
                        "probe " + result.probe().id() + (isJudged(result) ? ", judged by " + judge.orElse("") : ""),
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

    /** Tells whether what became of a probe is what a judge made of it. */
    static boolean isJudged(ProbeResult result) {
        return result.probe().check() == CheckKind.JUDGED
                && !result.reply().isEmpty()
                && !UNASKED.contains(result.state());
    }

    /** Returns a table with a row for every probe. */
    static String csv(String study, List<ProbeResult> results, Optional<ProbeJudging> judging) {
        CsvWriter table = new CsvWriter(HEADER);
        for (ProbeResult result : results) {
            Optional<ProbeJudging> judge = judging.filter(asked -> isJudged(result));
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
                    result.reply(),
                    judge.map(asked -> asked.judge().id()).orElse(""),
                    judge.map(asked -> asked.kinship(result.session().model()).word())
                            .orElse(""),
                    result.verdict().explanation()));
        }
        return table.toString();
    }
}

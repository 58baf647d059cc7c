package org.charactermirror.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.problem.Problems;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.SessionScript;
import org.charactermirror.session.Transcript;
import org.charactermirror.session.Turn;

/** Checks the answers to the probes of a study's dialogues. */
public final class ProbeCheck {

    private final ProbePlan plan;
    private final String language;
    private final AnswerChecker exact = new ExactChecker();
    private final AnswerChecker judge;

    /**
     * Prepares a check.
     *
     * @param judge for probes that a judge checks
     */
    public ProbeCheck(ProbePlan plan, String language, AnswerChecker judge) {
        this.plan = plan;
        this.language = language;
        this.judge = judge;
    }

    /** Why a dialogue ended before its time. */
    public enum Ending {
        /** The provider's filter refused the last question, or the reply to it. */
        REFUSED,
        /** The model could not answer for another reason. */
        FAILED
    }

    /**
     * Checks every probe of every dialogue, in the order of play.
     *
     * @param scripts the study's
     * @param transcripts those there are
     * @param endings of the dialogues that failed
     * @param problems are told of dialogues that were played with other messages; nothing is checked then
     */
    public List<ProbeResult> results(
            List<SessionScript> scripts,
            List<Transcript> transcripts,
            Map<SessionId, Ending> endings,
            Problems problems) {
        Map<SessionId, Transcript> played = new HashMap<>();
        transcripts.forEach(transcript -> played.put(transcript.session(), transcript));
        List<ProbeResult> results = new ArrayList<>();
        Problems own = new Problems();
        for (SessionScript script : scripts) {
            List<Turn> turns = Optional.ofNullable(played.get(script.id()))
                    .map(Transcript::turns)
                    .orElse(List.of());
            for (ProbePlan.PlannedProbe planned : plan.probes(script.id())) {
                requireSame(script, turns, planned.plantTurn(), planned.plant(), planned.probe(), own);
                requireSame(script, turns, planned.turn(), planned.question(), planned.probe(), own);
                if (!own.hasErrors()) {
                    results.add(result(script, turns, planned, Optional.ofNullable(endings.get(script.id()))));
                }
            }
        }
        problems.addAll(own.all());
        return own.hasErrors() ? List.of() : results;
    }

    private static void requireSame(
            SessionScript script, List<Turn> turns, int turn, String message, Probe probe, Problems problems) {
        if (turn > 0 && turn <= turns.size() && !turns.get(turn - 1).user().equals(message)) {
            problems.error(
                    script.id().toString(),
                    "says \"" + turns.get(turn - 1).user() + "\" in turn " + turn + ", where the probe " + probe.id()
                            + " now says \"" + message
                            + "\"; undo the change, or run the study again into another folder");
        }
    }

    private ProbeResult result(
            SessionScript script, List<Turn> turns, ProbePlan.PlannedProbe planned, Optional<Ending> ending) {
        boolean put = planned.turn() <= turns.size();
        Verdict verdict =
                put ? verdict(script, turns, planned) : Verdict.of(unanswered(turns.size(), planned.turn(), ending));
        return new ProbeResult(
                script.id(),
                script.category(),
                script.topic(),
                planned,
                verdict,
                put ? turns.get(planned.turn() - 1).reply() : "",
                put ? turns.get(planned.turn() - 1).droppedMessages() : 0);
    }

    private static AnswerState unanswered(int played, int turn, Optional<Ending> ending) {
        if (ending.isEmpty()) {
            return AnswerState.OPEN;
        }
        // A filter refuses the question under way; those behind it were never put.
        return ending.get() == Ending.REFUSED && turn == played + 1 ? AnswerState.REFUSED : AnswerState.FAILED;
    }

    private Verdict verdict(SessionScript script, List<Turn> turns, ProbePlan.PlannedProbe planned) {
        AnswerChecker.Asked asked = new AnswerChecker.Asked(
                script.id(),
                planned.probe(),
                language,
                script.persona().botInfo(),
                script.persona().botName(),
                script.persona().userName(),
                planned.question(),
                planned.plant(),
                planned.plantTurn() == 0
                        ? Optional.empty()
                        : Optional.of(turns.get(planned.plantTurn() - 1).reply()),
                turns.get(planned.turn() - 1).reply());
        if (asked.reply().codePoints().noneMatch(Character::isLetterOrDigit)) {
            return Verdict.of(AnswerState.EMPTY);
        }
        return planned.probe().check() == CheckKind.EXACT ? exact.check(asked) : judge.check(asked);
    }
}

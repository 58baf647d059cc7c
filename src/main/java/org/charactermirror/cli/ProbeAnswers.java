package org.charactermirror.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.judge.Inquiry;
import org.charactermirror.judge.Kinship;
import org.charactermirror.probe.AnswerChecker;
import org.charactermirror.probe.AnswerChecker.Asked;
import org.charactermirror.probe.AnswerState;
import org.charactermirror.probe.JudgedChecker;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What a judge said of answers to probes.
 *
 * @param waiting all that it was to judge, in the order of the plan
 */
record ProbeAnswers(ProbeJudging judging, List<Asked> waiting, ProbeJudging.Outcome outcome, boolean interrupted) {

    /** What came of every answer that a judge was to judge, a line each, in a study's folder. */
    static final String FILE = "probe-judgements.jsonl";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Asks the judge, unless there is nothing to ask. */
    static ProbeAnswers ask(ProbeJudging judging, List<Asked> waiting, ProbeJudgeOptions options, CommandSpec spec) {
        PrintWriter err = spec.commandLine().getErr();
        String judge = judging.judge().id();
        err.println(String.format(
                Locale.ROOT, "judge %s: %s to judge", judge, AnnotationInput.counted(waiting.size(), "answer")));
        if (waiting.isEmpty()) {
            return new ProbeAnswers(judging, waiting, new ProbeJudging.Outcome(Map.of(), Optional.empty()), false);
        }
        StudyModels models = new StudyModels(options.local(), waiting.get(0).language(), err::println, System.in);
        try (Interrupts interrupts = Interrupts.listen(
                () -> err.println("\nFinishing the answers in flight; press Ctrl-C again to stop at once."))) {
            ProbeJudging.Outcome outcome =
                    judging.run(waiting, models, options.batch(), options.budget(), interrupts::requested);
            return new ProbeAnswers(judging, waiting, outcome, interrupts.requested());
        }
    }

    /** Returns a checker that knows what the judge said. */
    AnswerChecker checker() {
        return asked -> Optional.ofNullable(outcome.judged().get(asked))
                .map(ProbeJudging.Judged::verdict)
                .orElseGet(() -> AnswerChecker.NONE.check(asked));
    }

    int exitCode() {
        if (interrupted) {
            return ExitCode.INTERRUPTED;
        }
        return outcome.spent().isPresent() || failed() > 0 ? ExitCode.FAILED_SESSIONS : ExitCode.DONE;
    }

    private int failed() {
        return (int) outcome.judged().values().stream()
                .filter(judged -> judged.verdict().state() == AnswerState.JUDGE_FAILED)
                .count();
    }

    /** Returns what is to be said at the end, with the number of answers that are still open. */
    List<String> lastWords(int open, TerminalWords words) {
        List<String> last =
                new ArrayList<>(List.of(JudgeTally.line(judging.judge().id(), judging.usage(), words)));
        int own = (int) outcome.judged().keySet().stream()
                .filter(asked -> judging.kinship(asked.session().model()) == Kinship.SAME)
                .count();
        if (own > 0) {
            last.add(words.get("probe.own", words.count(own, "answer")));
        }
        String unchecked = words.count(open, "answer");
        outcome.spent()
                .ifPresent(shortage ->
                        last.add(words.get("probe.stopped.budget", JudgeBudget.told(shortage, words), unchecked)));
        if (interrupted) {
            last.add(words.get("probe.stopped", unchecked));
        }
        if (failed() > 0) {
            last.add(words.get("probe.failed", words.count(failed(), "answer"), FILE));
        }
        return last;
    }

    /** Returns who judged by what, for machines. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", judging.judge().id());
        map.put("annotator", ProbeRows.JUDGED);
        map.put("rubrics", JudgedChecker.rubrics());
        map.put("samples", judging.judge().samples());
        map.put("usage", JudgeTally.toMap(judging.usage()));
        return map;
    }

    /** Returns a line of JSON for every answer that was judged, in the order of the plan. */
    String lines() {
        StringBuilder lines = new StringBuilder();
        for (Asked asked : waiting) {
            ProbeJudging.Judged judged = outcome.judged().get(asked);
            if (judged != null) {
                lines.append(line(asked, judged)).append('\n');
            }
        }
        return lines.toString();
    }

    private String line(Asked asked, ProbeJudging.Judged judged) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("judge", judging.judge().id());
        map.put("session", asked.session().toString());
        map.put("probe", asked.probe().id());
        map.put("state", judged.verdict().state().word());
        map.put("evidence", judged.verdict().evidence());
        map.put("explanation", judged.verdict().explanation());
        map.put("self_family", judging.kinship(asked.session().model()).word());
        map.put("covered_names", judged.covered());
        map.put("asked", judged.samples().stream().map(ProbeAnswers::sample).toList());
        try {
            return MAPPER.writeValueAsString(map);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of plain values can always be written", e);
        }
    }

    private static Map<String, Object> sample(Inquiry.Outcome sample) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("state", sample.state().word());
        sample.answer().ifPresent(answer -> map.put("answer", answer));
        if (!sample.reason().isEmpty()) {
            map.put("reason", sample.reason());
        }
        map.put("prompt_sha256", sample.promptSha256());
        map.put("calls", sample.calls());
        return map;
    }
}

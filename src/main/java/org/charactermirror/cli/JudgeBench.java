package org.charactermirror.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Rubric;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.batch.RunListener;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.TextListener;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.judge.JudgeItem;
import org.charactermirror.judge.Judgement;
import org.charactermirror.scenario.JudgeSpec;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.store.StudyFolder;

/** {@code bench --judge}: how many of a judge's places are taken while there is something to judge. */
final class JudgeBench {

    private final int items;
    private final int latencyMilliseconds;
    private final int concurrency;
    private final PrintWriter err;

    JudgeBench(int items, int latencyMilliseconds, int concurrency, PrintWriter err) {
        this.items = items;
        this.latencyMilliseconds = latencyMilliseconds;
        this.concurrency = concurrency;
        this.err = err;
    }

    /**
     * What was measured.
     *
     * @param busy the share of places that were taken while there were items for all of them, 0 to 1
     */
    record Measured(int items, int latencyMilliseconds, int concurrency, double itemsPerSecond, double busy) {

        List<String> lines() {
            return List.of(
                    String.format(
                            Locale.ROOT,
                            "%,d replies judged by a model that takes %d ms for an answer, %d at once",
                            items,
                            latencyMilliseconds,
                            concurrency),
                    String.format(Locale.ROOT, "  judgements a second, each durable  %,.0f", itemsPerSecond),
                    String.format(
                            Locale.ROOT,
                            "  judge busy                         %.1f %% of %d places, while there were items for all",
                            busy * 100,
                            concurrency));
        }

        Map<String, Object> asMap() {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("format", "charmirror.judge-bench/1");
            all.put("items", items);
            all.put("latency_milliseconds", latencyMilliseconds);
            all.put("concurrency", concurrency);
            all.put("items_per_second", itemsPerSecond);
            all.put("busy_share", busy);
            return all;
        }
    }

    /** Has random characters played, and judged by a model that takes its time and says the same of all. */
    Measured measure() {
        try (ScratchFolder scratch = ScratchFolder.beneath(EmbeddedModels.cacheFolder());
                Interrupts interrupts = Interrupts.listen(() -> ScratchFolder.interrupted(err, scratch))) {
            Path file = scratch.path().resolve("judging.yaml");
            LoadedStudy study = BenchStudy.ofTurns(file, "judging", "turn_errors", items);
            Path out = scratch.path().resolve("study");
            err.println(String.format(
                    Locale.ROOT, "bench: playing %,d turns", study.plan().turns()));
            new StudyRun(study, spec -> new HarnessModel(0), concurrency).run(out, RunListener.NONE, () -> false);
            err.println(String.format(Locale.ROOT, "bench: judging %,d of them", items));
            try (StudyFolder folder = StudyFolder.open(out)) {
                return judge(folder);
            }
        }
    }

    private Measured judge(StudyFolder folder) {
        JudgedStudy study = JudgedStudy.of(folder);
        List<JudgeItem> all = study.items(List.of(Kind.TURN_ERRORS));
        List<JudgeItem> judged = all.subList(0, Math.min(items, all.size()));
        JudgeSpec judge = JudgeSpec.of(new ModelSpec.Local("bench-judge", "bench", ModelSpec.Precision.F32));
        TimedJudge model = new TimedJudge(new HarnessModel(latencyMilliseconds * 1_000_000L));
        Clock clock = new Clock(model.timed());
        new JudgeRun(
                        folder,
                        study,
                        List.of(judge),
                        judged,
                        Rubric.ofLanguage(study.study().language()))
                .run(spec -> model, concurrency, Optional.empty(), clock, () -> false);
        return new Measured(
                judged.size(),
                latencyMilliseconds,
                concurrency,
                judged.size() / seconds(clock.started, clock.last),
                clock.fullSeconds / (concurrency * seconds(clock.started, clock.fullUntil)));
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }

    /** Takes the times of the first and the last judgement, and of the first from which places stay empty. */
    private final class Clock implements JudgeRun.Progress {

        private final HarnessModel model;
        private int open;
        private long started;
        private long last;
        private long fullUntil;
        private double fullSeconds;

        Clock(HarnessModel model) {
            this.model = model;
        }

        @Override
        public synchronized void started(String judge, int toJudge) {
            open = toJudge;
            model.startCounting();
            started = System.nanoTime();
        }

        @Override
        public synchronized void judged(Judgement judgement) {
            open--;
            last = System.nanoTime();
            if (fullUntil == 0 && open < concurrency) {
                fullUntil = last;
                model.stopCounting();
                fullSeconds = model.replySeconds();
            }
        }
    }

    /** Takes a fixed time and raises no flag; it can be reached from {@code bench} only, and what it says is thrown away. */
    private record TimedJudge(HarnessModel timed) implements ChatModel {

        private static final String ANSWER = Arrays.stream(TurnFlag.values())
                .map(flag -> "\"" + flag.word() + "\": {\"evidence\": \"\", \"explanation\": \"\", \"flag\": 0}")
                .collect(Collectors.joining(", ", "{", "}"));

        @Override
        public ModelDescription description() {
            return timed.description();
        }

        @Override
        public ChatReply reply(ChatRequest request, TextListener listener) {
            ChatReply reply = timed.reply(request, listener);
            return new ChatReply(ANSWER, reply.stopReason(), reply.promptTokens(), 0, reply.replyTokens(), 0);
        }

        @Override
        public void close() {}
    }
}

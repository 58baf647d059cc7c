package org.charactermirror.cli;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.metric.Conversation;
import org.charactermirror.metric.MetricRun;
import org.charactermirror.metric.Metrics;
import org.charactermirror.metric.SentenceModel;
import org.charactermirror.session.RecordedDialogue.Round;
import org.charactermirror.text.Words;

/** {@code bench --metrics}: what scoring many replies takes, beside reading their text once. */
final class MetricsBench {

    private static final long SEED = 7;

    private final int replies;
    private final boolean embeddings;
    private final PrintWriter err;

    MetricsBench(int replies, boolean embeddings, PrintWriter err) {
        this.replies = replies;
        this.embeddings = embeddings;
        this.err = err;
    }

    /**
     * What a piece of work took, in seconds.
     *
     * @param processor time of all threads together, those of the collector and the compiler included: what a machine that
     *     does other work at the same time leaves as it is
     */
    record Taken(double wall, double processor) {}

    /** What was measured; dividing into words is one of the parts of the metrics of text. */
    record Measured(
            int replies, long letters, int processors, Taken plain, Taken words, Taken text, Optional<Taken> meaning) {

        List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add(String.format(
                    Locale.ROOT,
                    "%,d replies of 60 to 100 Chinese characters, %d turns a dialogue, %d processors",
                    replies,
                    MadeUpDialogues.ROUNDS,
                    processors));
            lines.add(line("one plain pass over the text, one thread", plain));
            lines.add(line("dividing it into words, one thread", words));
            lines.add(line("all metrics of text", text));
            meaning.ifPresent(taken -> lines.add(line("both metrics of meaning", taken)));
            return lines;
        }

        private String line(String what, Taken taken) {
            return String.format(
                    Locale.ROOT,
                    "  %-41s %8.2f s (%.2f s of processors), %,.0f replies/s, %,.1f times the plain pass",
                    what,
                    taken.wall(),
                    taken.processor(),
                    replies / taken.wall(),
                    taken.wall() / plain.wall());
        }

        Map<String, Object> asMap() {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("format", "charmirror.metrics-bench/1");
            all.put("replies", replies);
            all.put("letters", letters);
            all.put("processors", processors);
            put(all, "plain", plain);
            put(all, "words", words);
            put(all, "text", text);
            meaning.ifPresent(taken -> put(all, "meaning", taken));
            return all;
        }

        private void put(Map<String, Object> all, String name, Taken taken) {
            all.put(name + "_seconds", taken.wall());
            all.put(name + "_processor_seconds", taken.processor());
            all.put(name + "_ratio", taken.wall() / plain.wall());
        }
    }

    /** Makes dialogues up and scores them. */
    Measured measure() {
        err.println("bench: making dialogues up");
        List<Conversation> dialogues = new MadeUpDialogues(SEED).of(replies);
        MetricRun text = new MetricRun(Metrics.ofText());
        // So that the dictionary is loaded and the loops are compiled.
        text.of(dialogues.subList(0, Math.min(dialogues.size(), 50)), scored -> {});
        pass(dialogues);
        long[] letters = new long[1];
        Taken plain = taken("reading plainly", () -> letters[0] = pass(dialogues));
        Taken words = taken("dividing into words", () -> texts(dialogues).forEach(Words::of));
        Taken scored = taken("metrics of text", () -> text.of(dialogues, done -> {}));
        return new Measured(
                replies,
                letters[0],
                Runtime.getRuntime().availableProcessors(),
                plain,
                words,
                scored,
                embeddings ? Optional.of(meaning(dialogues)) : Optional.empty());
    }

    private Taken meaning(List<Conversation> dialogues) {
        try (SentenceModel model = SentenceModel.open(EmbeddedModels.cacheFolder())) {
            MetricRun run = new MetricRun(Metrics.ofMeaning(model));
            try (MetricProgress progress = new MetricProgress(err, replies)) {
                return taken("metrics of meaning", () -> run.of(dialogues, progress::add));
            }
        }
    }

    private static List<String> texts(List<Conversation> dialogues) {
        List<String> texts = new ArrayList<>();
        for (Conversation conversation : dialogues) {
            for (Round round : conversation.dialogue().played()) {
                texts.add(round.replies().get(0).text());
            }
        }
        return texts;
    }

    /** Counts the letters of all replies. */
    private static long pass(List<Conversation> dialogues) {
        long letters = 0;
        for (String text : texts(dialogues)) {
            letters += text.codePoints().filter(Character::isLetter).count();
        }
        return letters;
    }

    private Taken taken(String what, Runnable work) {
        err.println("bench: " + what);
        long start = System.nanoTime();
        long processor = processorNanos();
        work.run();
        return new Taken((System.nanoTime() - start) / 1e9, (processorNanos() - processor) / 1e9);
    }

    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}

package org.charactermirror.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
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

    /** What was measured, in seconds; dividing into words is one of the parts of the metrics of text. */
    record Measured(
            int replies,
            long characters,
            int processors,
            double plain,
            double words,
            double text,
            OptionalDouble meaning) {

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
            meaning.ifPresent(seconds -> lines.add(line("both metrics of meaning", seconds)));
            return lines;
        }

        private String line(String what, double seconds) {
            return String.format(
                    Locale.ROOT,
                    "  %-42s %9.2f s, %,.0f replies/s, %,.1f times the plain pass",
                    what,
                    seconds,
                    replies / seconds,
                    seconds / plain);
        }

        Map<String, Object> asMap() {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("format", "charmirror.metrics-bench/1");
            all.put("replies", replies);
            all.put("characters", characters);
            all.put("processors", processors);
            all.put("plain_seconds", plain);
            all.put("words_seconds", words);
            all.put("text_seconds", text);
            all.put("text_ratio", text / plain);
            meaning.ifPresent(seconds -> {
                all.put("meaning_seconds", seconds);
                all.put("meaning_ratio", seconds / plain);
            });
            return all;
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
        long[] characters = new long[1];
        double plain = seconds("reading plainly", () -> characters[0] = pass(dialogues));
        double words = seconds("dividing into words", () -> texts(dialogues).forEach(Words::of));
        double scored = seconds("metrics of text", () -> text.of(dialogues, done -> {}));
        return new Measured(
                replies,
                characters[0],
                Runtime.getRuntime().availableProcessors(),
                plain,
                words,
                scored,
                embeddings ? OptionalDouble.of(meaning(dialogues)) : OptionalDouble.empty());
    }

    private double meaning(List<Conversation> dialogues) {
        try (SentenceModel model = SentenceModel.open(EmbeddedModels.cacheFolder())) {
            MetricRun run = new MetricRun(Metrics.ofMeaning(model));
            try (MetricProgress progress = new MetricProgress(err, replies)) {
                return seconds("metrics of meaning", () -> run.of(dialogues, progress::add));
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

    private double seconds(String what, Runnable work) {
        err.println("bench: " + what);
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}

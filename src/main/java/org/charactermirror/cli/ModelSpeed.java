package org.charactermirror.cli;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.charactermirror.chat.glm.SpeedTest;
import org.charactermirror.chat.glm.SpeedTest.Timing;

/** A measured speed in tokens per second. */
record ModelSpeed(SpeedTest.Result measured) {

    /** Two measurements that differ by more than this say that something else was at work. */
    private static final double MUCH = 1.25;

    double prompts() {
        return measured.promptTokens() / measured.prompt().faster();
    }

    double single() {
        return 1 / measured.single().faster();
    }

    double together() {
        return measured.batch() / measured.together().faster();
    }

    /** Tells whether the two measurements of a step differ so much that neither is to be relied on. */
    boolean isDisturbed() {
        return Stream.of(measured.prompt(), measured.single(), measured.together())
                .anyMatch(ModelSpeed::differs);
    }

    private static boolean differs(Timing timing) {
        return timing.slower() > MUCH * timing.faster();
    }

    String words(int layers) {
        return String.format(
                Locale.ROOT,
                "prompts %s, one dialogue %s, %d dialogues together %s tokens a second (measured with random weights in"
                        + " %d of %d layers behind %,d tokens, %d threads)",
                rate(measured.promptTokens(), measured.prompt()),
                rate(1, measured.single()),
                measured.batch(),
                rate(measured.batch(), measured.together()),
                measured.layers(),
                layers,
                measured.context(),
                measured.threads());
    }

    void put(Map<String, Object> numbers) {
        numbers.put("prompt_tokens_per_second", prompts());
        numbers.put("single_tokens_per_second", single());
        numbers.put("batch_tokens_per_second", together());
    }

    private static String rate(int tokens, Timing timing) {
        String best = number(tokens / timing.faster());
        return differs(timing) ? best + " (another time " + number(tokens / timing.slower()) + ")" : best;
    }

    private static String number(double rate) {
        return String.format(Locale.ROOT, rate < 10 ? "%.2f" : "%,.0f", rate);
    }
}

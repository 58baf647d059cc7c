package org.charactermirror.chat.glm;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fills steps up with drafts of the tokens that replies may go on with, as far as that pays; of the loop's thread.
 *
 * <p>A further row costs the time by which it lengthens the step, in which, at the speed of late, so many tokens would be
 * written; it brings the chance that its token is said. Both are measured while replies are written. The measured times
 * decide how many rows are drafted and never what a reply says ({@link Sampling}).
 */
final class Speculation {

    /** A row whose token is less likely than this is not worth the attention that it needs by itself. */
    private static final double LEAST_CHANCE = 0.15;

    /** A row must bring so many times what it costs: the best of several guesses is less good than it seemed. */
    private static final double GAIN = 2;

    private final double gain;

    /** The weight of a step a hundred steps later is about a third. */
    private static final double FADING = 0.99;

    private final DraftTable table = new DraftTable();
    private final RowCost cost = new RowCost();
    private double lateTokens;
    private double lateSeconds;
    private final AtomicLong drafted = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();

    Speculation() {
        this(GAIN);
    }

    /**
     * Makes one that is more or less eager.
     *
     * @param gain how many times what it costs a row must bring; with 0 the measured times decide nothing
     */
    Speculation(double gain) {
        this.gain = gain;
    }

    /**
     * Gives drafts to replies that are in the next step.
     *
     * @param room how many rows the drafts may take
     */
    void draft(List<Sampling> replies, int room) {
        double speed = lateSeconds == 0 ? 0 : lateTokens / lateSeconds;
        double least = Math.max(LEAST_CHANCE, gain * speed * cost.seconds());
        int left = room;
        for (Sampling reply : replies) {
            left -= reply.draft(table, left, least);
        }
        drafted.addAndGet(room - left);
    }

    /** Notes what a reply, of which a step ran, said. */
    void ran(Sampling reply) {
        accepted.addAndGet(reply.accepted());
        reply.teach(table);
    }

    /**
     * Notes a step.
     *
     * @param replies whose tokens were in it
     * @param promptRows rows of prompts
     * @param draftRows rows of drafts
     * @param seconds of the network alone
     * @param whole seconds of all that a step needs
     * @param tokens that were written
     */
    void stepped(int replies, int promptRows, int draftRows, double seconds, double whole, int tokens) {
        cost.stepped(replies, promptRows, draftRows, seconds);
        lateTokens = lateTokens * FADING + tokens;
        lateSeconds = lateSeconds * FADING + whole;
    }

    /** Returns how many tokens were drafted, and how many of them became part of a reply; from any thread. */
    DraftCounts counts() {
        // In this order never more accepted than drafted ones are seen.
        long acceptedSoFar = accepted.get();
        return new DraftCounts(drafted.get(), acceptedSoFar);
    }
}

package org.charactermirror.chat.glm;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.charactermirror.chat.StopReason;

/**
 * One token after the other, each drawn from the logits after those before it.
 *
 * <p>A step may run a draft of the tokens to come, with the logits after each. They are drawn from in order, and the draft is
 * kept as far as it is what was drawn. That is rejection sampling from a draft of which nothing is left to chance: a token
 * is accepted with the probability that the network gives it. Since the sampler draws the same numbers from the same
 * logits, a reply is the same to the bit whatever was drafted.
 */
final class Sampling implements Decoding {

    private static final int[] NOTHING = {};

    private final Sampler sampler;
    private final ReplyAssembler text;
    private final int promptLength;
    private final BitSet present = new BitSet();

    /** Prompt and reply; the last one said has not run yet. */
    private final int[] tokens;

    private int length;
    private DialogueCaches.Dialogue dialogue;
    private int[] draft = NOTHING;
    private int accepted;

    /** Tokens that a table of drafts has heard of. */
    private int learned;

    /**
     * Begins a reply.
     *
     * @param most upper bound of its tokens, at least 1
     */
    @SuppressWarnings("NullAway.Init") // the cache is given when there is room for the reply
    Sampling(int[] prompt, int most, Sampler sampler, ReplyAssembler text) {
        this.sampler = sampler;
        this.text = text;
        this.promptLength = prompt.length;
        this.tokens = Arrays.copyOf(prompt, prompt.length + most);
        this.length = prompt.length;
        for (int id : prompt) {
            present.set(id);
        }
    }

    @Override
    public void begin(DialogueCaches.Dialogue taken) {
        dialogue = taken;
        learned = taken.length();
    }

    @Override
    public Optional<Reply> prompted(float[] logits) {
        return draw(new float[][] {logits});
    }

    @Override
    public int wanted() {
        return 1;
    }

    /**
     * Adds the tokens to the next step that a table guesses to come; none that the reply has no room for.
     *
     * @param most how many at most
     * @param least chance that the last of them must have
     * @return how many there are
     */
    int draft(DraftTable table, int most, double least) {
        // The last token that has room is drawn after a draft's last one.
        draft = table.guess(tokens, length, Math.min(most, tokens.length - length - 1), least);
        return draft.length;
    }

    @Override
    public List<Decoder.Input> next(int rows) {
        int[] ids = new int[1 + draft.length];
        ids[0] = tokens[length - 1];
        System.arraycopy(draft, 0, ids, 1, draft.length);
        return List.of(new Decoder.Input(dialogue.cache(), ids, Decoder.Wanted.ALL));
    }

    @Override
    public Optional<Reply> ran(List<Decoder.Input> inputs, List<float[][]> logits) {
        int before = length;
        Optional<Reply> reply = draw(logits.get(0));
        dialogue.append(Arrays.copyOfRange(tokens, before - 1, before + accepted));
        dialogue.cache().truncate(dialogue.length());
        draft = NOTHING;
        return reply;
    }

    private Optional<Reply> draw(float[][] logits) {
        accepted = 0;
        while (true) {
            int token = sampler.next(logits[accepted], present::get);
            present.set(token);
            tokens[length++] = token;
            Optional<StopReason> stop = text.add(token);
            if (stop.isEmpty() && length == tokens.length) {
                stop = Optional.of(StopReason.LENGTH);
            }
            if (stop.isPresent()) {
                return Optional.of(new Reply(text.finish(), stop.get(), length - promptLength));
            }
            if (accepted == draft.length || draft[accepted] != token) {
                return Optional.empty();
            }
            accepted++;
        }
    }

    /** Returns how many tokens of the last step's draft became part of the reply. */
    int accepted() {
        return accepted;
    }

    /** Tells a table of what it does not know yet. */
    void teach(DraftTable table) {
        for (; learned < length; learned++) {
            table.learn(tokens, learned, learned >= promptLength);
        }
    }

    @Override
    public void end() {
        // Nothing was taken.
    }
}

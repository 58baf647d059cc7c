package org.charactermirror.chat.glm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.charactermirror.chat.StopReason;
import org.charactermirror.chat.TextListener;

/**
 * Looks for the reply of the highest mean log-probability of its tokens among the likeliest beginnings of each length.
 *
 * <p>As in Hugging Face's {@code generate} without sampling, with a length penalty of 1 and no early stopping: of the twice
 * as many likeliest continuations as there are beams, those that end a reply are complete if they are among the first
 * half, and the others, as many as there are beams, go on; it is over when no beam could come to a better mean at its
 * present length than the worst of as many complete replies. The repetition penalty multiplies log-probabilities there, not
 * logits. Unlike there, a newline and a speaker's tag end a reply as well, and the listener hears it all at once.
 *
 * <p>Every beam has a cache. A beam that forks goes on in a cache of a beam that was given up, as far as that begins alike;
 * the tokens that are missing run again beside the new one, which gives the same bits, or are copied where they are many.
 */
final class BeamSearch implements Decoding {

    /** More tokens are copied rather than run again. */
    private static final int MOST_RUN_AGAIN = 8;

    /** A beginning of a reply. */
    private static final class Beam {

        private final DialogueCaches.Dialogue dialogue;
        private final int[] said;
        private final double score;

        /** What is not in the cache yet, the last token at least until it has run. */
        private int[] pending;

        private float[] logits = {};

        Beam(DialogueCaches.Dialogue dialogue, int[] said, double score, int[] pending) {
            this.dialogue = dialogue;
            this.said = said;
            this.score = score;
            this.pending = pending;
        }
    }

    /**
     * A beam with a further token.
     *
     * @param score the sum of its tokens' log-probabilities
     */
    private record Candidate(Beam beam, int token, double score) {

        int[] said() {
            return appended(beam.said, token);
        }
    }

    /** A complete reply and its mean log-probability. */
    private record Complete(int[] said, double mean) {}

    private final int[] prompt;
    private final int most;
    private final int width;
    private final Sampler sampler;
    private final Supplier<KeyValueCache> caches;
    private final Function<TextListener, ReplyAssembler> text;
    private final TextListener listener;

    private DialogueCaches.Dialogue own;
    private List<Beam> beams = List.of();
    private final Deque<DialogueCaches.Dialogue> spare = new ArrayDeque<>();
    private final List<DialogueCaches.Dialogue> made = new ArrayList<>();

    /** The best first, at most as many as there are beams. */
    private final List<Complete> complete = new ArrayList<>();

    private Optional<Reply> reply = Optional.empty();

    /**
     * Begins a search.
     *
     * @param most upper bound of the reply's tokens, at least 1
     * @param width how many beams, at least 2
     * @param sampler of which the penalty and the ids that may be chosen are used
     * @param caches makes empty ones
     * @param text makes what puts a reply's text together, given who hears it
     */
    @SuppressWarnings("NullAway.Init") // the cache is given when there is room for the reply
    BeamSearch(
            int[] prompt,
            int most,
            int width,
            Sampler sampler,
            Supplier<KeyValueCache> caches,
            Function<TextListener, ReplyAssembler> text,
            TextListener listener) {
        this.prompt = prompt.clone();
        this.most = most;
        this.width = width;
        this.sampler = sampler;
        this.caches = caches;
        this.text = text;
        this.listener = listener;
    }

    @Override
    public void begin(DialogueCaches.Dialogue dialogue) {
        own = dialogue;
    }

    @Override
    public int caches() {
        return width;
    }

    @Override
    public Optional<Reply> prompted(float[] logits) {
        Beam first = new Beam(own, new int[0], 0, new int[0]);
        first.logits = logits;
        beams = List.of(first);
        return goOn();
    }

    @Override
    public int wanted() {
        return beams.stream().mapToInt(beam -> beam.pending.length).sum();
    }

    @Override
    public List<Decoder.Input> next(int rows) {
        List<Decoder.Input> inputs = new ArrayList<>();
        int left = rows;
        for (Beam beam : running()) {
            int length = Math.min(left, beam.pending.length);
            if (length > 0) {
                boolean whole = length == beam.pending.length && reply.isEmpty();
                inputs.add(new Decoder.Input(
                        beam.dialogue.cache(),
                        Arrays.copyOf(beam.pending, length),
                        whole ? Decoder.Wanted.LAST : Decoder.Wanted.NONE));
                left -= length;
            }
        }
        return inputs;
    }

    private List<Beam> running() {
        return beams.stream().filter(beam -> beam.pending.length > 0).toList();
    }

    @Override
    public Optional<Reply> ran(List<Decoder.Input> inputs, List<float[][]> logits) {
        List<Beam> running = running();
        for (int index = 0; index < inputs.size(); index++) {
            Beam beam = running.get(index);
            int[] ids = inputs.get(index).ids();
            beam.dialogue.append(ids);
            beam.pending = Arrays.copyOfRange(beam.pending, ids.length, beam.pending.length);
            if (logits.get(index).length > 0) {
                beam.logits = logits.get(index)[0];
            }
        }
        if (!running().isEmpty()) {
            return Optional.empty();
        }
        return reply.isPresent() ? reply : goOn();
    }

    /** Takes the next token of every beam; their logits are there. */
    private Optional<Reply> goOn() {
        List<Candidate> candidates = likeliest();
        int length = beams.get(0).said.length + 1;
        List<Candidate> continuing = new ArrayList<>();
        for (int rank = 0; rank < candidates.size() && continuing.size() < width; rank++) {
            Candidate candidate = candidates.get(rank);
            if (!ends(candidate.said())) {
                continuing.add(candidate);
            } else if (rank < width) {
                completed(candidate);
            }
        }
        boolean over = complete.size() == width
                && complete.get(width - 1).mean() >= candidates.get(0).score() / length;
        if (!over && length < most && !continuing.isEmpty()) {
            fork(continuing);
            return Optional.empty();
        }
        if (!over) {
            continuing.forEach(this::completed);
        }
        return close(complete.get(0).said());
    }

    /** Returns the continuations of the highest scores, twice as many as there are beams if there are so many. */
    private List<Candidate> likeliest() {
        List<Candidate> best = new ArrayList<>();
        for (Beam beam : beams) {
            BitSet present = new BitSet();
            Arrays.stream(prompt).forEach(present::set);
            Arrays.stream(beam.said).forEach(present::set);
            double[] scores = sampler.logProbabilities(beam.logits, present::get);
            for (int token = 0; token < scores.length; token++) {
                double score = beam.score + scores[token];
                boolean full = best.size() == 2 * width;
                if (score > Double.NEGATIVE_INFINITY
                        && (!full || score > best.get(best.size() - 1).score())) {
                    if (full) {
                        best.remove(best.size() - 1);
                    }
                    insert(best, new Candidate(beam, token, score));
                }
            }
        }
        return best;
    }

    /** Among equal scores the earlier beam and the smaller id come first. */
    private static void insert(List<Candidate> best, Candidate candidate) {
        int at = best.size();
        while (at > 0 && best.get(at - 1).score() < candidate.score()) {
            at--;
        }
        best.add(at, candidate);
    }

    private void completed(Candidate candidate) {
        int[] said = candidate.said();
        complete.add(new Complete(said, candidate.score() / said.length));
        // Sorting keeps the order of equal ones: the one that was complete first stays.
        complete.sort(Comparator.comparingDouble(found -> -found.mean()));
        if (complete.size() > width) {
            complete.remove(width);
        }
    }

    private boolean ends(int[] said) {
        return assembled(said, TextListener.NONE).stopReason() != StopReason.LENGTH;
    }

    /** Puts a reply together; what nothing ends counts as having reached its length. */
    private Reply assembled(int[] said, TextListener heard) {
        ReplyAssembler assembler = text.apply(heard);
        Optional<StopReason> stop = Optional.empty();
        for (int token : said) {
            stop = assembler.add(token);
        }
        return new Reply(assembler.finish(), stop.orElse(StopReason.LENGTH), said.length);
    }

    /** Makes beams of the candidates, each in a cache of its own. */
    private void fork(List<Candidate> continuing) {
        for (Beam beam : beams) {
            if (continuing.stream().noneMatch(candidate -> candidate.beam() == beam)) {
                spare.add(beam.dialogue);
            }
        }
        List<Beam> forked = new ArrayList<>();
        List<Beam> parents = new ArrayList<>();
        for (Candidate candidate : continuing) {
            Beam parent = candidate.beam();
            if (parents.contains(parent)) {
                forked.add(forked(candidate));
            } else {
                parents.add(parent);
                forked.add(
                        new Beam(parent.dialogue, candidate.said(), candidate.score(), new int[] {candidate.token()}));
            }
        }
        beams = forked;
    }

    private Beam forked(Candidate candidate) {
        DialogueCaches.Dialogue taken = spare.poll();
        if (taken == null) {
            taken = new DialogueCaches.Dialogue(caches.get());
            made.add(taken);
        }
        int[] said = candidate.said();
        DialogueCaches.Dialogue parent = candidate.beam().dialogue;
        int known = taken.commonPrefix(all(candidate.beam().said));
        if (parent.length() - known <= MOST_RUN_AGAIN) {
            taken.truncate(known);
        } else {
            taken.copy(parent, parent.length());
        }
        int[] tokens = all(said);
        return new Beam(taken, said, candidate.score(), Arrays.copyOfRange(tokens, taken.length(), tokens.length));
    }

    /** Brings what is missing of the chosen reply into the dialogue's own cache, and gives it back then. */
    private Optional<Reply> close(int[] said) {
        reply = Optional.of(assembled(said, listener));
        int[] kept = all(Arrays.copyOf(said, said.length - 1));
        own.truncate(own.commonPrefix(kept));
        beams = List.of(new Beam(own, said, 0, Arrays.copyOfRange(kept, own.length(), kept.length)));
        return running().isEmpty() ? reply : Optional.empty();
    }

    private int[] all(int[] said) {
        int[] tokens = Arrays.copyOf(prompt, prompt.length + said.length);
        System.arraycopy(said, 0, tokens, prompt.length, said.length);
        return tokens;
    }

    private static int[] appended(int[] ids, int id) {
        int[] longer = Arrays.copyOf(ids, ids.length + 1);
        longer[ids.length] = id;
        return longer;
    }

    @Override
    public void end() {
        made.forEach(dialogue -> dialogue.cache().close());
        made.clear();
    }
}

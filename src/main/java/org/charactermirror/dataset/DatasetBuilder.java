package org.charactermirror.dataset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.dataset.RowIndex.Judged;
import org.charactermirror.session.PairTranscript;
import org.charactermirror.session.PairTurn;
import org.charactermirror.session.Transcript;
import org.charactermirror.session.Turn;

/**
 * Makes records of dialogues, one dialogue after the other, so that only one is in memory.
 *
 * <p>Of everything that could become a record of a kind, a record is made or a reason is counted. Origins are never pooled: where
 * several judged an item, the one that the recipe names first counts. Not thread-safe.
 */
public final class DatasetBuilder {

    private final Recipe recipe;
    private final Map<String, String> splitOf;
    private final RowIndex rows;
    private final String version;
    private final RecordFiles files;
    private final Tally tally;
    private final SharedTexts shared;

    /**
     * Makes a builder.
     *
     * @param splitOf every character of the dialogues, as {@link Splits#draw} says
     * @param version of this program
     * @param files that take the records
     */
    public DatasetBuilder(
            Recipe recipe, Map<String, String> splitOf, RowIndex rows, String version, RecordFiles files) {
        this.recipe = recipe;
        this.splitOf = Map.copyOf(splitOf);
        this.rows = rows;
        this.version = version;
        this.files = files;
        this.tally = new Tally(recipe.splits().names());
        this.shared = new SharedTexts(recipe.splits().names());
    }

    /** Adds a dialogue of one model. */
    public void add(StudySource source, Transcript transcript, boolean finished) {
        String model = transcript.session().model();
        PlayedDialogue dialogue = new PlayedDialogue(source, transcript, List.of(model), finished);
        RowIndex.DialogueRows own = rows.take(transcript.study(), dialogue.session());
        Judged<Rating> ratings = own.take(Rating.class, row -> row.model().equals(model));
        List<Judged<TurnError>> flags = new ArrayList<>();
        for (Turn turn : transcript.turns()) {
            flags.add(own.take(TurnError.class, row -> row.model().equals(model) && row.turn() == turn.number()));
        }
        own.close();
        DialogueRecords records = new DialogueRecords(recipe, version, dialogue, ratings, flags);
        Optional<Reason> refusal = dialogue.refusal(recipe);
        List<Integer> told =
                new ArrayList<>(make(DatasetKind.SUPERVISED, dialogue, refusal, List.of(records::supervised)));
        told.addAll(make(
                DatasetKind.TURN_LABELS,
                dialogue,
                refusal,
                transcript.turns().stream()
                        .<Supplier<Made>>map(turn -> () -> records.label(turn))
                        .toList()));
        told.addAll(make(DatasetKind.DIALOGUE_SCORES, dialogue, refusal, List.of(records::scores)));
        if (!told.isEmpty()) {
            shared.add(
                    split(dialogue),
                    transcript,
                    transcript.turns().subList(0, Collections.max(told)).stream()
                            .map(turn -> List.of(turn.reply()))
                            .toList());
        }
    }

    /** Adds a dialogue of two models. */
    public void add(StudySource source, PairTranscript pair, boolean finished) {
        Transcript transcript = pair.dialogue();
        PlayedDialogue dialogue =
                new PlayedDialogue(source, transcript, List.of(pair.modelA(), pair.modelB()), finished);
        RowIndex.DialogueRows own = rows.take(transcript.study(), dialogue.session());
        List<String> models = dialogue.models().stream().sorted().toList();
        PairRecords records = new PairRecords(recipe, version, dialogue);
        List<Supplier<Made>> items = new ArrayList<>();
        for (PairTurn turn : pair.turns()) {
            Judged<Preference> judged = own.take(
                    Preference.class,
                    row -> row.identity().models().equals(models) && Objects.equals(row.turn(), turn.number()));
            items.add(() -> records.preference(turn, judged));
        }
        own.close();
        List<Integer> told = make(DatasetKind.PREFERENCES, dialogue, dialogue.refusal(recipe), items);
        if (!told.isEmpty()) {
            // Before a pair stands what was said, and not the replies that the dialogue did not go on with.
            shared.add(
                    split(dialogue),
                    transcript,
                    pair.turns().subList(0, Collections.max(told)).stream()
                            .map(turn -> Stream.of(turn.a(), turn.b())
                                    .filter(one -> told.contains(turn.number()) || one.equals(turn.said()))
                                    .map(Turn::reply)
                                    .toList())
                            .toList());
        }
    }

    private String split(PlayedDialogue dialogue) {
        return Optional.ofNullable(splitOf.get(dialogue.characterId()))
                .orElseThrow(() -> new IllegalArgumentException(dialogue.characterId() + " has no split"));
    }

    /** Makes records of items unless their dialogue may not be used, and returns the last turn of each. */
    private List<Integer> make(
            DatasetKind kind, PlayedDialogue dialogue, Optional<Reason> refusal, List<Supplier<Made>> items) {
        if (!recipe.kinds().contains(kind)) {
            return List.of();
        }
        if (refusal.isPresent()) {
            tally.leftOut(kind, refusal.get(), items.size());
            return List.of();
        }
        List<Integer> told = new ArrayList<>();
        for (Supplier<Made> item : items) {
            Made made = item.get();
            if (made instanceof Made.LeftOut none) {
                tally.leftOut(kind, none.reason(), 1);
            } else if (made instanceof Made.Whole whole) {
                String split = split(dialogue);
                whole.forms().forEach((layout, form) -> files.write(layout, split, form));
                tally.made(kind, split, dialogue, whole.models());
                told.add(whole.turn());
            }
        }
        return told;
    }

    /** Returns what was made and left out so far. */
    public DatasetSummary summary() {
        Map<DatasetKind, DatasetSummary.KindCounts> kinds = new EnumMap<>(DatasetKind.class);
        recipe.kinds().forEach(kind -> kinds.put(kind, tally.counts(kind)));
        return new DatasetSummary(kinds, rows.fates(), shared.overlaps());
    }
}

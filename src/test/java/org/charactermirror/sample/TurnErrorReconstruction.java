package org.charactermirror.sample;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.charactermirror.analysis.PrintedTable;
import org.charactermirror.analysis.PublishedTables;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.table.Fraction;

/**
 * Dialogues of 20 turns, ten annotators with two characters each; per model the smallest number of dialogues, from 20
 * on, whose counts give every printed digit, the overall rate being computed before rounding.
 */
final class TurnErrorReconstruction {

    static final int TURNS = 20;
    private static final int CHARACTERS = 20;
    private static final List<TurnFlag> FLAGS = List.of(TurnFlag.values());

    private TurnErrorReconstruction() {}

    static List<TurnError> rows() {
        Random random = new Random(PaperReconstruction.SEED + 1);
        List<TurnError> rows = new ArrayList<>();
        for (PrintedTable.Row model : PublishedTables.get().errors().rows()) {
            rows.addAll(ofModel(model, random));
        }
        return rows;
    }

    private static List<TurnError> ofModel(PrintedTable.Row published, Random random) {
        String model = published.key().get(0);
        Design design = smallestDesign(published);
        int judged = design.dialogues() * TURNS;
        Map<TurnFlag, List<Boolean>> flags = new EnumMap<>(TurnFlag.class);
        design.flagged().forEach((flag, count) -> {
            List<Boolean> values = new ArrayList<>(Collections.nCopies(count, true));
            values.addAll(Collections.nCopies(judged - count, false));
            Collections.shuffle(values, random);
            flags.put(flag, values);
        });
        List<TurnError> rows = new ArrayList<>();
        for (int dialogue = 0; dialogue < design.dialogues(); dialogue++) {
            int character = dialogue % CHARACTERS + 1;
            int annotator = (character + 1) / 2;
            int repetition = dialogue / CHARACTERS + 1;
            String category = PaperReconstruction.CATEGORIES.get((character - 1) % 4);
            for (int turn = 1; turn <= TURNS; turn++) {
                int index = rows.size();
                Map<TurnFlag, Boolean> own = new EnumMap<>(TurnFlag.class);
                flags.forEach((flag, values) -> own.put(flag, values.get(index)));
                rows.add(new TurnError(
                        PaperReconstruction.NOWHERE,
                        PaperReconstruction.subject(model, annotator, character, category, "chat", repetition),
                        model,
                        turn,
                        own,
                        null,
                        null,
                        Origin.RECONSTRUCTED,
                        Map.of()));
            }
        }
        return rows;
    }

    private static Design smallestDesign(PrintedTable.Row published) {
        for (int dialogues = CHARACTERS; dialogues <= 100; dialogues++) {
            int judged = dialogues * TURNS;
            Optional<Map<TurnFlag, Integer>> counts = counts(published, judged, new EnumMap<>(TurnFlag.class), 0);
            if (counts.isPresent()) {
                return new Design(dialogues, counts.get());
            }
        }
        throw new IllegalStateException("no small design gives the digits of " + published);
    }

    /** Searches counts flag by flag; nothing where none give the printed digits. */
    private static Optional<Map<TurnFlag, Integer>> counts(
            PrintedTable.Row published, int judged, Map<TurnFlag, Integer> chosen, int next) {
        if (next == FLAGS.size()) {
            int balance = chosen.entrySet().stream()
                    .mapToInt(entry -> entry.getKey().isError() ? entry.getValue() : -entry.getValue())
                    .sum();
            boolean fits = prints(balance, judged, published.figures().get(0).orElseThrow());
            return fits ? Optional.of(new EnumMap<>(chosen)) : Optional.empty();
        }
        TurnFlag flag = FLAGS.get(next);
        BigDecimal rate = published.figures().get(next + 1).orElseThrow();
        for (int count : IntStream.rangeClosed(0, judged)
                .filter(count -> prints(count, judged, rate))
                .toArray()) {
            chosen.put(flag, count);
            Optional<Map<TurnFlag, Integer>> all = counts(published, judged, chosen, next + 1);
            if (all.isPresent()) {
                return all;
            }
        }
        return Optional.empty();
    }

    private static boolean prints(int count, int judged, BigDecimal rate) {
        return Fraction.of(100L * count, judged).halfUp(1).compareTo(rate) == 0;
    }

    private record Design(int dialogues, Map<TurnFlag, Integer> flagged) {}
}

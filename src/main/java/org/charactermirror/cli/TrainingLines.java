package org.charactermirror.cli;

import java.util.List;
import org.charactermirror.dataset.CardWords;
import org.charactermirror.dataset.DatasetExport;
import org.charactermirror.report.Language;

/** What a terminal tells of training data that were made, in the terms of their card. */
final class TrainingLines {

    private final DatasetExport export;
    private final CardWords card;
    private final TerminalWords words;

    TrainingLines(DatasetExport export, Language language) {
        this.export = export;
        this.card = CardWords.of(language.word());
        this.words = TerminalWords.of(language);
    }

    /** Returns what became of judgements. */
    List<String> rows() {
        String read = words.count(export.rows().read(), "judgement");
        List<String> fates = export.summary().fates().entrySet().stream()
                .map(fate -> words.get("training.fate", String.valueOf(fate.getValue()), card.of(fate.getKey())))
                .toList();
        return List.of(
                fates.isEmpty()
                        ? words.get("training.read", read)
                        : words.get("training.read.fates", read, words.clauses(fates)));
    }

    /** Returns how many records there are of each kind. */
    List<String> made() {
        return export.summary().kinds().entrySet().stream()
                .map(kind -> words.get(
                        "training.made",
                        card.of(kind.getKey()),
                        String.valueOf(kind.getValue().records()),
                        words.list(kind.getValue().splits().entrySet().stream()
                                .map(split ->
                                        split.getKey() + " " + split.getValue().records())
                                .toList())))
                .toList();
    }

    /** Returns what was left out of each kind, and why. */
    List<String> leftOut() {
        return export.summary().kinds().entrySet().stream()
                .filter(kind -> kind.getValue().out() > 0)
                .map(kind -> words.get(
                        "training.left_out",
                        card.of(kind.getKey()),
                        String.valueOf(kind.getValue().out()),
                        words.clauses(kind.getValue().leftOut().entrySet().stream()
                                .map(reason -> card.of(reason.getKey()) + " " + reason.getValue())
                                .toList())))
                .toList();
    }
}

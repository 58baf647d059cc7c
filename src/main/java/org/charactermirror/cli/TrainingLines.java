package org.charactermirror.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.charactermirror.dataset.CardWords;
import org.charactermirror.dataset.DatasetExport;
import org.charactermirror.report.Language;

/** What a terminal tells of training data that were made. */
final class TrainingLines {

    private final DatasetExport export;
    private final CardWords words = CardWords.of(Language.EN.word());

    TrainingLines(DatasetExport export) {
        this.export = export;
    }

    /** Returns what became of judgements. */
    List<String> rows() {
        String fates = export.summary().fates().entrySet().stream()
                .map(fate -> fate.getValue() + " " + words.of(fate.getKey()))
                .collect(Collectors.joining("; "));
        return List.of("Read " + AnnotationInput.counted(export.rows().read(), "judgement")
                + (fates.isEmpty() ? "" : ": " + fates) + ".");
    }

    /** Returns how many records there are of each kind. */
    List<String> made() {
        return export.summary().kinds().entrySet().stream()
                .map(kind -> words.of(kind.getKey()) + ": " + kind.getValue().records()
                        + kind.getValue().splits().entrySet().stream()
                                .map(split ->
                                        split.getKey() + " " + split.getValue().records())
                                .collect(Collectors.joining(", ", " (", ")")))
                .toList();
    }

    /** Returns what was left out of each kind, and why. */
    List<String> leftOut() {
        return export.summary().kinds().entrySet().stream()
                .filter(kind -> kind.getValue().out() > 0)
                .map(kind -> words.of(kind.getKey()) + ": left out "
                        + kind.getValue().out()
                        + kind.getValue().leftOut().entrySet().stream()
                                .map(reason -> words.of(reason.getKey()) + " " + reason.getValue())
                                .collect(Collectors.joining("; ", " (", ")")))
                .toList();
    }
}

package org.charactermirror.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.charactermirror.analysis.ErrorDensity;
import org.charactermirror.analysis.ErrorOnset;
import org.charactermirror.analysis.Inference;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.stats.Interval;

/** Shows beside the error table how many errors come in 1,000 characters, and when the first one comes. */
final class ErrorDetails {

    /** After these turns, and the last one, the table has the share of dialogues without an error. */
    private static final List<Integer> SHOWN_TURNS = List.of(1, 5, 10);

    private final Labels labels;
    private final List<String> paragraphs;
    private final List<Page.TableView> tables;

    private ErrorDetails(Page.Section section, Labels labels) {
        this.labels = labels;
        this.paragraphs = new ArrayList<>(section.paragraphs());
        this.tables = new ArrayList<>(section.tables());
    }

    /** Adds to the section of the error table what there is. */
    static Page.Section beside(Page.Section section, Inference inference, Labels labels) {
        ErrorDetails details = new ErrorDetails(section, labels);
        inference.errorDensity().ifPresent(details::add);
        inference.errorOnset().ifPresent(details::add);
        return new Page.Section(section.id(), section.title(), details.paragraphs, details.tables);
    }

    private void add(ErrorDensity density) {
        int unknown = density.models().stream()
                .mapToInt(ErrorDensity.Row::withoutLength)
                .sum();
        if (density.models().stream()
                .allMatch(row -> row.flags().values().stream().allMatch(figure -> figure.judgements() == 0))) {
            paragraphs.add(labels.get("density.none"));
            return;
        }
        if (unknown > 0) {
            paragraphs.add(labels.get("density.unknown", Labels.grouped(unknown)));
        }
        List<TurnFlag> errors =
                Arrays.stream(TurnFlag.values()).filter(TurnFlag::isError).toList();
        List<String> head = new ArrayList<>(
                List.of(labels.get("head.model"), labels.get("head.five_errors"), labels.get("head.interval")));
        errors.forEach(flag -> head.add(labels.word(flag.word())));
        head.addAll(List.of(labels.get("head.characters"), labels.get("head.n")));
        List<Page.Row> rows = new ArrayList<>();
        for (ErrorDensity.Row row : density.models()) {
            List<String> cells = new ArrayList<>(List.of(
                    FigureText.figure(row.all().perThousand().value(), 2),
                    FigureText.interval(row.all().uncertainty(), 2)));
            errors.forEach(flag ->
                    cells.add(FigureText.figure(row.flag(flag).perThousand().value(), 2)));
            cells.add(Labels.grouped(row.all().characters()));
            cells.add(Labels.grouped(row.all().judgements()));
            rows.add(Page.Row.of(row.model(), cells.toArray(String[]::new)));
        }
        tables.add(Page.TableView.figures(
                labels.get(
                        "density.caption",
                        labels.get("origin." + density.origin().word())),
                head,
                rows));
    }

    private void add(ErrorOnset onset) {
        paragraphs.add(labels.get("onset.reading"));
        int gaps = onset.models().stream().mapToInt(ErrorOnset.Curve::withGaps).sum();
        if (gaps > 0) {
            paragraphs.add(labels.get("onset.gaps", Labels.grouped(gaps)));
        }
        int last = onset.models().stream()
                .mapToInt(ErrorOnset.Curve::lastTurn)
                .max()
                .orElse(0);
        List<Integer> turns = SHOWN_TURNS.stream().filter(turn -> turn < last).toList();
        List<String> head = new ArrayList<>(List.of(labels.get("head.model")));
        turns.forEach(turn -> head.add(labels.get("head.after_turn", String.valueOf(turn))));
        Stream.of(
                        "head.after_last_turn",
                        "head.interval",
                        "head.last_turn",
                        "head.median_turn",
                        "head.with_error",
                        "head.dialogues")
                .map(labels::get)
                .forEach(head::add);
        tables.add(Page.TableView.figures(
                labels.get(
                        "onset.caption", labels.get("origin." + onset.origin().word())),
                head,
                onset.models().stream().map(curve -> row(curve, turns)).toList()));
    }

    /** A model whose dialogues end before a turn has no figure for it. */
    private Page.Row row(ErrorOnset.Curve curve, List<Integer> turns) {
        List<String> cells = new ArrayList<>();
        turns.forEach(
                turn -> cells.add(turn > curve.lastTurn() ? Labels.NONE : percent(curve.withoutErrorAfter(turn))));
        Optional<ErrorOnset.Step> last = curve.steps().isEmpty()
                ? Optional.empty()
                : Optional.of(curve.steps().get(curve.steps().size() - 1));
        cells.add(percent(curve.withoutErrorAfter(curve.lastTurn())));
        cells.add(last.flatMap(ErrorOnset.Step::interval)
                .map(ends -> FigureText.words(new Interval(100 * ends.low(), 100 * ends.high()), 1))
                .orElse(Labels.NONE));
        cells.add(String.valueOf(curve.lastTurn()));
        cells.add(
                curve.medianTurn().isPresent()
                        ? String.valueOf(curve.medianTurn().getAsInt())
                        : labels.get("onset.not_reached"));
        cells.add(Labels.grouped(curve.withError()));
        cells.add(Labels.grouped(curve.dialogues()));
        return Page.Row.of(curve.model(), cells.toArray(String[]::new));
    }

    private static String percent(double share) {
        return FigureText.fixed(100 * share, 1);
    }
}

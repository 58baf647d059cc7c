package org.charactermirror.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.charactermirror.analysis.LengthEffect;

/** Shows whether longer replies are favoured. */
final class LengthView {

    private final Labels labels;

    LengthView(Labels labels) {
        this.labels = labels;
    }

    /**
     * Adds what there is to say.
     *
     * @param who people or judges, as keys of labels have it
     */
    void add(String who, LengthEffect effect, List<String> paragraphs, List<Page.TableView> tables) {
        if (effect.decided() == 0) {
            paragraphs.add(labels.get("length.unknown." + who, Labels.grouped(effect.unknown())));
        } else {
            paragraphs.add(labels.get(
                    "length." + who,
                    Labels.grouped(effect.longer()),
                    Labels.grouped(effect.decided()),
                    FigureText.fixed(100.0 * effect.longer() / effect.decided(), 1),
                    FigureText.percent(effect.uncertainty(), labels.get("support.not_estimable")),
                    Labels.grouped(effect.equal()),
                    Labels.grouped(effect.unknown())));
        }
        if (!effect.alike().isEmpty()) {
            tables.add(Page.TableView.figures(
                    labels.get("length.alike." + who),
                    Stream.of("head.pair", "head.advantage", "head.interval", "head.n", "head.of")
                            .map(labels::get)
                            .toList(),
                    effect.alike().stream().map(this::row).toList()));
        }
    }

    private Page.Row row(LengthEffect.Alike alike) {
        return Page.Row.of(
                labels.get("pairwise.pair", alike.modelA(), alike.modelB()),
                alike.result()
                        .map(result -> FigureText.figure(OptionalDouble.of(result.advantage()), 1))
                        .orElse(Labels.NONE),
                alike.result()
                        .map(result -> FigureText.interval(result.uncertainty(), 1))
                        .orElse(Labels.NONE),
                Labels.grouped(alike.n()),
                Labels.grouped(alike.ofAll()));
    }
}

package org.charactermirror.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.charactermirror.analysis.ExclusionEffect;
import org.charactermirror.analysis.JudgeSensitivity;
import org.charactermirror.analysis.JudgeVariant;

/** Says which conclusions from judges' rows would be others with other judges, another wording or another order. */
final class JudgesSection {

    private final Labels labels;

    private JudgesSection(Labels labels) {
        this.labels = labels;
    }

    static Page.Section of(JudgeSensitivity sensitivity, Labels labels) {
        return new JudgesSection(labels).section(sensitivity);
    }

    private Page.Section section(JudgeSensitivity sensitivity) {
        List<Page.Row> rows = new ArrayList<>();
        List<Page.Row> changed = new ArrayList<>();
        for (JudgeSensitivity.Variant variant : sensitivity.variants()) {
            String name = name(variant.variant());
            rows.add(Page.Row.of(
                    name,
                    settings(variant.variant()),
                    share(variant.changed().size(), variant.compared().size()),
                    share(variant.reordered(), variant.columns())));
            for (ExclusionEffect.Conclusion one : variant.changed()) {
                changed.add(Page.Row.of(
                        name,
                        labels.get("pairwise.pair", one.modelA(), one.modelB()),
                        labels.word(one.column()),
                        verdict(one.all()),
                        verdict(one.kept())));
            }
        }
        List<Page.TableView> tables = new ArrayList<>();
        tables.add(Page.TableView.words(
                labels.get("judges.caption"),
                heads("head.judged_by", "head.asked", "head.other_conclusions", "head.other_orders"),
                rows));
        if (!changed.isEmpty()) {
            tables.add(Page.TableView.words(
                    labels.get("judges.conclusions"),
                    heads("head.judged_by", "head.pair", "head.column", "head.all_judges", "head.this_choice"),
                    changed));
        }
        return new Page.Section(
                "judges",
                labels.get("section.judges"),
                List.of(labels.get("judges.intro"), labels.get("judges.caution")),
                tables);
    }

    private String name(JudgeVariant variant) {
        return labels.get("judges." + variant.what().word(), variant.judge());
    }

    private String settings(JudgeVariant variant) {
        return variant.settings().isEmpty()
                ? Labels.NONE
                : variant.settings().entrySet().stream()
                        .map(setting -> labels.get("judges.setting." + setting.getKey(), setting.getValue()))
                        .collect(Collectors.joining(labels.get("list.separator")));
    }

    private String share(int some, int all) {
        return all == 0 ? Labels.NONE : labels.get("judges.share", Labels.grouped(some), Labels.grouped(all));
    }

    private String verdict(ExclusionEffect.Verdict verdict) {
        return labels.get("verdict." + verdict.name().toLowerCase(Locale.ROOT));
    }

    private List<String> heads(String... keys) {
        return Stream.of(keys).map(labels::get).toList();
    }
}

package org.charactermirror.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.charactermirror.stats.ClusterBootstrap;

/** Tells how a report was made, so that it can be made again: the command, versions, seeds, and hashes of what was read. */
final class MadeSection {

    private MadeSection() {}

    static Page.Section of(ReportInput input, Labels labels) {
        List<Page.Row> rows = new ArrayList<>();
        rows.add(Page.Row.of(labels.get("made.command"), input.stamp().commandLine()));
        rows.add(Page.Row.of(labels.get("made.version"), input.stamp().version()));
        rows.add(Page.Row.of(labels.get("made.resamples"), Labels.grouped(ClusterBootstrap.RESAMPLES)));
        rows.add(Page.Row.of(labels.get("made.seeds"), labels.get("made.seeds.rule")));
        input.files().forEach(file -> rows.add(Page.Row.of(labels.get("made.file", file.name()), file.sha256())));
        return new Page.Section(
                "made",
                labels.get("section.made"),
                List.of(),
                List.of(Page.TableView.words(
                        labels.get("made.caption"),
                        List.of(labels.get("head.setting"), labels.get("head.value")),
                        rows)));
    }

    /** Returns the same for programs. */
    static Map<String, Object> json(ReportInput input, Labels labels) {
        Map<String, Object> made = new TreeMap<>();
        made.put("command", input.stamp().commandLine());
        made.put("version", input.stamp().version());
        made.put("resamples", ClusterBootstrap.RESAMPLES);
        made.put("seeds", labels.get("made.seeds.rule"));
        made.put(
                "files",
                input.files().stream()
                        .map(file -> Map.of("name", file.name(), "sha256", file.sha256()))
                        .toList());
        return made;
    }
}

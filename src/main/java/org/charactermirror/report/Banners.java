package org.charactermirror.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.annotation.Origin;

/** Says above everything else whose judgements a report shows. */
final class Banners {

    private Banners() {}

    static List<Page.Banner> of(ReportInput input) {
        Analysis analysis = input.analysis();
        List<Page.Banner> banners = new ArrayList<>();
        preferred(analysis).forEach((origin, kinds) -> banners.add(banner(origin, kinds)));
        if (banners.isEmpty()) {
            banners.add(new Page.Banner(
                    false,
                    "No annotations yet",
                    "The tables are empty. Import judgements with charmirror annotate import and report again."));
        }
        List<String> others = analysis.origins().stream()
                .filter(origin -> !preferred(analysis).containsKey(origin))
                .map(Origin::word)
                .toList();
        if (!others.isEmpty()) {
            banners.add(new Page.Banner(
                    false,
                    "Other origins stand apart",
                    "Rows of origin " + String.join(", ", others)
                            + " are never pooled with the rest; they have tables of their own below."));
        }
        if (input.run() != null) {
            input.run().notes().forEach(note -> banners.add(new Page.Banner(true, "Note on the run", note)));
        }
        return banners;
    }

    /** Returns the kinds of rows by the origin that their main table takes. */
    private static Map<Origin, List<String>> preferred(Analysis analysis) {
        Map<Origin, List<String>> kinds = new EnumMap<>(Origin.class);
        analysis.ratings().stream()
                .findFirst()
                .ifPresent(table -> kinds.computeIfAbsent(table.origin(), unused -> new ArrayList<>())
                        .add("ratings"));
        analysis.errors().stream()
                .findFirst()
                .ifPresent(table -> kinds.computeIfAbsent(table.origin(), unused -> new ArrayList<>())
                        .add("turn errors"));
        analysis.byTopic().stream()
                .findFirst()
                .ifPresent(table -> kinds.computeIfAbsent(table.origin(), unused -> new ArrayList<>())
                        .add("preferences"));
        return kinds;
    }

    private static Page.Banner banner(Origin origin, List<String> kinds) {
        String rows = capitalised(String.join(", ", kinds));
        return switch (origin) {
            case HUMAN -> new Page.Banner(false, "People’s judgements", rows + ": given by human annotators.");
            case RECONSTRUCTED ->
                new Page.Banner(
                        true,
                        "Reconstructed rows, not people’s judgements",
                        rows + ": constructed by a program so that they add up to published figures. Nobody gave these"
                                + " judgements; they show that the published tables are computed correctly, and say"
                                + " nothing beyond those tables.");
            case SYNTHETIC ->
                new Page.Banner(
                        true,
                        "Synthetic rows, not people’s judgements",
                        rows + ": made up by a program as a sample of the format. The figures say nothing about the"
                                + " models.");
            case JUDGE ->
                new Page.Banner(true, "A model’s judgements, not people’s", rows + ": given by a judge model.");
            case AUTOMATIC ->
                new Page.Banner(
                        true,
                        "Automatic scores, not people’s judgements",
                        rows + ": computed from the transcripts by a metric.");
        };
    }

    private static String capitalised(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}

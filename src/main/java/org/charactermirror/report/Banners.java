package org.charactermirror.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.ErrorTable;
import org.charactermirror.analysis.JudgementScope;
import org.charactermirror.analysis.PairwiseTable;
import org.charactermirror.analysis.RatingTable;
import org.charactermirror.analysis.Screening;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.session.RecordedDialogue;

/** Says above everything else whose judgements a report shows. */
final class Banners {

    private final ReportInput input;
    private final Labels labels;
    private final Map<Origin, List<String>> preferred;

    private Banners(ReportInput input, Labels labels) {
        this.input = input;
        this.labels = labels;
        this.preferred = preferred(input.analysis());
    }

    static List<Page.Banner> of(ReportInput input, Labels labels) {
        return new Banners(input, labels).all();
    }

    private List<Page.Banner> all() {
        List<Page.Banner> banners = new ArrayList<>();
        preferred.forEach(
                (origin, kinds) -> banners.add(banner(origin != Origin.HUMAN, origin.word(), labels.sentence(kinds))));
        Screening screening = input.analysis().screening();
        if (screening.excludes()) {
            long annotators = screening.excluded().stream()
                    .map(Screening.Exclusion::annotator)
                    .distinct()
                    .count();
            banners.add(banner(true, "excluded", Labels.grouped(annotators), Labels.grouped(screening.excludedRows())));
        }
        if (banners.isEmpty()) {
            banners.add(banner(false, "none"));
        }
        List<String> others = input.analysis().origins().stream()
                .filter(origin -> !preferred.containsKey(origin))
                .map(origin -> labels.get("origin." + origin.word()))
                .toList();
        if (!others.isEmpty()) {
            banners.add(banner(false, "others", labels.list(others)));
        }
        for (StudyPart part : input.parts()) {
            unfinished(part).ifPresent(banners::add);
        }
        input.parts().stream()
                .flatMap(part -> part.models().stream())
                .filter(model -> !model.notes().isBlank())
                .distinct()
                .forEach(model -> banners.add(banner(true, "note", model.id(), model.notes())));
        return banners;
    }

    private Optional<Page.Banner> unfinished(StudyPart part) {
        long failed = part.dialogues().stream()
                .filter(dialogue -> dialogue.state() == RecordedDialogue.State.FAILED)
                .count();
        long missing = part.dialogues().stream()
                .filter(dialogue -> dialogue.state() == RecordedDialogue.State.PLANNED)
                .count();
        return failed + missing == 0
                ? Optional.empty()
                : Optional.of(
                        banner(true, "failed", Labels.grouped(part.dialogues().size()), failed + "", missing + ""));
    }

    private Page.Banner banner(boolean caution, String key, Object... values) {
        return new Page.Banner(
                caution, labels.get("banner." + key + ".heading"), labels.get("banner." + key + ".text", values));
    }

    /**
     * Returns the kinds of rows by the origin that their main table takes; where everybody was left out and there is no table,
     * by that of the rows whose figures stand beside the exclusions.
     */
    private Map<Origin, List<String>> preferred(Analysis analysis) {
        Map<Origin, List<String>> kinds = new EnumMap<>(Origin.class);
        JudgementScope all = analysis.judgements();
        first(analysis.ratings().stream().map(RatingTable::origin), all.preferred(Kind.RATINGS))
                .ifPresent(origin -> add(kinds, origin, "ratings"));
        first(analysis.errors().stream().map(ErrorTable::origin), all.preferred(Kind.TURN_ERRORS))
                .ifPresent(origin -> add(kinds, origin, "turn_errors"));
        first(analysis.byTopic().stream().map(PairwiseTable::origin), all.preferred(Kind.PREFERENCES))
                .ifPresent(origin -> add(kinds, origin, "preferences"));
        return kinds;
    }

    private static Optional<Origin> first(Stream<Origin> tables, Optional<Origin> ofRows) {
        return tables.findFirst().or(() -> ofRows);
    }

    private void add(Map<Origin, List<String>> kinds, Origin origin, String kind) {
        kinds.computeIfAbsent(origin, unused -> new ArrayList<>()).add(labels.get("kind." + kind));
    }
}

package org.charactermirror.dataset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * All that is told of records that were made: a card for people, a record for programs, and what LLaMA-Factory needs to find the files.
 *
 * @param title of the studies' folder or archive
 * @param studies their ids
 * @param language of their dialogues
 * @param inputs the SHA-256 of files that lie in the folder, by name
 * @param characters all of the studies, by split, sorted
 * @param sameProfiles characters who are one and the same under several ids, and so in one split
 * @param rows that were read
 * @param files of records
 * @param sealed whether they come from an archive
 * @param reworded whether profiles are not in the words in which models were given them
 */
public record DatasetExport(
        String title,
        List<String> studies,
        String language,
        SortedMap<String, String> inputs,
        Recipe recipe,
        Map<String, List<String>> characters,
        List<List<String>> sameProfiles,
        Rows rows,
        DatasetSummary summary,
        List<RecordFiles.RecordFile> files,
        boolean sealed,
        boolean reworded,
        String version) {

    /** The format of the record for programs. */
    public static final String FORMAT = "charmirror.training/1";

    public DatasetExport {
        studies = List.copyOf(studies);
        sameProfiles = List.copyOf(sameProfiles);
        files = List.copyOf(files);
    }

    /**
     * Judgements before they are looked at one by one.
     *
     * @param checks that only tell how annotators judge
     * @param excluded of annotators who do not count
     * @param rules the name of the file that says who counts; empty if none does
     */
    public record Rows(int read, int checks, int excluded, String rules) {}

    /** Returns the splits that have no record of any kind. */
    public List<String> emptySplits() {
        return recipe.splits().names().stream()
                .filter(split -> files.stream().noneMatch(file -> file.split().equals(split)))
                .toList();
    }

    /** Returns the card in a language, with front matter by which Hugging Face's datasets finds the files of each layout. */
    public String card(String cardLanguage) {
        return new DataCard(this, cardLanguage).text();
    }

    /** Returns what LLaMA-Factory's dataset_info.json says of those files that are in its layouts. */
    public Map<String, Object> datasetInfo() {
        Map<String, Object> info = new LinkedHashMap<>();
        for (RecordFiles.RecordFile file : files) {
            if (file.layout().isLlamaFactory()) {
                info.put(file.layout().kind().word() + "_" + file.split(), datasetInfo(file));
            }
        }
        return info;
    }

    private static Map<String, Object> datasetInfo(RecordFiles.RecordFile file) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("messages", "conversations");
        columns.put("system", "system");
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("file_name", file.name());
        one.put("formatting", "sharegpt");
        if (file.layout() == Layout.PREFERENCES_LLAMA_FACTORY) {
            one.put("ranking", true);
            columns.put("chosen", "chosen");
            columns.put("rejected", "rejected");
        } else if (file.layout() == Layout.TURN_LABELS_LLAMA_FACTORY) {
            columns.put("kto_tag", "kto_tag");
        }
        one.put("columns", columns);
        return one;
    }

    /** Returns the record for programs, without the files that are no records. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("format", FORMAT);
        map.put("charmirror", version);
        map.put("title", title);
        map.put("studies", studies);
        map.put("language", language);
        map.put("sealed", sealed);
        map.put("profiles_reworded", reworded);
        map.put("inputs", inputs);
        map.put("recipe", recipe.toMap());
        map.put("exclusions", rows.rules());
        map.put("seed", recipe.splits().seed());
        map.put("splits", splits());
        map.put("same_profiles", sameProfiles);
        map.put("rows", rowCounts());
        Map<String, Object> kinds = new LinkedHashMap<>();
        summary.kinds().forEach((kind, counts) -> kinds.put(kind.word(), counts.toMap()));
        map.put("kinds", kinds);
        map.put(
                "shared_texts",
                summary.overlaps().stream().map(DatasetExport::toMap).toList());
        map.put("files", files.stream().map(DatasetExport::toMap).toList());
        return map;
    }

    private List<Map<String, Object>> splits() {
        return recipe.splits().names().stream()
                .map(name -> {
                    Map<String, Object> split = new LinkedHashMap<>();
                    split.put("name", name);
                    split.put("share", recipe.splits().shares().get(name));
                    split.put("characters", characters.getOrDefault(name, List.of()));
                    return split;
                })
                .toList();
    }

    private Map<String, Object> rowCounts() {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("read", rows.read());
        counts.put("checks", rows.checks());
        counts.put("excluded", rows.excluded());
        summary.fates().forEach((fate, count) -> counts.put(fate.word(), count));
        return counts;
    }

    private static Map<String, Object> toMap(SharedTexts.Overlap overlap) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("text", overlap.role().word());
        map.put("splits", List.of(overlap.first(), overlap.second()));
        map.put("shared", overlap.shared());
        map.put("of_second", overlap.ofSecond());
        return map;
    }

    private static Map<String, Object> toMap(RecordFiles.RecordFile file) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", file.name());
        map.put("kind", file.layout().kind().word());
        map.put("layout", file.layout().word());
        map.put("split", file.split());
        map.put("records", file.records());
        map.put("bytes", file.bytes());
        map.put("sha256", file.sha256());
        return map;
    }
}

package org.charactermirror.session.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.charactermirror.document.JsonRecord;
import org.charactermirror.document.JsonRecords;
import org.charactermirror.problem.Problems;

/**
 * A file taken apart into records whose format is known, or CharacterEval's file of profiles.
 *
 * @param format nothing where the file has profiles and no dialogues
 * @param whole the object around the records, if there is one
 */
record ForeignFile(
        DialogueImport.Input input,
        Optional<ForeignFormat> format,
        List<JsonRecord> records,
        Optional<JsonNode> whole) {

    ForeignFile {
        records = List.copyOf(records);
    }

    /**
     * Takes a file apart.
     *
     * @param problems get what keeps the file from being read
     * @param rows get what is wrong with single records
     */
    static Optional<ForeignFile> read(
            DialogueImport.Input input, Optional<ForeignFormat> named, Problems problems, Problems rows) {
        if (named.filter(ForeignFormat.CHARMIRROR::equals).isPresent()) {
            return Optional.of(new ForeignFile(input, named, List.of(), Optional.empty()));
        }
        Problems broken = new Problems();
        Problems brokenRows = new Problems();
        List<JsonRecord> records = JsonRecords.of(input.source(), input.text(), broken, brokenRows);
        problems.addAll(broken.all());
        rows.addAll(brokenRows.all());
        if (records.isEmpty()) {
            if (!broken.hasErrors() && !brokenRows.hasErrors()) {
                problems.error(input.source(), "has no records");
            }
            return Optional.empty();
        }
        JsonRecord first = records.get(0);
        Optional<ForeignFormat> seen = ForeignFormat.of(first.node());
        if (seen.isEmpty() && records.size() == 1 && isProfiles(first.node())) {
            return Optional.of(new ForeignFile(input, Optional.empty(), records, Optional.empty()));
        }
        Optional<ForeignFormat> format = named.or(() -> seen);
        if (format.isEmpty()) {
            first.error(
                    problems,
                    "the format cannot be told by the keys " + keys(first.node()) + "; name it with --format "
                            + String.join("|", ForeignFormat.words()));
            return Optional.empty();
        }
        if (format.get() == ForeignFormat.PINGPONG
                && first.node().path("outputs").isArray()) {
            return Optional.of(new ForeignFile(
                    input,
                    format,
                    JsonRecords.within(input.source(), input.text(), "outputs", problems, rows),
                    Optional.of(first.node())));
        }
        return Optional.of(new ForeignFile(input, format, records, Optional.empty()));
    }

    private static boolean isProfiles(JsonNode node) {
        boolean all = !node.isEmpty();
        for (JsonNode value : node) {
            all &= value.isTextual() || value.isObject();
        }
        return all;
    }

    private static String keys(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).limit(12).collect(Collectors.joining(", "));
    }

    /** Tells whether this is one of our own recordings. */
    boolean isRecording() {
        return format.filter(ForeignFormat.CHARMIRROR::equals).isPresent();
    }

    /** Returns the profiles by the characters' names, if this is a file of them. */
    Map<String, String> profiles() {
        Map<String, String> profiles = new LinkedHashMap<>();
        if (format.isEmpty()) {
            records.get(0)
                    .node()
                    .properties()
                    .forEach(entry -> profiles.put(
                            entry.getKey(),
                            entry.getValue().isTextual() ? entry.getValue().textValue() : lines(entry.getValue())));
        }
        return profiles;
    }

    private static String lines(JsonNode map) {
        return map.properties().stream()
                .map(entry -> entry.getKey() + "："
                        + (entry.getValue().isTextual()
                                ? entry.getValue().textValue()
                                : entry.getValue().toString()))
                .collect(Collectors.joining("\n"));
    }

    /** Returns the dialogues of a file that is no recording of ours. */
    List<ForeignDialogue> dialogues(Map<String, String> profiles, Tally tally, Problems rows) {
        RecordReader reader = reader(profiles);
        List<ForeignDialogue> dialogues = new ArrayList<>();
        int number = 0;
        for (JsonRecord record : records) {
            Tally own = new Tally();
            number++;
            if (hasHalfOfACharacter(record.node())) {
                record.error(rows, "the record has half of a character (a lone surrogate); write it anew");
                continue;
            }
            Optional<ForeignDialogue> read = reader.read(record, number, own, rows);
            read.ifPresent(dialogue -> {
                tally.addAll(own);
                dialogues.add(dialogue);
            });
        }
        return format.filter(ForeignFormat.CHARACTEREVAL::equals).isPresent()
                ? withoutRepeats(dialogues, tally)
                : dialogues;
    }

    /** No file could hold it: it would silently become a question mark. */
    private static boolean hasHalfOfACharacter(JsonNode record) {
        return record.toString().codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF);
    }

    /** Once replies are scored, the benchmark's files have a record for every metric of a reply. */
    private static List<ForeignDialogue> withoutRepeats(List<ForeignDialogue> dialogues, Tally tally) {
        Map<String, List<ForeignDialogue>> kept = new LinkedHashMap<>();
        List<ForeignDialogue> all = new ArrayList<>();
        for (ForeignDialogue dialogue : dialogues) {
            List<ForeignDialogue> same = kept.computeIfAbsent(dialogue.scenario(), id -> new ArrayList<>());
            if (same.stream().anyMatch(dialogue::isSameAs)) {
                tally.add("records that repeat a dialogue for another metric");
            } else {
                same.add(dialogue);
                all.add(dialogue);
            }
        }
        return all;
    }

    private RecordReader reader(Map<String, String> profiles) {
        return switch (format.orElseThrow()) {
            case OPENAI -> new OpenAiRecords(input.stem());
            case PINGPONG -> new PingPongRecords(whole);
            case CHARACTEREVAL -> new CharacterEvalRecords(profiles);
            case CHARACTERBENCH -> new CharacterBenchRecords(input.stem());
            case CHARMIRROR -> throw new IllegalStateException("recordings are read otherwise");
        };
    }
}

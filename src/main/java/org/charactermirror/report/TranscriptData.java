package org.charactermirror.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.charactermirror.annotation.Origin;
import org.charactermirror.session.RecordedDialogue;
import org.charactermirror.session.RecordedDialogue.Reply;

/**
 * The dialogues of a report as scripts that hand their data to the page's own: an index with what is filtered by, and
 * files with what was said.
 */
final class TranscriptData {

    /** The index beside the page. */
    static final String INDEX = "transcripts/index.js";

    /** A file is begun anew after this many characters. */
    private static final int FILE_SIZE = 400_000;

    private final List<StudyPart> parts;
    private final Labels labels;
    private final List<Map<String, Object>> index = new ArrayList<>();

    /** The JSON of every dialogue, in the order of the index. */
    private final List<String> dialogues = new ArrayList<>();

    private int replies;

    private TranscriptData(List<StudyPart> parts, Labels labels) {
        this.parts = parts;
        this.labels = labels;
        for (int i = 0; i < parts.size(); i++) {
            JudgedDialogues judged = new JudgedDialogues(parts.get(i).annotations());
            for (RecordedDialogue dialogue : parts.get(i).dialogues()) {
                index.add(entry(i, dialogue, judged));
                dialogues.add(ScriptText.json(judged.withJudgements(dialogue)));
                replies += dialogue.played().size() * dialogue.models().size();
            }
        }
    }

    static TranscriptData of(List<StudyPart> parts, Labels labels) {
        return new TranscriptData(parts, labels);
    }

    boolean isEmpty() {
        return dialogues.isEmpty();
    }

    /** Returns how many characters the dialogues have as JSON. */
    long size() {
        return dialogues.stream().mapToLong(String::length).sum();
    }

    HtmlParts.Browser browser() {
        List<HtmlParts.Filter> filters = new ArrayList<>();
        if (parts.size() > 1) {
            filters.add(filter("part"));
        }
        Stream.of("model", "character", "category", "topic", "scenario", "state", "stop", "flag")
                .forEach(name -> filters.add(filter(name)));
        return new HtmlParts.Browser(
                labels.count(dialogues.size(), "dialogue"), labels.count(replies, "reply"), filters);
    }

    private HtmlParts.Filter filter(String name) {
        return new HtmlParts.Filter(name, labels.get("browser." + name));
    }

    /**
     * Returns the scripts by their paths, the index first.
     *
     * @param within whether all of them will stand in the page
     */
    Map<String, String> scripts(boolean within) {
        List<Integer> firsts = new ArrayList<>();
        Map<String, String> files = new LinkedHashMap<>();
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < dialogues.size(); i++) {
            if (file.length() == 0) {
                firsts.add(i);
            }
            file.append(file.length() == 0 ? "" : ",\n").append(dialogues.get(i));
            if (file.length() >= FILE_SIZE || i == dialogues.size() - 1) {
                int number = files.size();
                files.put(
                        String.format(Locale.ROOT, "transcripts/%03d.js", number + 1),
                        "charmirror.dialogues(" + number + ", [\n" + file + "\n]);\n");
                file.setLength(0);
            }
        }
        Map<String, String> scripts = new LinkedHashMap<>();
        scripts.put(INDEX, "charmirror.index(" + ScriptText.json(index(firsts, files, within)) + ");\n");
        scripts.putAll(files);
        return scripts;
    }

    private Map<String, Object> index(List<Integer> firsts, Map<String, String> files, boolean within) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("labels", labels.startingWith("browser."));
        all.put("words", words());
        all.put("within", within);
        all.put("files", files.keySet());
        all.put("firsts", firsts);
        all.put(
                "parts",
                parts.stream()
                        .map(part -> Map.of("name", part.name(), "study", part.study(), "language", part.language()))
                        .toList());
        all.put("dialogues", index);
        return all;
    }

    /** Returns what people call the words of the data. */
    private Map<String, String> words() {
        Map<String, String> words = new TreeMap<>(labels.startingWith("word."));
        for (Origin origin : Origin.values()) {
            words.put(origin.word(), labels.get("origin." + origin.word()));
        }
        parts.stream()
                .flatMap(part -> part.dialogues().stream())
                .flatMap(dialogue -> Stream.of(dialogue.category(), dialogue.topic()))
                .forEach(word -> words.put(word, labels.word(word)));
        return words;
    }

    private Map<String, Object> entry(int part, RecordedDialogue dialogue, JudgedDialogues judged) {
        String folder = parts.get(part).name();
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", folder.isEmpty() ? dialogue.session() : folder + "/" + dialogue.session());
        entry.put("part", part);
        entry.put("models", dialogue.models());
        entry.put("character", dialogue.character());
        entry.put("name", dialogue.botName());
        entry.put("category", dialogue.category());
        entry.put("topic", dialogue.topic());
        entry.put("scenario", dialogue.scenario());
        entry.put("repetition", dialogue.repetition());
        entry.put("state", dialogue.state().name().toLowerCase(Locale.ROOT));
        entry.put("rounds", dialogue.rounds());
        entry.put("played", dialogue.played().size());
        TreeSet<String> stops = new TreeSet<>();
        dialogue.played().stream()
                .flatMap(round -> round.replies().stream())
                .map(Reply::stopReason)
                .forEach(stop -> stops.add(stop.name().toLowerCase(Locale.ROOT)));
        entry.put("stops", stops);
        entry.put("flags", judged.flags(dialogue.session()));
        entry.put("flagged", judged.flagged(dialogue.session()));
        return entry;
    }
}

package org.charactermirror.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.charactermirror.document.DocumentSchema;
import org.charactermirror.document.Place;
import org.charactermirror.document.Similar;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;

/**
 * The hand-written lines: how users ask, how each character answers, and what the shipped scenarios ask for.
 *
 * @param voices lines by character; each has some for every intent and every follow-up that can be asked for
 * @param phrasings of users
 * @param scenarioIntents by scenario id, the label of each of its messages
 */
record WrittenLines(Map<String, Voice> voices, Phrasings phrasings, Map<String, List<IntentLabel>> scenarioIntents) {

    private static final DocumentSchema VOICE = DocumentSchema.load(WrittenLines.class, "voice.schema.json");
    private static final DocumentSchema PHRASINGS = DocumentSchema.load(WrittenLines.class, "phrasings.schema.json");
    private static final DocumentSchema INTENTS =
            DocumentSchema.load(WrittenLines.class, "scenario-intents.schema.json");

    WrittenLines {
        voices = Map.copyOf(voices);
        scenarioIntents = Map.copyOf(scenarioIntents);
    }

    /**
     * Reads the lines that ship with the program.
     *
     * @param characters ids of those whose lines are wanted
     * @throws org.charactermirror.problem.BadInputException with everything that is wrong with any of the files
     */
    static WrittenLines shipped(List<String> characters) {
        return read(characters, WrittenLines::resource);
    }

    /**
     * Reads lines from elsewhere.
     *
     * @param files returns the bytes of {@code voices/ID.yaml}, {@code phrasings.yaml} or {@code scenario-intents.yaml}
     */
    static WrittenLines read(List<String> characters, Function<String, Optional<byte[]>> files) {
        Problems problems = new Problems();
        Optional<Phrasings> phrasings =
                document("phrasings.yaml", PHRASINGS, files, problems).map(document -> phrasings(document, problems));
        Map<String, Voice> voices = new LinkedHashMap<>();
        for (String character : characters) {
            document("voices/" + character + ".yaml", VOICE, files, problems)
                    .flatMap(document -> voice(document, character, phrasings, problems))
                    .ifPresent(voice -> voices.put(character, voice));
        }
        Map<String, List<IntentLabel>> labels = new LinkedHashMap<>();
        document("scenario-intents.yaml", INTENTS, files, problems)
                .ifPresent(document -> labels.putAll(labels(document, phrasings, problems)));
        problems.throwIfErrors();
        return new WrittenLines(voices, phrasings.orElseThrow(), labels);
    }

    /** Returns the lines of a character. */
    Voice voice(String character) {
        Voice voice = voices.get(character);
        if (voice == null) {
            throw new IllegalArgumentException("the lines of " + character + " were not read");
        }
        return voice;
    }

    /** Returns a list of texts that its schema has passed. */
    static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(item -> strings.add(item.textValue()));
        return List.copyOf(strings);
    }

    /** Returns lists of texts that their schema has passed, in the order of the file. */
    static Map<String, List<String>> lists(JsonNode object) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        object.properties().forEach(entry -> lists.put(entry.getKey(), strings(entry.getValue())));
        return lists;
    }

    private static Phrasings phrasings(YamlDocument document, Problems problems) {
        Phrasings phrasings = Phrasings.from(document.root());
        checkKeys(document, "more_named", phrasings.intents().keySet(), problems);
        return phrasings;
    }

    private static Optional<Voice> voice(
            YamlDocument document, String character, Optional<Phrasings> phrasings, Problems problems) {
        int before = problems.all().size();
        String named = document.text("/character");
        if (!named.equals(character)) {
            document.error(problems, "/character", "character is " + named + ", but the file is that of " + character);
        }
        phrasings.ifPresent(asked -> {
            checkSame(document, "answers", asked.intents().keySet(), problems);
            checkSame(document, "more", asked.moreNamed().keySet(), problems);
        });
        return problems.all().size() == before ? Optional.of(Voice.from(document.root())) : Optional.empty();
    }

    private static Map<String, List<IntentLabel>> labels(
            YamlDocument document, Optional<Phrasings> phrasings, Problems problems) {
        Map<String, List<IntentLabel>> labels = new LinkedHashMap<>();
        lists(document.root()).forEach((scenario, texts) -> {
            List<IntentLabel> parsed = texts.stream().map(IntentLabel::parse).toList();
            labels.put(scenario, parsed);
            phrasings.ifPresent(asked -> {
                for (int i = 0; i < parsed.size(); i++) {
                    for (String intent : parsed.get(i).intents()) {
                        if (!asked.knows(intent)) {
                            document.error(
                                    problems,
                                    "/" + scenario + "/" + i,
                                    "\"" + intent + "\" is no intent of phrasings.yaml");
                        }
                    }
                }
            });
        });
        return labels;
    }

    /** Wants lines for every intent that is asked for: one that is missing would only be found when it is needed. */
    private static void checkSame(YamlDocument document, String part, Set<String> asked, Problems problems) {
        Set<String> answered = checkKeys(document, part, asked, problems);
        for (String intent : asked) {
            if (!answered.contains(intent)) {
                Place place = document.keyPlace("/" + part);
                problems.error(
                        document.source(),
                        place.line(),
                        place.column(),
                        part + " has no lines for " + intent + ", which users ask for; write at least one");
            }
        }
    }

    private static Set<String> checkKeys(YamlDocument document, String part, Set<String> known, Problems problems) {
        Set<String> keys = lists(document.root().path(part)).keySet();
        for (String key : keys) {
            if (!known.contains(key)) {
                Place place = document.keyPlace("/" + part + "/" + key);
                problems.error(
                        document.source(),
                        place.line(),
                        place.column(),
                        "unknown intent \"" + key + "\" in " + part
                                + Similar.nearest(key, known)
                                        .map(near -> "; did you mean \"" + near + "\"?")
                                        .orElse("; phrasings.yaml has the known ones"));
            }
        }
        return keys;
    }

    private static Optional<YamlDocument> document(
            String name, DocumentSchema schema, Function<String, Optional<byte[]>> files, Problems problems) {
        String source = "training/" + name;
        Optional<byte[]> bytes = files.apply(name);
        if (bytes.isEmpty()) {
            problems.error(source, "missing; the training needs it");
            return Optional.empty();
        }
        return YamlDocument.parse(source, bytes.orElseThrow(), problems)
                .filter(document -> schema.check(document, problems));
    }

    private static Optional<byte[]> resource(String name) {
        try (InputStream in = WrittenLines.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("training text " + name + ": " + e.getMessage(), e);
        }
    }
}

package org.charactermirror.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.charactermirror.document.DocumentSchema;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;

/** Reads the keys {@code exclusions} and {@code gold}, from a study's file or from one of their own. */
public final class AnnotatorRulesReader {

    /** The published schema of a file that has only these keys; a study's schema has the same definitions. */
    public static final DocumentSchema SCHEMA =
            DocumentSchema.load(AnnotatorRulesReader.class, "exclusions.schema.json");

    private static final Set<String> FLAGS =
            Set.of("ooc", "contradiction", "repetition", "less_quality", "less_information", "proactivity");
    private static final String BETTER = "better";

    private AnnotatorRulesReader() {}

    /** Reads a file of its own; what is wrong with it goes to the problems, and then there are no rules. */
    public static Optional<AnnotatorRules> read(Path file, Problems problems) {
        return YamlDocument.read(file, problems)
                .filter(document -> SCHEMA.check(document, problems))
                .map(document -> of(document, problems));
    }

    /** Reads only these keys of the file that a study was run from; without them the rest of the file is not looked at. */
    public static Optional<AnnotatorRules> readOfStudy(Path file, Problems problems) {
        Optional<YamlDocument> document = YamlDocument.read(file, problems);
        if (document.filter(
                        found -> found.root().has("exclusions") || found.root().has("gold"))
                .isEmpty()) {
            return document.map(found -> AnnotatorRules.NONE);
        }
        return document.filter(found -> StudyLoader.SCHEMA.check(found, problems))
                .map(found -> of(found, problems));
    }

    /** Makes rules of a document that keeps to its schema. */
    static AnnotatorRules of(YamlDocument document, Problems problems) {
        JsonNode exclusions = document.root().path("exclusions");
        Map<AnnotatorRules.Bound, BigDecimal> bounds = new EnumMap<>(AnnotatorRules.Bound.class);
        for (AnnotatorRules.Bound bound : AnnotatorRules.Bound.values()) {
            if (exclusions.has(bound.word())) {
                bounds.put(bound, exclusions.path(bound.word()).decimalValue());
            }
        }
        List<AnnotatorRules.Named> named = new ArrayList<>();
        for (JsonNode node : exclusions.path("annotators")) {
            named.add(new AnnotatorRules.Named(
                    node.path("name").asText(), node.path("reason").asText()));
        }
        List<AnnotatorRules.GoldItem> gold = new ArrayList<>();
        JsonNode items = document.root().path("gold");
        for (int i = 0; i < items.size(); i++) {
            gold.add(gold(items.get(i)));
            check(document, "/gold/" + i, gold.get(i), problems);
        }
        return new AnnotatorRules(bounds, named, gold);
    }

    private static AnnotatorRules.GoldItem gold(JsonNode node) {
        Map<String, String> expect = new LinkedHashMap<>();
        node.path("expect")
                .properties()
                .forEach(cell -> expect.put(cell.getKey(), cell.getValue().asText()));
        return new AnnotatorRules.GoldItem(
                node.path("session").asText(),
                node.has("model") ? Optional.of(node.path("model").asText()) : Optional.empty(),
                node.has("turn") ? OptionalInt.of(node.path("turn").intValue()) : OptionalInt.empty(),
                expect);
    }

    /** Checks what a schema cannot: that an item is of one kind, and names a turn exactly where that kind has one. */
    private static void check(YamlDocument document, String pointer, AnnotatorRules.GoldItem item, Problems problems) {
        Set<String> columns = item.expect().keySet();
        long flags = columns.stream().filter(FLAGS::contains).count();
        boolean pair = columns.contains(BETTER);
        if ((pair && columns.size() > 1) || (flags > 0 && flags < columns.size())) {
            document.error(
                    problems,
                    pointer + "/expect",
                    "expect mixes " + String.join(", ", columns)
                            + "; an item expects scores, or flags, or better, and others are items of their own");
        } else if (flags > 0 && item.turn().isEmpty()) {
            document.error(problems, pointer, "turn is missing; flags are of a reply, counted from 1");
        } else if (flags == 0 && !pair && item.turn().isPresent()) {
            document.error(problems, pointer + "/turn", "turn belongs to flags and better; scores are of a dialogue");
        }
        item.expect().forEach((column, value) -> {
            String[] ends = value.split("-", 2);
            if (!pair && ends.length == 2 && new BigDecimal(ends[0]).compareTo(new BigDecimal(ends[1])) > 0) {
                document.error(
                        problems,
                        pointer + "/expect/" + column,
                        column + " is \"" + value + "\"; the first score of a range is the lower one");
            }
        });
    }
}

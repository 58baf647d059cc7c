package org.charactermirror.analysis.calibration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.charactermirror.problem.Problems;

/**
 * Reads automatic scores: one JSON object a line and a reply, with {@code session}, {@code model}, {@code turn} and a number for each
 * metric, null where it is undefined; true and false count as 1 and 0.
 */
public final class MetricFile {

    /** Keys that say which reply it is and not what was measured. */
    private static final Set<String> ABOUT =
            Set.of("study", "session", "model", "character", "category", "topic", "turn");

    private static final int MOST_TURNS = 100_000;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private MetricFile() {}

    /** Reads a file; whatever is wrong with any line is among the problems, and then the table is not to be used. */
    public static MetricTable read(Path file, Problems problems) {
        MetricTable.Builder table = new MetricTable.Builder();
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (MalformedInputException e) {
            problems.error(file.toString(), "is not UTF-8; save it as UTF-8");
            return MetricTable.NONE;
        } catch (NoSuchFileException e) {
            problems.error(file.toString(), "no such file");
            return MetricTable.NONE;
        } catch (IOException e) {
            problems.error(file.toString(), "cannot be read: " + e.getMessage());
            return MetricTable.NONE;
        }
        int replies = 0;
        for (int line = 1; line <= lines.size(); line++) {
            if (!lines.get(line - 1).isBlank()) {
                read(lines.get(line - 1), file.toString(), line, table, problems);
                replies++;
            }
        }
        if (replies == 0) {
            problems.error(file.toString(), "holds no reply; write it with: charmirror metrics DIR --json");
        }
        return problems.hasErrors() ? MetricTable.NONE : table.build();
    }

    private static void read(String text, String source, int line, MetricTable.Builder table, Problems problems) {
        JsonNode object;
        try {
            object = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            problems.error(source, line, 0, "is not one JSON object: " + e.getOriginalMessage());
            return;
        }
        if (!object.isObject()) {
            problems.error(source, line, 0, "is not a JSON object but " + shown(object));
            return;
        }
        String session = text(object, "session", source, line, problems);
        String model = text(object, "model", source, line, problems);
        JsonNode turn = object.path("turn");
        boolean counted = turn.isIntegralNumber() && turn.canConvertToInt() && turn.intValue() >= 1;
        if (!counted || turn.intValue() > MOST_TURNS) {
            problems.error(source, line, 0, "turn is " + shown(turn) + "; it must be a whole number from 1");
            return;
        }
        Map<String, Double> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            JsonNode value = entry.getValue();
            if (ABOUT.contains(entry.getKey()) || value.isNull()) {
                continue;
            }
            if (value.isBoolean()) {
                values.put(entry.getKey(), value.booleanValue() ? 1.0 : 0.0);
            } else if (value.isNumber() && Double.isFinite(value.doubleValue())) {
                values.put(entry.getKey(), value.doubleValue());
            } else {
                problems.error(
                        source,
                        line,
                        0,
                        entry.getKey() + " is " + shown(value) + "; it must be a number, true, false or null");
            }
        }
        if (!session.isEmpty() && !model.isEmpty() && !table.add(session, model, turn.intValue(), values)) {
            problems.error(
                    source,
                    line,
                    0,
                    "turn " + turn.intValue() + " of session " + session + " of model " + model
                            + " stood in an earlier line; keep one of them");
        }
    }

    private static String text(JsonNode object, String key, String source, int line, Problems problems) {
        JsonNode value = object.path(key);
        if (value.isTextual() && !value.textValue().isBlank()) {
            return value.textValue();
        }
        problems.error(source, line, 0, key + " is " + shown(value) + "; it must be a text");
        return "";
    }

    private static String shown(JsonNode value) {
        String text = value.isMissingNode() ? "missing" : value.toString();
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}

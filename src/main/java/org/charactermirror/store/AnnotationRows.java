package org.charactermirror.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Place;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.Side;
import org.charactermirror.annotation.Subject;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.table.TextPool;
import org.jspecify.annotations.Nullable;

/** Judgements as rows of the database, and back from their columns in the order in which they are written. */
final class AnnotationRows {

    private static final List<String> FIRST = List.of(
            "file", "line", "study", "session", "annotator", "character", "category", "topic", "origin", "extra");

    static final List<String> RATING_COLUMNS = columns(
            Stream.of("model", "comment"), Arrays.stream(Dimension.values()).map(Dimension::word));
    static final List<String> TURN_ERROR_COLUMNS = columns(
            Stream.of("model", "turn", "evidence", "comment"),
            Arrays.stream(TurnFlag.values()).map(TurnFlag::word));
    static final List<String> PREFERENCE_COLUMNS =
            columns(Stream.of("model_a", "model_b", "turn", "outcome", "shown_first", "reason"), Stream.of());

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, String>> TEXTS = new TypeReference<>() {};

    private static final String NOTHING = "{}";

    private final TextPool names = new TextPool();

    /** Returns a rating's values in the order of its columns. */
    static @Nullable Object[] values(Rating rating) {
        List<@Nullable Object> values = first(rating);
        Collections.addAll(values, rating.model(), rating.comment());
        for (Dimension dimension : Dimension.values()) {
            @Nullable BigDecimal score = rating.scores().get(dimension);
            values.add(score == null ? null : score.toPlainString());
        }
        return values.toArray();
    }

    /** Returns a turn error's values in the order of its columns. */
    static @Nullable Object[] values(TurnError turnError) {
        List<@Nullable Object> values = first(turnError);
        Collections.addAll(values, turnError.model(), turnError.turn(), turnError.evidence(), turnError.comment());
        for (TurnFlag flag : TurnFlag.values()) {
            @Nullable Boolean set = turnError.flags().get(flag);
            values.add(set == null ? null : set ? 1 : 0);
        }
        return values.toArray();
    }

    /** Returns a preference's values in the order of its columns. */
    static @Nullable Object[] values(Preference preference) {
        @Nullable Side side = preference.shownFirst();
        List<@Nullable Object> values = first(preference);
        Collections.addAll(
                values,
                preference.modelA(),
                preference.modelB(),
                preference.turn(),
                preference.outcome().word(),
                side == null ? null : side.word(),
                preference.reason());
        return values.toArray();
    }

    Rating rating(ResultSet row) throws SQLException {
        Map<Dimension, BigDecimal> scores = new EnumMap<>(Dimension.class);
        int column = RATING_COLUMNS.size() - Dimension.values().length;
        for (Dimension dimension : Dimension.values()) {
            column++;
            @Nullable String score = row.getString(column);
            if (score != null) {
                scores.put(dimension, score(score));
            }
        }
        return new Rating(place(row), subject(row), name(row, 11), scores, row.getString(12), origin(row), extra(row));
    }

    /** Reads a score; those of one figure share their objects. */
    private static BigDecimal score(String score) {
        return score.length() == 1 && Character.isDigit(score.charAt(0))
                ? BigDecimal.valueOf(score.charAt(0) - '0')
                : new BigDecimal(score);
    }

    TurnError turnError(ResultSet row) throws SQLException {
        Map<TurnFlag, Boolean> flags = new EnumMap<>(TurnFlag.class);
        int column = TURN_ERROR_COLUMNS.size() - TurnFlag.values().length;
        for (TurnFlag flag : TurnFlag.values()) {
            column++;
            int set = row.getInt(column);
            if (!row.wasNull()) {
                flags.put(flag, set == 1);
            }
        }
        return new TurnError(
                place(row),
                subject(row),
                name(row, 11),
                row.getInt(12),
                flags,
                row.getString(13),
                row.getString(14),
                origin(row),
                extra(row));
    }

    Preference preference(ResultSet row) throws SQLException {
        int number = row.getInt(13);
        @Nullable Integer turn = row.wasNull() ? null : number;
        @Nullable String side = row.getString(15);
        return new Preference(
                place(row),
                subject(row),
                name(row, 11),
                name(row, 12),
                turn,
                Outcome.valueOf(row.getString(14).toUpperCase(Locale.ROOT)),
                side == null ? null : Side.valueOf(side.toUpperCase(Locale.ROOT)),
                row.getString(16),
                origin(row),
                extra(row));
    }

    /** Returns the statement that inserts a row, with question marks for its values. */
    static String insert(String table, List<String> columns, String whenThere) {
        String marks = String.join(", ", columns.stream().map(column -> "?").toList());
        return "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES (" + marks + ")" + whenThere;
    }

    /** Returns the end of such a statement that lets the row take the place of one with its identity. */
    static String replace(List<String> columns) {
        return columns.stream()
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", ", " ON CONFLICT DO UPDATE SET ", ""));
    }

    private static List<String> columns(Stream<String> own, Stream<String> judged) {
        return Stream.of(FIRST.stream(), own, judged).flatMap(part -> part).toList();
    }

    private static List<@Nullable Object> first(Annotation row) {
        Subject subject = row.subject();
        List<@Nullable Object> values = new ArrayList<>();
        Collections.addAll(values, row.place().file(), row.place().line(), subject.study(), subject.session());
        Collections.addAll(values, subject.annotator(), subject.character(), subject.category(), subject.topic());
        Collections.addAll(values, row.origin().word(), json(row.extra()));
        return values;
    }

    private Place place(ResultSet row) throws SQLException {
        return new Place(name(row, 1), row.getInt(2));
    }

    private Subject subject(ResultSet row) throws SQLException {
        return new Subject(
                nameOrNull(row, 3),
                nameOrNull(row, 4),
                name(row, 5),
                nameOrNull(row, 6),
                nameOrNull(row, 7),
                nameOrNull(row, 8));
    }

    /** Returns a text that other rows are likely to have too. */
    private String name(ResultSet row, int column) throws SQLException {
        return names.shared(row.getString(column));
    }

    private @Nullable String nameOrNull(ResultSet row, int column) throws SQLException {
        @Nullable String name = row.getString(column);
        return name == null ? null : names.shared(name);
    }

    private static Origin origin(ResultSet row) throws SQLException {
        return Origin.valueOf(row.getString(9).toUpperCase(Locale.ROOT));
    }

    private static Map<String, String> extra(ResultSet row) throws SQLException {
        String extra = row.getString(10);
        try {
            return extra.equals(NOTHING) ? Map.of() : MAPPER.readValue(extra, TEXTS);
        } catch (JsonProcessingException e) {
            throw new SQLException("the column extra is not a JSON object: " + extra, e);
        }
    }

    private static String json(Map<String, String> extra) {
        try {
            return extra.isEmpty() ? NOTHING : MAPPER.writeValueAsString(extra);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts can always be written", e);
        }
    }
}

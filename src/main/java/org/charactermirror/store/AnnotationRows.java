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
import org.jspecify.annotations.Nullable;

/** Judgements as rows of the database and back. */
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

    private AnnotationRows() {}

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

    static Rating rating(ResultSet row) throws SQLException {
        Map<Dimension, BigDecimal> scores = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            @Nullable String score = row.getString(dimension.word());
            if (score != null) {
                scores.put(dimension, new BigDecimal(score));
            }
        }
        return new Rating(
                place(row),
                subject(row),
                row.getString("model"),
                scores,
                row.getString("comment"),
                origin(row),
                extra(row));
    }

    static TurnError turnError(ResultSet row) throws SQLException {
        Map<TurnFlag, Boolean> flags = new EnumMap<>(TurnFlag.class);
        for (TurnFlag flag : TurnFlag.values()) {
            int set = row.getInt(flag.word());
            if (!row.wasNull()) {
                flags.put(flag, set == 1);
            }
        }
        return new TurnError(
                place(row),
                subject(row),
                row.getString("model"),
                row.getInt("turn"),
                flags,
                row.getString("evidence"),
                row.getString("comment"),
                origin(row),
                extra(row));
    }

    static Preference preference(ResultSet row) throws SQLException {
        int number = row.getInt("turn");
        @Nullable Integer turn = row.wasNull() ? null : number;
        @Nullable String side = row.getString("shown_first");
        return new Preference(
                place(row),
                subject(row),
                row.getString("model_a"),
                row.getString("model_b"),
                turn,
                Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                side == null ? null : Side.valueOf(side.toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                origin(row),
                extra(row));
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

    private static Place place(ResultSet row) throws SQLException {
        return new Place(row.getString("file"), row.getInt("line"));
    }

    private static Subject subject(ResultSet row) throws SQLException {
        return new Subject(
                row.getString("study"),
                row.getString("session"),
                row.getString("annotator"),
                row.getString("character"),
                row.getString("category"),
                row.getString("topic"));
    }

    private static Origin origin(ResultSet row) throws SQLException {
        return Origin.valueOf(row.getString("origin").toUpperCase(Locale.ROOT));
    }

    private static Map<String, String> extra(ResultSet row) throws SQLException {
        try {
            return MAPPER.readValue(row.getString("extra"), TEXTS);
        } catch (JsonProcessingException e) {
            throw new SQLException("the column extra is not a JSON object: " + row.getString("extra"), e);
        }
    }

    private static String json(Map<String, String> extra) {
        try {
            return MAPPER.writeValueAsString(extra);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts can always be written", e);
        }
    }
}

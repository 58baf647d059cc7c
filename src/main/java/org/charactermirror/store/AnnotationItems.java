package org.charactermirror.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.SheetItem;
import org.charactermirror.annotation.SheetItems;
import org.charactermirror.annotation.Side;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** What the codes of a study's exported sheets stand for, as its database keeps it. */
public final class AnnotationItems implements SheetItems {

    private final Map<String, SheetItem> byCode;

    private AnnotationItems(Map<String, SheetItem> byCode) {
        this.byCode = byCode;
    }

    /** Reads all codes of a study. */
    public static AnnotationItems of(StudyDatabase database) {
        String study = new SqliteRunStore(database).ingredients().getOrDefault("study", "");
        Map<String, SheetItem> byCode = new HashMap<>();
        database.read(handle -> handle.createQuery("SELECT item.*, session.model, session.character, session.category,"
                                + " session.topic, pair.model_a, pair.model_b FROM annotation_item AS item"
                                + " JOIN session USING (session) LEFT JOIN pair_session AS pair USING (session)")
                        .map((row, context) -> item(row, study))
                        .list())
                .forEach(item -> byCode.put(item.code(), item));
        return new AnnotationItems(byCode);
    }

    /** Keeps the items of sheets, all of them or none; those that are there already stay as they are. */
    public static void keep(StudyDatabase database, List<SheetItem> items) {
        database.write(handle -> {
            try (PreparedBatch batch = handle.prepareBatch(
                    "INSERT INTO annotation_item (code, kind, annotator, session, turn, shown_first)"
                            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (code) DO NOTHING")) {
                for (SheetItem item : items) {
                    @Nullable Side side = item.shownFirst();
                    batch.add(
                            item.code(),
                            item.kind().name().toLowerCase(Locale.ROOT),
                            item.annotator(),
                            item.session(),
                            item.turn(),
                            side == null ? null : side.word());
                }
                batch.execute();
            }
        });
    }

    /** Returns the secret from which a study's sheets are made. */
    public static String key(StudyDatabase database) {
        return database.read(handle -> handle.createQuery("SELECT key FROM annotation_key")
                .mapTo(String.class)
                .one());
    }

    @Override
    public Optional<SheetItem> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    private static SheetItem item(ResultSet row, String study) throws SQLException {
        int number = row.getInt("turn");
        @Nullable Integer turn = row.wasNull() ? null : number;
        @Nullable String side = row.getString("shown_first");
        Kind kind = Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
        return new SheetItem(
                row.getString("code"),
                kind,
                row.getString("annotator"),
                study,
                row.getString("session"),
                kind == Kind.PREFERENCES
                        ? List.of(row.getString("model_a"), row.getString("model_b"))
                        : List.of(row.getString("model")),
                row.getString("character"),
                row.getString("category"),
                row.getString("topic"),
                turn,
                side == null ? null : Side.valueOf(side.toUpperCase(Locale.ROOT)));
    }
}

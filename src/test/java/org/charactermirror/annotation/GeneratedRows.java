package org.charactermirror.annotation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Judgements with texts that are hard to write and read, drawn with a seed; no two share an identity. */
public final class GeneratedRows {

    private static final List<String> PIECES = List.of(
            "项羽",
            "力拔山兮气盖世",
            "“引号”",
            "\"",
            "\"\"",
            ",",
            "，",
            "\n",
            "\r\n",
            "\r",
            "\t",
            ";",
            "'",
            "''=",
            "=1+1",
            "+",
            "-",
            "@",
            "＝",
            " ",
            "　",
            "\u00A0",
            "龘",
            "𠮷",
            "😀",
            "é",
            "ß",
            "{\"v\":1,\"turns\":{}}",
            "[]",
            "\\n",
            "\\",
            "0",
            "001",
            "1e5",
            "NULL",
            "TRUE",
            "null",
            "#",
            "//",
            ":::",
            ".",
            "_1",
            "extra.",
            "\u200B",
            "\uFEFF");
    /** What GBK, an encoding of Chinese spreadsheets, can write. */
    private static final List<String> GBK_PIECES = List.of(
            "项羽", "力拔山兮气盖世", "“引号”", "\"", "\"\"", ",", "，", "\n", "\r\n", "\t", ";", "'", "=1+1", "＝", " ", "　", "镕",
            "①");

    private static final List<String> EXTRA_NAMES = List.of(
            "用时备注", "lead_time", "Note", "a,b", "备\"注", "=cmd", "overall_2", "id", "judge", "tstamp", "formula", "x y");

    private final Random random;
    private final List<String> pieces;
    private final List<String> extraNames;

    private GeneratedRows(long seed, List<String> pieces) {
        random = new Random(seed);
        this.pieces = pieces;
        extraNames = EXTRA_NAMES.stream().filter(name -> random.nextBoolean()).toList();
    }

    /** Draws rows of a kind, at least one. */
    public static List<Annotation> of(Kind kind, long seed) {
        return new GeneratedRows(seed, PIECES).rows(kind);
    }

    /** Draws rows of a kind whose texts GBK can write. */
    static List<Annotation> inGbk(Kind kind, long seed) {
        return new GeneratedRows(seed, GBK_PIECES).rows(kind);
    }

    private List<Annotation> rows(Kind kind) {
        Map<Identity, Annotation> rows = new LinkedHashMap<>();
        int count = 1 + random.nextInt(25);
        for (int i = 0; i < count; i++) {
            Annotation row = row(kind, new Place("generated", i + 2));
            // Sessions are always there, so that no row is taken for another for want of one.
            rows.putIfAbsent(row.identity(), row);
        }
        return List.copyOf(rows.values());
    }

    private Annotation row(Kind kind, Place place) {
        Subject subject = new Subject(maybe(this::id), id(), id(), maybe(this::id), maybe(this::id), maybe(this::id));
        Origin origin = one(List.of(Origin.values()));
        return switch (kind) {
            case RATINGS -> new Rating(place, subject, id(), scores(), maybe(this::text), origin, extra());
            case TURN_ERRORS ->
                new TurnError(
                        place,
                        subject,
                        id(),
                        1 + random.nextInt(30),
                        flags(),
                        maybe(this::text),
                        maybe(this::text),
                        origin,
                        extra());
            case PREFERENCES ->
                new Preference(
                        place,
                        subject,
                        id(),
                        id() + "乙",
                        random.nextBoolean() ? 1 + random.nextInt(30) : null,
                        one(List.of(Outcome.values())),
                        random.nextBoolean() ? null : one(List.of(Side.values())),
                        maybe(this::text),
                        origin,
                        extra());
        };
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private @Nullable String maybe(Supplier<String> value) {
        return random.nextInt(3) == 0 ? null : value.get();
    }

    /** Ids are read without the white space around them. */
    private String id() {
        return "i" + text().replaceAll("[\\s\\p{Z}\u200B\uFEFF]+$", "") + random.nextInt(5);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int length = 1 + random.nextInt(6);
        for (int i = 0; i < length; i++) {
            text.append(one(pieces));
        }
        return text.toString();
    }

    private Map<Dimension, BigDecimal> scores() {
        Map<Dimension, BigDecimal> scores = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            if (random.nextInt(3) > 0) {
                scores.put(dimension, BigDecimal.valueOf(2 + random.nextInt(9)).divide(BigDecimal.valueOf(2)));
            }
        }
        // A row without any score is one of nothing.
        scores.putIfAbsent(Dimension.OVERALL, BigDecimal.ONE);
        return scores;
    }

    private Map<TurnFlag, Boolean> flags() {
        Map<TurnFlag, Boolean> flags = new EnumMap<>(TurnFlag.class);
        for (TurnFlag flag : TurnFlag.values()) {
            if (random.nextInt(3) > 0) {
                flags.put(flag, random.nextBoolean());
            }
        }
        flags.putIfAbsent(TurnFlag.OOC, true);
        return flags;
    }

    private Map<String, String> extra() {
        Map<String, String> extra = new LinkedHashMap<>();
        for (String name : extraNames) {
            if (random.nextBoolean()) {
                extra.put(name, text());
            }
        }
        return extra;
    }

    /** Returns what rows say, in a form in which lists of rows can be compared. */
    public static List<Object> contents(List<? extends Annotation> rows) {
        List<Object> contents = new ArrayList<>();
        rows.forEach(row -> contents.add(row.content()));
        return contents;
    }
}

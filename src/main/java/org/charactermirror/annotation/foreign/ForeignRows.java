package org.charactermirror.annotation.foreign;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.charactermirror.annotation.AnnotationFile;
import org.charactermirror.annotation.ColumnNames;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.ReadSettings;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Severity;
import org.charactermirror.table.Blank;
import org.charactermirror.table.Dialect;
import org.charactermirror.table.Separator;
import org.charactermirror.table.TextPool;
import org.jspecify.annotations.Nullable;

/** Takes the rows of a foreign file as they come, sorts them by kind, and has them read like rows of ours. */
final class ForeignRows implements Tallied {

    private final String source;
    private final Mapping mapping;
    private final ReadSettings settings;
    private final Map<Kind, ForeignPart> parts = new EnumMap<>(Kind.class);
    private final Map<Kind, ForeignPart> sheets = new EnumMap<>(Kind.class);
    private final SortedMap<String, Integer> tally = new TreeMap<>();
    private final List<Problem> bad = new ArrayList<>();
    private final TextPool texts = new TextPool();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> byName = new HashMap<>();
    private int badRows;
    private int notJudged;

    ForeignRows(String source, Mapping mapping, ReadSettings settings) {
        this.source = source;
        this.mapping = mapping;
        this.settings = settings;
    }

    @Override
    public void count(String what) {
        tally.merge(what, 1, Integer::sum);
    }

    /** Counts a row of which nothing can be read, and keeps what is wrong. */
    void bad(int line, String message) {
        bad.add(new Problem(Severity.ERROR, source, line, 0, message));
        badRows++;
    }

    /** Adds a row, which may judge a dialogue, replies and a comparison in one. */
    void add(ForeignRow row) {
        mapping.fixed().forEach((column, value) -> {
            @Nullable String own = row.cells().putIfAbsent(column, value);
            if (own != null && !own.equals(value)) {
                row.problem(column + " is \"" + own + "\" in the record and \"" + value
                        + "\" in fixed: of the file of --mapping; leave one of them out");
            }
        });
        if (row.cells().values().stream().anyMatch(ForeignRows::hasHalfOfACharacter)) {
            row.problem("a text has half of a character (a lone surrogate); write it anew");
        }
        if (!row.problems().isEmpty()) {
            String label = prefix(row.label());
            row.problems()
                    .forEach(problem -> bad.add(new Problem(Severity.ERROR, source, row.line(), 0, label + problem)));
            badRows++;
            return;
        }
        boolean sheet = row.has("item") && !row.has("model") && !row.has("model_a") && !row.has("model_b");
        Verdict.settle(row.cells(), sheet);
        List<Kind> kinds = kinds(row.cells());
        if (kinds.isEmpty()) {
            notJudged++;
            return;
        }
        for (Kind kind : kinds) {
            part(kind, sheet).add(row.line(), row.label(), cells(row.cells(), kind, kinds));
        }
    }

    static String prefix(String label) {
        return label.isEmpty() ? "" : label + ": ";
    }

    /** Returns the kinds of which a row says something; a remark alone belongs to what the row is about. */
    private static List<Kind> kinds(Map<String, String> cells) {
        List<Kind> kinds = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (ColumnNames.judged(kind).stream().anyMatch(cells::containsKey)
                    || (kind == Kind.PREFERENCES && cells.containsKey("better"))) {
                kinds.add(kind);
            }
        }
        if (kinds.isEmpty() && (cells.containsKey("comment") || cells.containsKey("evidence"))) {
            boolean pair = cells.containsKey("model_a") || cells.containsKey("model_b");
            if (!pair) {
                kinds.add(cells.containsKey("turn") ? Kind.TURN_ERRORS : Kind.RATINGS);
            }
        }
        return kinds;
    }

    private Map<String, String> cells(Map<String, String> all, Kind kind, List<Kind> kinds) {
        Map<String, String> own = new LinkedHashMap<>();
        List<String> columns = ColumnNames.of(kind);
        all.forEach((column, value) -> {
            if (columns.contains(column) || !isOfOthers(column, kind, kinds)) {
                own.put(name(column), texts.shared(value));
            }
        });
        @Nullable String comment = all.get("comment");
        if (kind == Kind.PREFERENCES && comment != null && kinds.size() == 1 && !own.containsKey("reason")) {
            own.remove("comment");
            own.put("reason", comment);
        }
        if (kind == Kind.TURN_ERRORS && kinds.contains(Kind.RATINGS)) {
            own.remove("comment");
        }
        return own;
    }

    /** Tells whether a column says something of another kind, or is kept by the row of another one. */
    private static boolean isOfOthers(String column, Kind kind, List<Kind> kinds) {
        boolean ofOthers = column.equals("model_a") || column.equals("model_b");
        for (Kind other : Kind.values()) {
            if (other != kind) {
                ofOthers |= ColumnNames.judged(other).contains(column)
                        || (kinds.contains(other) && ColumnNames.of(other).contains(column));
            }
        }
        return ofOthers;
    }

    /** Columns are matched without case, as in our own files. */
    private String name(String column) {
        @Nullable String known = byName.get(column);
        if (known == null) {
            known = firstLike(column);
            byName.put(column, known);
        }
        return known;
    }

    private String firstLike(String column) {
        String stripped = Blank.strip(column);
        return names.computeIfAbsent(stripped.toLowerCase(Locale.ROOT), unused -> stripped);
    }

    private ForeignPart part(Kind kind, boolean sheet) {
        return (sheet ? sheets : parts).computeIfAbsent(kind, unused -> new ForeignPart(source, kind, sheet, settings));
    }

    /** Returns what was read, kind by kind; bad rows whose kind is not known stand in the first. */
    List<AnnotationFile> finish() {
        List<ForeignPart> all = new ArrayList<>(parts.values());
        all.addAll(sheets.values());
        List<AnnotationFile> files = new ArrayList<>();
        for (ForeignPart part : all) {
            files.add(part.finish());
        }
        bad.sort(Comparator.comparingInt(Problem::line));
        int unread = badRows + notJudged;
        if (files.isEmpty()) {
            Dialect dialect = new Dialect(StandardCharsets.UTF_8, false, Separator.COMMA);
            files.add(ForeignPart.empty(source, dialect));
        }
        AnnotationFile first = files.get(0);
        files.set(0, ForeignPart.with(first, unread, notJudged, bad, badRows));
        return List.copyOf(files);
    }

    SortedMap<String, Integer> tally() {
        return tally;
    }

    private static boolean hasHalfOfACharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF);
            }
        }
        return false;
    }
}

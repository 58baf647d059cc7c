package org.charactermirror.annotation.foreign;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.AnnotationFile;
import org.charactermirror.annotation.AnnotationFiles;
import org.charactermirror.annotation.ColumnUse;
import org.charactermirror.annotation.Form;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Place;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.ReadSettings;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.charactermirror.table.CsvRow;
import org.charactermirror.table.CsvTable;
import org.charactermirror.table.Dialect;
import org.charactermirror.table.Separator;

/** The rows of one kind in a foreign file: read as a table of ours, some thousands at a time. */
final class ForeignPart {

    private static final int CHUNK = 5_000;
    private static final Dialect DIALECT = new Dialect(StandardCharsets.UTF_8, false, Separator.COMMA);

    /** A row that waits to be read. */
    private record Pending(int line, String label, Map<String, String> cells) {}

    private final String source;
    private final Kind kind;
    private final Form form;
    private final ReadSettings settings;
    private final List<Pending> pending = new ArrayList<>();
    private final List<Annotation> rows = new ArrayList<>();
    private final List<Problem> bad = new ArrayList<>();
    private final Map<String, ColumnUse> columns = new LinkedHashMap<>();
    private int read;
    private int notJudged;
    private int badRows;

    ForeignPart(String source, Kind kind, boolean sheet, ReadSettings settings) {
        this.source = source;
        this.kind = kind;
        this.form = sheet ? Form.SHEET : Form.WIDE;
        this.settings = settings;
    }

    void add(int line, String label, Map<String, String> cells) {
        pending.add(new Pending(line, label, cells));
        if (pending.size() >= CHUNK) {
            flush();
        }
    }

    private void flush() {
        // A table says which column it lacks; a record says so itself, and others of the file may have it.
        Set<String> header = new LinkedHashSet<>(required());
        pending.forEach(row -> header.addAll(row.cells.keySet()));
        List<String> names = List.copyOf(header);
        List<CsvRow> table = new ArrayList<>(pending.size());
        for (int i = 0; i < pending.size(); i++) {
            Map<String, String> cells = pending.get(i).cells;
            table.add(new CsvRow(
                    i + 1,
                    names.stream().map(name -> cells.getOrDefault(name, "")).toList()));
        }
        Problems problems = new Problems();
        AnnotationFile file = AnnotationFiles.of(
                        new CsvTable(source, DIALECT, 1, names, table, List.of()), settings, problems)
                .orElseThrow(() -> new IllegalStateException("no table of " + kind.words() + ": " + problems.all()));
        file.rows()
                .forEach(row ->
                        rows.add(at(row, new Place(source, line(row.place().line())))));
        file.badRows().forEach(problem -> bad.add(at(problem)));
        file.columns().forEach(column -> columns.putIfAbsent(column.name(), column));
        read += file.rowsRead();
        notJudged += file.notJudged();
        badRows += file.badRowCount();
        pending.clear();
    }

    private List<String> required() {
        if (form == Form.SHEET) {
            return kind == Kind.PREFERENCES
                    ? List.of("annotator", "item", "better")
                    : List.of("annotator", "item", kind == Kind.RATINGS ? "overall" : "ooc");
        }
        return switch (kind) {
            case RATINGS -> List.of("annotator", "model", "overall");
            case TURN_ERRORS -> List.of("annotator", "model", "session", "turn", "ooc");
            case PREFERENCES -> List.of("annotator", "model_a", "model_b", "outcome");
        };
    }

    private int line(int number) {
        return pending.get(number - 1).line;
    }

    private Problem at(Problem problem) {
        Pending row = pending.get(problem.line() - 1);
        return new Problem(problem.severity(), source, row.line, 0, ForeignRows.prefix(row.label) + problem.message());
    }

    private static Annotation at(Annotation row, Place place) {
        if (row instanceof Rating one) {
            return new Rating(
                    place, one.subject(), one.model(), one.scores(), one.comment(), one.origin(), filled(one.extra()));
        }
        if (row instanceof TurnError one) {
            return new TurnError(
                    place,
                    one.subject(),
                    one.model(),
                    one.turn(),
                    one.flags(),
                    one.evidence(),
                    one.comment(),
                    one.origin(),
                    filled(one.extra()));
        }
        Preference one = (Preference) row;
        return new Preference(
                place,
                one.subject(),
                one.modelA(),
                one.modelB(),
                one.turn(),
                one.outcome(),
                one.shownFirst(),
                one.reason(),
                one.origin(),
                filled(one.extra()));
    }

    /** A record has no cells for what only others have. */
    private static Map<String, String> filled(Map<String, String> extra) {
        Map<String, String> filled = new LinkedHashMap<>(extra);
        filled.values().removeIf(String::isEmpty);
        return filled;
    }

    AnnotationFile finish() {
        if (!pending.isEmpty()) {
            flush();
        }
        bad.sort(Comparator.comparingInt(Problem::line));
        return new AnnotationFile(
                source, DIALECT, kind, form, List.copyOf(columns.values()), read, rows, notJudged, 0, bad, badRows);
    }

    /** Returns a part without rows. */
    static AnnotationFile empty(String source, Dialect dialect) {
        return new AnnotationFile(
                source, dialect, Kind.RATINGS, Form.WIDE, List.of(), 0, List.of(), 0, 0, List.of(), 0);
    }

    /** Returns a part with further records that gave no row. */
    static AnnotationFile with(AnnotationFile file, int unread, int notJudged, List<Problem> bad, int badRows) {
        List<Problem> all = new ArrayList<>(file.badRows());
        all.addAll(bad);
        all.sort(Comparator.comparingInt(Problem::line));
        return new AnnotationFile(
                file.source(),
                file.dialect(),
                file.kind(),
                file.form(),
                file.columns(),
                file.rowsRead() + unread,
                file.rows(),
                file.notJudged() + notJudged,
                file.repeated(),
                all,
                file.badRowCount() + badRows);
    }
}

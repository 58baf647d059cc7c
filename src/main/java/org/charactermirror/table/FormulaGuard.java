package org.charactermirror.table;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Keeps spreadsheets from running text as formulas, and takes that back on reading.
 *
 * <p>A cell that begins like a formula gets an apostrophe before it. Which files that was done in is told by a column of
 * their own, so that a cell elsewhere that happens to begin with an apostrophe stays what it is.
 */
final class FormulaGuard {

    /** The name of the column that guarded files have, last. */
    static final String COLUMN = "formulas";

    /** What each of its cells says. */
    static final String NEUTRALISED = "neutralised";

    /** The full-width signs are run by spreadsheets in Chinese settings. */
    private static final Pattern BEGINS_LIKE_FORMULA = Pattern.compile("'*[=+\\-@\\t\\r＝＋－＠].*", Pattern.DOTALL);

    private FormulaGuard() {}

    static String guard(String cell) {
        return BEGINS_LIKE_FORMULA.matcher(cell).matches() ? "'" + cell : cell;
    }

    static String restore(String cell) {
        return cell.startsWith("'") && BEGINS_LIKE_FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
    }

    /** Returns the position of the column in which every row says that it was guarded; -1 if there is none. */
    static int column(List<String> header, List<CsvRow> rows) {
        for (int i = 0; i < header.size(); i++) {
            int at = i;
            if (header.get(i).equals(COLUMN)
                    && rows.stream().allMatch(row -> row.cells().get(at).equals(NEUTRALISED))) {
                return i;
            }
        }
        return -1;
    }
}

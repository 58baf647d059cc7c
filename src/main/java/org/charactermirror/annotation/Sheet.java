package org.charactermirror.annotation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.document.Sha256;
import org.charactermirror.table.CsvWriter;
import org.jspecify.annotations.Nullable;

/** What one annotator is to fill in: a row for every judgement, in an order and under codes that tell nothing of the models. */
public final class Sheet {

    /** No vowels, so that neither words nor dates nor figures come out, which spreadsheets would change. */
    private static final String LETTERS = "bcdfghjkmnpqrstvwxyz";

    private static final int GROUPS = 3;
    private static final int GROUP = 4;

    private final Kind kind;
    private final String annotator;
    private final List<SheetItem> items;
    private final List<Map<Field, String>> rows;

    private Sheet(Kind kind, String annotator, List<SheetItem> items, List<Map<Field, String>> rows) {
        this.kind = kind;
        this.annotator = annotator;
        this.items = items;
        this.rows = rows;
    }

    /**
     * Makes an annotator's sheet; the same arguments give the same sheet.
     *
     * @param dialogues of one model each, or of two for preferences
     * @param secret the study's; with the annotator it decides on the codes, the order and on which reply is shown first
     */
    public static Sheet of(Kind kind, List<SheetDialogue> dialogues, String annotator, String secret) {
        List<SheetDialogue> shuffled = new ArrayList<>(dialogues);
        shuffled.sort(
                Comparator.comparing(dialogue -> Sha256.hex(key("order", secret, annotator, dialogue.session(), 0))));
        List<SheetItem> items = new ArrayList<>();
        List<Map<Field, String>> rows = new ArrayList<>();
        int number = 0;
        for (SheetDialogue dialogue : shuffled) {
            number++;
            if (kind == Kind.RATINGS) {
                SheetItem item = item(kind, dialogue, annotator, secret, null);
                items.add(item);
                rows.add(row(item, dialogue, number, Map.of(Field.TRANSCRIPT, dialogue.textBefore(Integer.MAX_VALUE))));
                continue;
            }
            for (SheetDialogue.Round round : dialogue.rounds()) {
                SheetItem item = item(kind, dialogue, annotator, secret, round.turn());
                items.add(item);
                rows.add(row(item, dialogue, number, texts(item, dialogue, round)));
            }
        }
        return new Sheet(kind, annotator, items, rows);
    }

    /** Returns what the rows are about, in their order. */
    public List<SheetItem> items() {
        return List.copyOf(items);
    }

    /** Returns the cells of the rows by the names of their columns, without those that are empty. */
    public List<Map<String, String>> cells() {
        List<Map<String, String>> cells = new ArrayList<>();
        for (Map<Field, String> row : rows) {
            Map<String, String> named = new LinkedHashMap<>();
            row.forEach((field, text) -> named.put(field.word(), text));
            cells.add(named);
        }
        return cells;
    }

    /** Returns the name that the sheet's file has. */
    public String fileName() {
        return kind.fileName().replace(".csv", "-" + annotator + ".csv");
    }

    /**
     * Returns the sheet's file.
     *
     * @param forSpreadsheets whether with a byte-order mark, and without anything that a spreadsheet would run
     */
    public String text(boolean forSpreadsheets) {
        List<Field> fields = Field.sheet(kind);
        List<String> header = fields.stream().map(Field::word).toList();
        CsvWriter writer = forSpreadsheets ? CsvWriter.forSpreadsheets(header) : new CsvWriter(header);
        for (Map<Field, String> row : rows) {
            writer.row(fields.stream().map(field -> row.getOrDefault(field, "")).toList());
        }
        return writer.toString();
    }

    private static SheetItem item(
            Kind kind, SheetDialogue dialogue, String annotator, String secret, @Nullable Integer turn) {
        int number = turn == null ? 0 : turn;
        Side first = shownFirst(secret, annotator, dialogue.session(), number);
        return new SheetItem(
                code(kind, dialogue, annotator, secret, number),
                kind,
                annotator,
                dialogue.study(),
                dialogue.session(),
                dialogue.models(),
                dialogue.character(),
                dialogue.category(),
                dialogue.topic(),
                turn,
                kind == Kind.PREFERENCES ? first : null);
    }

    /**
     * Draws which of two replies an annotator sees first.
     *
     * @param secret the study's
     */
    public static Side shownFirst(String secret, String annotator, String session, int turn) {
        byte[] drawn = Sha256.digest(bytes(key("first", secret, annotator, session, turn)));
        return (drawn[0] & 1) == 1 ? Side.B : Side.A;
    }

    private static String code(Kind kind, SheetDialogue dialogue, String annotator, String secret, int turn) {
        byte[] digest = Sha256.digest(
                bytes(key("item " + kind + " " + dialogue.study(), secret, annotator, dialogue.session(), turn)));
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            code.append(i > 0 && i % GROUP == 0 ? "-" : "");
            code.append(LETTERS.charAt((digest[i] & 0xFF) % LETTERS.length()));
        }
        return code.toString();
    }

    private static String key(String purpose, String secret, String annotator, String session, int turn) {
        return String.join("\n", purpose, secret, annotator, session, Integer.toString(turn));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<Field, String> texts(SheetItem item, SheetDialogue dialogue, SheetDialogue.Round round) {
        if (item.shownFirst() == null) {
            return Map.of(
                    Field.GREETING, dialogue.greeting(),
                    Field.USER, round.user(),
                    Field.REPLY, round.replies().get(0));
        }
        int first = item.shownFirst() == Side.A ? 0 : 1;
        return Map.of(
                Field.CONTEXT, dialogue.textBefore(round.turn()),
                Field.USER, round.user(),
                Field.FIRST_REPLY, round.replies().get(first),
                Field.SECOND_REPLY, round.replies().get(1 - first));
    }

    private static Map<Field, String> row(
            SheetItem item, SheetDialogue dialogue, int number, Map<Field, String> texts) {
        Map<Field, String> row = new EnumMap<>(texts);
        row.put(Field.DIALOGUE, Integer.toString(number));
        row.put(Field.ANNOTATOR, item.annotator());
        row.put(Field.CHARACTER_NAME, dialogue.characterName());
        row.put(Field.ITEM, item.code());
        if (item.turn() != null) {
            row.put(Field.TURN, item.turn().toString());
        }
        return row;
    }
}

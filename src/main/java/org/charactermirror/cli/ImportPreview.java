package org.charactermirror.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.charactermirror.annotation.AnnotationFile;
import org.charactermirror.annotation.ColumnUse;
import org.charactermirror.problem.Problem;

/** What an import of files would do. */
record ImportPreview(Path folder, ImportOptions options, List<ImportedFile> files) {

    /** Tells whether an import would go through. */
    boolean wouldSucceed() {
        return files.stream().allMatch(file -> file.problems().isEmpty());
    }

    /** Returns the preview for people, one block for each file. */
    String toText() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < files.size(); i++) {
            ImportedFile file = files.get(i);
            text.append(file.file())
                    .append(file.foreign()
                            .map(one -> " (" + one.format().word() + ")")
                            .orElse(""))
                    .append('\n');
            file.content().ifPresent(content -> describe(file, content, text));
            if (i + 1 == files.size() || !files.get(i + 1).file().equals(file.file())) {
                describeLeftOut(file, text);
            }
            file.problems().forEach(problem -> text.append("  ").append(problem).append('\n'));
            skipped(file)
                    .forEach(problem ->
                            text.append("  left out: ").append(problem).append('\n'));
            text.append('\n');
        }
        int added = files.stream().mapToInt(ImportedFile::added).sum();
        int completed = files.stream().mapToInt(ImportedFile::completed).sum();
        text.append("Nothing was written. ");
        if (wouldSucceed()) {
            text.append("An import would add ")
                    .append(AnnotationInput.counted(added, "row"))
                    .append(completed == 0 ? "" : " and complete " + AnnotationInput.counted(completed, "row"))
                    .append(".\nNext: charmirror annotate import ")
                    .append(Shell.quoted(folder));
            files.stream()
                    .map(ImportedFile::file)
                    .distinct()
                    .forEach(file -> text.append(' ').append(Shell.quoted(file)));
            text.append(options.words()).append('\n');
        } else {
            text.append("An import would be refused for the problems above.\n");
        }
        return text.toString();
    }

    /** What was left out of a file on purpose stands once, after the last of its parts. */
    private static void describeLeftOut(ImportedFile file, StringBuilder text) {
        file.foreign()
                .ifPresent(foreign -> foreign.leftOut()
                        .forEach((what, count) -> text.append("  ")
                                .append(what)
                                .append(": ")
                                .append(count)
                                .append('\n')));
    }

    private static void describe(ImportedFile file, AnnotationFile content, StringBuilder text) {
        text.append("  ")
                .append(content.kind().words())
                .append(", ")
                .append(content.form().words())
                .append(file.foreign().isPresent() ? "" : "; " + content.dialect())
                .append('\n');
        for (ColumnUse column : content.columns()) {
            text.append("  column ")
                    .append(column.name())
                    .append(": ")
                    .append(words(column))
                    .append('\n');
        }
        text.append("  ")
                .append(AnnotationInput.counted(content.rowsRead(), "row"))
                .append(" read: ")
                .append(file.added())
                .append(" new, ")
                .append(file.completed())
                .append(" completing earlier ones, ")
                .append(file.repeated())
                .append(" already there, ")
                .append(content.notJudged())
                .append(" not judged, ")
                .append(file.contradicting())
                .append(" contradicting others, ")
                .append(content.badRowCount())
                .append(" bad\n");
    }

    private static String words(ColumnUse column) {
        return switch (column.role()) {
            case READ -> "read as " + column.readAs();
            case FOR_READING -> "for reading only, not imported";
            case KEPT -> "kept as it is";
        };
    }

    private List<Problem> skipped(ImportedFile file) {
        return options.skipBadRows()
                ? file.content().map(AnnotationFile::badRows).orElse(List.of())
                : List.of();
    }

    /** Returns the preview for machines. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("format", "charmirror.annotation-preview/1");
        map.put("folder", folder.toString());
        map.put("would_succeed", wouldSucceed());
        List<Map<String, Object>> list = new ArrayList<>();
        files.forEach(file -> list.add(toMap(file)));
        map.put("files", list);
        return map;
    }

    private Map<String, Object> toMap(ImportedFile file) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("file", file.file().toString());
        file.foreign().ifPresent(foreign -> {
            map.put("tool", foreign.format().word());
            map.put("records", foreign.records());
            map.put("left_out_on_purpose", foreign.leftOut());
        });
        file.content().ifPresent(content -> {
            map.put("kind", content.kind().name().toLowerCase(Locale.ROOT));
            map.put("form", content.form().name().toLowerCase(Locale.ROOT));
            if (file.foreign().isEmpty()) {
                map.put("encoding", content.dialect().encoding().name());
                map.put("byte_order_mark", content.dialect().byteOrderMark());
                map.put(
                        "separator",
                        String.valueOf(content.dialect().separator().symbol()));
            }
            map.put(
                    "columns",
                    content.columns().stream().map(ImportPreview::toMap).toList());
            map.put("rows_read", content.rowsRead());
            map.put("new", file.added());
            map.put("completed", file.completed());
            map.put("repeated", file.repeated());
            map.put("not_judged", content.notJudged());
            map.put("contradicting", file.contradicting());
            map.put("bad", content.badRowCount());
        });
        map.put("problems", file.problems().stream().map(Problem::toString).toList());
        map.put("left_out", skipped(file).stream().map(Problem::toString).toList());
        return map;
    }

    private static Map<String, Object> toMap(ColumnUse column) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", column.name());
        map.put("read_as", column.readAs());
        map.put("use", column.role().name().toLowerCase(Locale.ROOT));
        return map;
    }
}

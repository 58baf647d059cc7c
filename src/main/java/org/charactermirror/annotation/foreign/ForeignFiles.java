package org.charactermirror.annotation.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.charactermirror.annotation.ReadSettings;
import org.charactermirror.document.JsonRecord;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.charactermirror.table.CsvReader;
import org.charactermirror.table.CsvRow;
import org.charactermirror.table.CsvTable;
import org.jspecify.annotations.Nullable;

/** Reads files of judgements that other tools wrote; the tool is told by the keys of the first record, or named. */
public final class ForeignFiles {

    /** Files that Potato keeps in a folder of each user. */
    private static final Set<String> OF_ONE_USER = Set.of(
            "annotated_instances.jsonl",
            "annotated_instances.json",
            "annotated_instances.csv",
            "annotated_instances.tsv",
            "user_state.json");

    private ForeignFiles() {}

    /**
     * What is known about files before they are read.
     *
     * @param format of all files; told file by file where there is none
     */
    public record Settings(Optional<ForeignFormat> format, Mapping mapping, ForeignItems items) {

        /** Knows nothing. */
        public static Settings ofDefaults() {
            return new Settings(Optional.empty(), Mapping.none(), ForeignItems.none());
        }
    }

    /** Tells whether a file is another tool's, and no CSV file of ours; what cannot be opened is not. */
    public static boolean isForeign(Path file, Settings settings) {
        if (settings.format.isPresent()) {
            return true;
        }
        try {
            return Files.isRegularFile(file)
                    && (ForeignText.isJson(file)
                            || ForeignFormat.ofHeader(ForeignText.header(file)).isPresent());
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads one file.
     *
     * @param source the file's name in messages
     * @param problems receives what keeps the file as a whole from being read; bad records are in the result
     */
    public static Optional<ForeignFile> read(
            Path file, String source, ReadSettings settings, Settings foreign, Problems problems) {
        Problems own = new Problems();
        Optional<ForeignFile> read = Optional.empty();
        try {
            if (!Files.exists(file)) {
                own.error(source, "no such file");
            } else if (Files.isDirectory(file)) {
                own.error(source, "cannot be read: it is a folder");
            } else {
                read = new Reading(file, source, settings, foreign, own).read();
            }
        } catch (IOException e) {
            own.error(source, "cannot be read: " + e.getMessage());
        }
        problems.addAll(own.all());
        return own.hasErrors() ? Optional.empty() : read;
    }

    /** One file while it is read. */
    private static final class Reading {

        private final Path file;
        private final String source;
        private final ReadSettings settings;
        private final Settings foreign;
        private final Problems problems;
        private final ForeignRows rows;
        private @Nullable ForeignFormat format;
        private @Nullable RecordReader reader;
        private Optional<ForeignFormat> told = Optional.empty();
        private int records;

        Reading(Path file, String source, ReadSettings settings, Settings foreign, Problems problems) {
            this.file = file;
            this.source = source;
            this.settings = settings;
            this.foreign = foreign;
            this.problems = problems;
            this.rows = new ForeignRows(source, foreign.mapping, settings);
        }

        Optional<ForeignFile> read() throws IOException {
            if (ForeignText.isJson(file)) {
                Problems broken = new Problems();
                ForeignText.records(file, source, settings.csv().encoding(), problems, broken, this::add);
                for (Problem problem : broken.all()) {
                    rows.bad(problem.line(), problem.message());
                }
            } else {
                CsvReader.read(file, source, settings.csv(), problems).ifPresent(this::addAll);
            }
            if (problems.hasErrors()) {
                return Optional.empty();
            }
            if (format == null) {
                problems.error(source, "has no records");
                return Optional.empty();
            }
            return Optional.of(new ForeignFile(format, rows.finish(), records, rows.tally()));
        }

        private void addAll(CsvTable table) {
            // A first row may lack what tells the tool; the header does not.
            Set<String> names = table.header().stream()
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
            told = ForeignFormat.ofHeader(names);
            for (Problem problem : table.raggedRows()) {
                rows.bad(problem.line(), problem.message());
            }
            for (CsvRow row : table.rows()) {
                add(new JsonRecord(source, row.line(), ForeignItems.object(table.header(), row)));
            }
        }

        private void add(JsonRecord record) {
            records++;
            if (reader == null && !problems.hasErrors()) {
                reader = reader(record);
            }
            if (reader != null) {
                reader.read(record, rows);
            }
        }

        private @Nullable RecordReader reader(JsonRecord first) {
            format = foreign.format
                    .or(() -> told)
                    .or(() -> ForeignFormat.of(first.node()))
                    .orElse(null);
            if (format == null) {
                first.error(
                        problems,
                        "the tool cannot be told by the keys " + keys(first.node()) + "; name it with --format "
                                + String.join("|", ForeignFormat.words()));
                return null;
            }
            return switch (format) {
                case LABEL_STUDIO -> new LabelStudioRecords(foreign.mapping);
                case POTATO -> new PotatoRecords(foreign.mapping, foreign.items, userOfFolder());
                case ARGILLA -> new ArgillaRecords(foreign.mapping);
                case ARENA -> new ArenaRecords(foreign.mapping);
                case MT_BENCH -> new MtBenchRecords(foreign.mapping, settings.scale(), problems);
            };
        }

        private @Nullable String userOfFolder() {
            Path folder = file.toAbsolutePath().normalize().getParent();
            boolean ofOneUser = OF_ONE_USER.contains(String.valueOf(file.getFileName()));
            return ofOneUser && folder != null && folder.getFileName() != null
                    ? folder.getFileName().toString()
                    : null;
        }

        private static String keys(JsonNode node) {
            return node.properties().stream().map(Map.Entry::getKey).limit(12).collect(Collectors.joining(", "));
        }
    }
}

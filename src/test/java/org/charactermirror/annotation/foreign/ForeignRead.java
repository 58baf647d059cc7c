package org.charactermirror.annotation.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.charactermirror.annotation.AnnotationFile;
import org.charactermirror.annotation.AnnotationWriter;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.ReadSettings;
import org.charactermirror.annotation.Scale;
import org.charactermirror.annotation.SheetItems;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.charactermirror.table.CsvSettings;

/** A foreign file that was read, for tests: what became of it as the text of our own files. */
record ForeignRead(Optional<ForeignFile> file, List<String> problems) {

    /** Reads a text as a file of a name, with a mapping in YAML and a file of items, each of which may be empty. */
    static ForeignRead of(Path folder, String name, String text, String mapping, String items) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Problems problems = new Problems();
        Mapping names = mapping.isEmpty()
                ? Mapping.none()
                : Mapping.read(Files.writeString(folder.resolve("names.yaml"), mapping), problems)
                        .orElseThrow(() -> new AssertionError(problems.all().toString()));
        ForeignItems shown = items.isEmpty()
                ? ForeignItems.none()
                : ForeignItems.read(
                        List.of(Files.writeString(folder.resolve("items.jsonl"), items)),
                        CsvSettings.ofDefaults(),
                        problems);
        ForeignFiles.Settings settings = new ForeignFiles.Settings(Optional.empty(), names, shown);
        assertThat(ForeignFiles.isForeign(file, settings)).isTrue();
        return read(file, ReadSettings.ofDefaults(), settings, problems);
    }

    static ForeignRead of(Path folder, String name, String text) throws IOException {
        return of(folder, name, text, "", "");
    }

    static ForeignRead withScale(Path folder, String name, String text, Scale scale) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        ReadSettings settings = new ReadSettings(scale, CsvSettings.ofDefaults(), SheetItems.NONE);
        return read(file, settings, ForeignFiles.Settings.ofDefaults(), new Problems());
    }

    private static ForeignRead read(
            Path file, ReadSettings settings, ForeignFiles.Settings foreign, Problems problems) {
        String source = String.valueOf(file.getFileName());
        Optional<ForeignFile> read = ForeignFiles.read(file, source, settings, foreign, problems);
        return new ForeignRead(
                read, problems.all().stream().map(Problem::toString).toList());
    }

    ForeignFile content() {
        return file.orElseThrow(() -> new AssertionError(problems.toString()));
    }

    /** Returns the rows of a kind as our CSV, those of sheets included; empty if there are none. */
    String csv(Kind kind) {
        List<AnnotationFile> parts =
                content().parts().stream().filter(part -> part.kind() == kind).toList();
        assertThat(parts).as("parts of " + kind.words()).hasSizeLessThanOrEqualTo(1);
        return parts.isEmpty() ? "" : AnnotationWriter.write(kind, parts.get(0).rows());
    }

    /** Returns what is wrong with single records. */
    List<String> bad() {
        return content().parts().stream()
                .flatMap(part -> part.badRows().stream())
                .map(Problem::toString)
                .toList();
    }

    int notJudged() {
        return content().parts().stream().mapToInt(AnnotationFile::notJudged).sum();
    }
}

package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ShippedReportTest {

    private static final Path HOME = Path.of(System.getProperty("charmirror.home"));

    @Test
    void the_tables_of_the_shipped_paper_report_are_what_the_rows_give_today(@TempDir Path folder) throws IOException {
        Path out = folder.resolve("out");
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(new StringWriter()));
        assertThat(commandLine.execute(
                        "report", HOME.resolve("annotations/paper").toString(), "--out", out.toString()))
                .isZero();
        Path shipped = HOME.resolve("reports/paper/tables");
        assertThat(names(shipped)).isEqualTo(names(out.resolve("tables")));
        for (String name : names(shipped)) {
            assertThat(shipped.resolve(name))
                    .hasSameBinaryContentAs(out.resolve("tables").resolve(name));
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}

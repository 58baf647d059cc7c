package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ShippedReportTest {

    private static final Path HOME = Path.of(System.getProperty("charmirror.home"));

    @TempDir
    @SuppressWarnings("NullAway.Init") // injected by JUnit
    private static Path out;

    @BeforeAll
    static void report() throws IOException {
        Path run = out.resolve("demo-run.zip");
        try (InputStream packed = Files.newInputStream(HOME.resolve("annotations/demo/demo-run.zip.gz"));
                InputStream unpacked = new GZIPInputStream(packed)) {
            Files.copy(unpacked, run);
        }
        report(HOME.resolve("annotations/paper"), "paper");
        report(run, "demo");
    }

    private static void report(Path from, String name) {
        CommandLine commandLine = Main.commandLine();
        StringWriter err = new StringWriter();
        commandLine.setOut(new PrintWriter(new StringWriter()));
        commandLine.setErr(new PrintWriter(err));
        assertThat(commandLine.execute(
                        "report", from.toString(), "--out", out.resolve(name).toString()))
                .as(err.toString())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"paper", "demo"})
    void the_report_for_programs_is_as_its_published_schema_says(String report) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode published =
                mapper.readTree(HOME.resolve("src/main/resources/org/charactermirror/report/report.schema.json")
                        .toFile());
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(published);
        assertThat(schema.validate(mapper.readTree(
                        out.resolve(report).resolve("report.json").toFile())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"paper", "demo"})
    void the_tables_of_a_shipped_report_are_what_the_rows_give_today(String report) throws IOException {
        Path shipped = HOME.resolve("reports").resolve(report);
        Path made = out.resolve(report);
        assertThat(names(made.resolve("tables"))).isEqualTo(names(shipped.resolve("tables")));
        for (String name : names(shipped.resolve("tables"))) {
            assertThat(made.resolve("tables").resolve(name))
                    .hasSameBinaryContentAs(shipped.resolve("tables").resolve(name));
        }
    }

    /** All that readers see, but for who wrote it when. */
    @ParameterizedTest
    @ValueSource(strings = {"paper", "demo"})
    void the_text_of_a_shipped_report_is_what_the_rows_give_today(String report) throws IOException {
        assertThat(lasting(out.resolve(report)))
                .isEqualTo(lasting(HOME.resolve("reports").resolve(report)));
    }

    private static List<String> lasting(Path report) throws IOException {
        return Files.readAllLines(report.resolve("report.md")).stream()
                .filter(line -> !line.matches("(Generated |\\| Command \\||\\| charmirror \\|).*"))
                .toList();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}

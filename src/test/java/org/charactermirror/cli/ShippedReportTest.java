package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ShippedReportTest {

    private static final Path HOME = Path.of(System.getProperty("charmirror.home"));

    @TempDir
    @SuppressWarnings("NullAway.Init") // injected by JUnit
    private static Path out;

    @BeforeAll
    static void report() {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(new StringWriter()));
        assertThat(commandLine.execute(
                        "report", HOME.resolve("annotations/paper").toString(), "--out", out.toString()))
                .isZero();
    }

    @Test
    void the_report_for_programs_is_as_its_published_schema_says() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode published =
                mapper.readTree(HOME.resolve("src/main/resources/org/charactermirror/report/report.schema.json")
                        .toFile());
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(published);
        assertThat(schema.validate(mapper.readTree(out.resolve("report.json").toFile())))
                .isEmpty();
    }

    @Test
    void the_tables_of_the_shipped_paper_report_are_what_the_rows_give_today() throws IOException {
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

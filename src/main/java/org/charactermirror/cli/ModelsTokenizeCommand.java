package org.charactermirror.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.chat.glm.GlmTokenizer;
import org.charactermirror.problem.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Turns texts from standard input into token ids. */
@Command(
        name = "tokenize",
        footer = "  echo '\"你好\"' | charmirror models tokenize --model embedded:tiny --json",
        exitCodeList = {"3:a line is not a JSON string", "5:the tokenizer cannot be used"},
        mixinStandardHelpOptions = true,
        description = {
            "Turns each line of standard input into a line of token ids, without [gMASK] sop.",
            "With --json a line of input is a JSON string and a line of output a JSON list."
        })
final class ModelsTokenizeCommand implements Callable<Integer> {

    private static final String SOURCE = "standard input";

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "PATH",
            description = "A folder that holds tokenizer.model, that file, or embedded:NAME.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private String model;

    @Option(names = "--json", description = "Reads JSON strings and writes JSON lists.")
    private boolean json;

    private final JsonMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Problems problems = new Problems();
        try (GlmTokenizer tokenizer = GlmTokenizer.open(EmbeddedModels.resolve(model))) {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int[] ids = tokenizer.encode(json ? text(line, ++number, problems) : line);
                if (!problems.hasErrors()) {
                    out.println(
                            json
                                    ? Arrays.toString(ids)
                                    : Arrays.stream(ids)
                                            .mapToObj(String::valueOf)
                                            .collect(Collectors.joining(" ")));
                }
            }
        }
        problems.throwIfErrors();
        return ExitCode.DONE;
    }

    /** Reads a line's JSON string; after a problem the remaining lines are only checked. */
    private String text(String line, int number, Problems problems) {
        try {
            JsonNode node = mapper.readTree(line);
            if (node.isTextual()) {
                return node.textValue();
            }
            problems.error(SOURCE, number, 0, "not a JSON string but " + shortened(line));
        } catch (JacksonException e) {
            problems.error(SOURCE, number, 0, "not a JSON string: " + e.getOriginalMessage());
        }
        return "";
    }

    private static String shortened(String line) {
        return line.isBlank() ? "an empty line" : line.length() <= 40 ? line : line.substring(0, 40) + "...";
    }
}

package org.charactermirror.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.charactermirror.chat.CallLimits;
import org.charactermirror.chat.Parameter;
import org.charactermirror.chat.Price;
import org.charactermirror.chat.SystemPrompt;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;

/** Reads the models of a study that the schema has accepted, and what they may cost. */
final class ModelReader {

    private ModelReader() {}

    static List<ModelSpec> models(YamlDocument document, Problems problems) {
        List<ModelSpec> models = new ArrayList<>();
        Map<String, String> pointers = new HashMap<>();
        for (JsonNode node : document.root().path("models")) {
            String pointer = "/models/" + models.size();
            ModelSpec spec = model(node);
            String earlier = pointers.putIfAbsent(spec.id(), pointer + "/id");
            if (earlier != null) {
                document.error(
                        problems,
                        pointer + "/id",
                        "duplicate model id " + spec.id() + "; it already stands in line "
                                + document.place(earlier).line());
            }
            checkSystemPrompt(document, node, pointer, problems);
            checkParameters(document, node, pointer, problems);
            models.add(spec);
        }
        checkStandardInput(document, models, "/models/", problems);
        return models;
    }

    /** Makes a model of a node that the schema has accepted. */
    static ModelSpec model(JsonNode node) {
        String id = node.path("id").textValue();
        return switch (node.path("provider").textValue()) {
            case "local" ->
                new ModelSpec.Local(
                        id,
                        node.path("path").textValue(),
                        ModelSpec.Precision.valueOf(
                                node.path("precision").asText("f32").toUpperCase(Locale.ROOT)));
            case "openai" ->
                new ModelSpec.OpenAi(
                        id,
                        endpoint(node),
                        Optional.ofNullable(node.path("system_prompt").textValue()));
            case "characterglm" -> new ModelSpec.CharacterGlm(id, endpoint(node));
            case "replay" ->
                new ModelSpec.Replay(
                        id,
                        node.path("path").textValue(),
                        Optional.ofNullable(node.path("model").textValue()));
            default -> throw new IllegalStateException("the schema should have refused " + node);
        };
    }

    private static Endpoint endpoint(JsonNode node) {
        return new Endpoint(
                URI.create(node.path("base_url").textValue()),
                node.path("model").textValue(),
                Optional.ofNullable(node.path("api_key_file").textValue()),
                limits(node.path("limits")),
                price(node.path("price")),
                node.path("stream").asBoolean(false),
                parameters(node.path("send")),
                parameters(node.path("omit")));
    }

    private static CallLimits limits(JsonNode node) {
        CallLimits defaults = CallLimits.ofDefaults();
        return new CallLimits(
                number(node.path("requests_per_minute")),
                node.has("tokens_per_minute")
                        ? OptionalLong.of(node.path("tokens_per_minute").longValue())
                        : OptionalLong.empty(),
                number(node.path("concurrency")),
                node.path("timeout_seconds").asInt(defaults.timeoutSeconds()),
                node.path("attempts").asInt(defaults.attempts()),
                node.path("patience_minutes").asInt(defaults.patienceMinutes()));
    }

    private static OptionalInt number(JsonNode node) {
        return node.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(node.intValue());
    }

    private static Optional<Price> price(JsonNode node) {
        return node.isMissingNode()
                ? Optional.empty()
                : Optional.of(new Price(
                        node.path("prompt_per_million").decimalValue(),
                        node.path("reply_per_million").decimalValue(),
                        node.path("currency").textValue()));
    }

    private static List<Parameter> parameters(JsonNode words) {
        List<Parameter> parameters = new ArrayList<>();
        words.forEach(word -> parameters.add(Parameter.ofWord(word.textValue())));
        return parameters;
    }

    private static void checkSystemPrompt(YamlDocument document, JsonNode node, String pointer, Problems problems) {
        if (node.has("system_prompt") && !node.path("provider").asText().equals("openai")) {
            document.error(
                    problems,
                    pointer + "/system_prompt",
                    "system_prompt belongs to models of the provider openai; others take the profile as it is: remove it");
        }
        List<String> unknown =
                SystemPrompt.unknownSlots(node.path("system_prompt").asText(""));
        if (!unknown.isEmpty()) {
            document.error(
                    problems,
                    pointer + "/system_prompt",
                    "system_prompt has {" + String.join("}, {", unknown)
                            + "}; expected {bot_name}, {bot_info}, {user_name} or {user_info}");
        }
    }

    private static void checkParameters(YamlDocument document, JsonNode node, String pointer, Problems problems) {
        List<Parameter> omitted = parameters(node.path("omit"));
        for (Parameter parameter : parameters(node.path("send"))) {
            if (omitted.contains(parameter)) {
                document.error(
                        problems,
                        pointer + "/omit",
                        "omit has " + parameter.word() + ", which send has as well; remove it from one of them");
            }
        }
    }

    /** Adds an error for every model but one that would read its key from standard input. */
    static void checkStandardInput(YamlDocument document, List<ModelSpec> models, String pointer, Problems problems) {
        Optional<String> first = Optional.empty();
        for (int index = 0; index < models.size(); index++) {
            if (models.get(index) instanceof ModelSpec.Remote remote
                    && remote.endpoint().apiKeyFile().equals(Optional.of(Endpoint.STANDARD_INPUT))) {
                if (first.isPresent()) {
                    document.error(
                            problems,
                            pointer + index + "/api_key_file",
                            "api_key_file is \"-\" as it is of " + first.get()
                                    + "; standard input has one key: give the others a file");
                }
                first = first.or(() -> Optional.of(remote.id()));
            }
        }
    }

    /** Reads what a study may cost; everything that may cost something needs a price then, all in one currency. */
    static Optional<BigDecimal> budget(YamlDocument document, List<ModelSpec> models, Problems problems) {
        JsonNode node = document.root().path("budget");
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        BigDecimal budget = node.decimalValue();
        Prices.problems(budget, models).forEach(problem -> document.error(problems, "/budget", problem));
        return Optional.of(budget);
    }
}

package org.charactermirror.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.ScriptedTurn;

/** Reads probes from a document that fits its schema, and checks what a schema cannot. */
final class ProbeReader {

    private final YamlDocument document;
    private final Problems problems = new Problems();

    private ProbeReader(YamlDocument document) {
        this.document = document;
    }

    /** Reads a file of probes; whatever is wrong with it goes to the problems, and then there is none. */
    static Optional<ProbeSet> read(YamlDocument document, Problems problems) {
        ProbeReader reader = new ProbeReader(document);
        List<Probe> probes = reader.probes();
        problems.addAll(reader.problems.all());
        return reader.problems.hasErrors()
                ? Optional.empty()
                : Optional.of(new ProbeSet(
                        document.text("/id"),
                        document.text("/language"),
                        probes,
                        document.text("/source"),
                        document.text("/license")));
    }

    private List<Probe> probes() {
        String language = document.text("/language");
        if (Phrases.all().noneMatch(phrases -> phrases.language().equals(language))) {
            document.error(
                    problems,
                    "/language",
                    "language is \"" + language + "\", whose answers cannot be checked; expected zh or en");
        }
        List<Probe> probes = new ArrayList<>();
        Map<String, Integer> ids = new HashMap<>();
        int item = 0;
        for (JsonNode node : document.root().path("probes")) {
            String pointer = "/probes/" + item;
            item++;
            Integer earlier = ids.putIfAbsent(node.path("id").textValue(), item);
            if (earlier != null) {
                error(
                        node,
                        pointer + "/id",
                        "has the id of item " + earlier + " of probes; give every probe an id of its own");
            }
            probe(node, pointer).ifPresent(probes::add);
        }
        return probes;
    }

    private Optional<Probe> probe(JsonNode node, String pointer) {
        int known = problems.all().size();
        ProbeKind kind = ProbeKind.ofWord(node.path("kind").textValue());
        CheckKind check = CheckKind.ofWord(node.path("check").asText("exact"));
        Optional<String> field = text(node, "field");
        if ((kind == ProbeKind.PROFILE || kind == ProbeKind.FALSE_PREMISE) && field.isEmpty()) {
            error(
                    node,
                    pointer,
                    "is of the kind " + kind.word() + ", but has no field; name the one that fixes the answer");
        }
        if (node.has("plant") != node.has("distance")) {
            error(node, pointer, "has a plant without a distance, or a distance without a plant; give both or neither");
        } else if (kind == ProbeKind.MEMORY && !node.has("plant")) {
            error(node, pointer, "is of the kind memory, but has no plant; say what the user says before");
        }
        if (check == CheckKind.JUDGED && !node.has("answer")) {
            error(node, pointer, "is for a judge, but has no answer; say in words what a right answer says");
        }
        Stream.of("plant", "question").forEach(key -> checkPlaceholders(node, pointer, key));
        Optional<AnswerKey> key = key(node, pointer, kind, check);
        if (key.isEmpty() || problems.all().size() > known) {
            return Optional.empty();
        }
        return Optional.of(new Probe(
                node.path("id").textValue(),
                kind,
                field,
                text(node, "plant")
                        .map(message ->
                                new Probe.Plant(message, node.path("distance").intValue())),
                node.path("question").textValue(),
                key.get(),
                check,
                text(node, "answer"),
                ProbeFlag.ofWord(node.path("counts_as").textValue())));
    }

    private Optional<AnswerKey> key(JsonNode node, String pointer, ProbeKind kind, CheckKind check) {
        if (node.has("choices")) {
            if (node.has("expected") || node.has("forbidden") || node.has("units")) {
                error(node, pointer, "has choices, which leave no room for expected, forbidden and units; remove them");
            }
            if (!node.has("plant")) {
                error(node, pointer, "has choices, but no plant that offers them; say what the user says before");
            }
            List<Form> options = forms(node, pointer, "choices");
            if (options.size() < 2) {
                error(node, pointer + "/choices", "offers one choice; expected two or more");
                return Optional.empty();
            }
            for (int i = 0; i < options.size(); i++) {
                for (Form earlier : options.subList(0, i)) {
                    checkDifferent(node, pointer + "/choices", earlier, "offers", options.get(i), "and");
                }
            }
            return node.has("plant") ? Optional.of(new AnswerKey.Choice(options)) : Optional.empty();
        }
        List<Form> expected = forms(node, pointer, "expected");
        List<Form> forbidden = forms(node, pointer, "forbidden");
        if (check == CheckKind.EXACT) {
            if (kind == ProbeKind.KNOWLEDGE_BOUNDARY && forbidden.isEmpty()) {
                error(node, pointer, "has no forbidden answers; say what only somebody who knows too much would say");
            } else if (kind != ProbeKind.KNOWLEDGE_BOUNDARY && expected.isEmpty()) {
                error(node, pointer, "has no expected answers; list them, or choices, or set check to judged");
            }
        }
        List<String> units = units(node, pointer);
        if (!units.isEmpty() && expected.stream().noneMatch(Form.WholeNumber.class::isInstance)) {
            error(
                    node,
                    pointer + "/units",
                    "has units, but no expected number; write the number without quotation marks");
        }
        for (Form form : forbidden) {
            if (expected.contains(form)) {
                error(node, pointer + "/forbidden", "both expects and forbids \"" + form.text() + "\"; remove one");
            } else {
                expected.forEach(
                        right -> checkDifferent(node, pointer + "/forbidden", right, "expects", form, "and forbids"));
            }
        }
        return Optional.of(new AnswerKey.Fixed(expected, forbidden, units));
    }

    /** Where two answers are found in the same words, no reply gives one of them without the other. */
    private void checkDifferent(JsonNode node, String pointer, Form one, String verb, Form other, String link) {
        if (one.isFoundAs(other)) {
            error(
                    node,
                    pointer,
                    verb + " \"" + one.text() + "\" " + link + " \"" + other.text()
                            + "\", which are the same answer; remove one");
        }
    }

    private List<String> units(JsonNode node, String pointer) {
        List<String> units = new ArrayList<>();
        for (JsonNode unit : node.path("units")) {
            if (NormalText.of(unit.textValue()).isEmpty()) {
                error(
                        node,
                        pointer + "/units",
                        "has the unit \"" + unit.textValue()
                                + "\", of which nothing is left without quotation marks and brackets; correct it");
            } else {
                units.add(unit.textValue());
            }
        }
        return units;
    }

    private List<Form> forms(JsonNode node, String pointer, String key) {
        List<Form> forms = new ArrayList<>();
        for (JsonNode form : node.path(key)) {
            if (form.isIntegralNumber()) {
                forms.add(new Form.WholeNumber(form.longValue()));
            } else if (NormalText.of(form.textValue()).codePoints().noneMatch(Character::isLetterOrDigit)) {
                error(
                        node,
                        pointer + "/" + key,
                        "has the answer \"" + form.textValue() + "\", which has neither letters nor digits");
            } else {
                forms.add(new Form.Words(form.textValue()));
            }
        }
        return forms;
    }

    private void checkPlaceholders(JsonNode node, String pointer, String key) {
        text(node, key)
                .map(message -> new ScriptedTurn.Say(message).named("", "").messages())
                .flatMap(messages -> messages.filter(message -> message.contains("{") || message.contains("}"))
                        .findFirst())
                .ifPresent(message -> error(
                        node,
                        pointer + "/" + key,
                        "has braces in its " + key + " that are no placeholder; expected {bot_name} or {user_name}"));
    }

    private static Optional<String> text(JsonNode node, String key) {
        return Optional.ofNullable(node.path(key).textValue());
    }

    private void error(JsonNode node, String pointer, String message) {
        document.error(problems, pointer, "the probe " + node.path("id").textValue() + " " + message);
    }
}

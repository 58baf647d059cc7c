package org.charactermirror.probe;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.document.DocumentLibrary;
import org.charactermirror.document.DocumentSchema;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;

/** The probes of one or several folders, a file for each character and language. */
public final class ProbeLibrary {

    /** The published schema of a file of probes. */
    public static final DocumentSchema SCHEMA = DocumentSchema.load(ProbeLibrary.class, "probes.schema.json");

    private final DocumentLibrary<ProbeSet> library;

    private ProbeLibrary(DocumentLibrary<ProbeSet> library) {
        this.library = library;
    }

    /** Loads the probes of several folders; those of a character in an earlier folder hide those in a later one. */
    public static ProbeLibrary load(List<Path> folders, Problems problems) {
        return new ProbeLibrary(
                DocumentLibrary.load(folders, SCHEMA, document -> ProbeReader.read(document, problems), problems));
    }

    /** Returns the ids of the characters that have probes, sorted. */
    public Collection<String> ids() {
        return library.ids();
    }

    /** Finds a character's probes in a language. */
    public Optional<ProbeSet> find(String character, String language) {
        return library.find(character, language).map(DocumentLibrary.Item::value);
    }

    /** Returns the SHA-256 of the file of a character's probes. */
    public Optional<String> sha256(String character, String language) {
        return library.find(character, language).map(item -> item.document().sha256());
    }

    /** Returns the files read, sorted by name. */
    public List<YamlDocument> documents() {
        return library.documents();
    }

    /** Adds an error for every probe whose right answer does not stand where it is said to be fixed. */
    public void check(CharacterLibrary characters, Problems problems) {
        for (YamlDocument document : documents()) {
            library.find(document.text("/id"), document.text("/language"))
                    .ifPresent(item -> check(item.value(), document, characters, problems));
        }
    }

    /** Checks a file of probes that lies in no folder of them. */
    public static void check(YamlDocument document, CharacterLibrary characters, Problems problems) {
        if (SCHEMA.check(document, problems)) {
            ProbeReader.read(document, problems).ifPresent(set -> check(set, document, characters, problems));
        }
    }

    private static void check(ProbeSet set, YamlDocument document, CharacterLibrary characters, Problems problems) {
        Optional<YamlDocument> character = characters.documents().stream()
                .filter(file -> file.text("/id").equals(set.character())
                        && file.text("/language").equals(set.language()))
                .findFirst();
        if (character.isEmpty()) {
            document.error(
                    problems,
                    "/id",
                    "has probes of the character " + set.character() + " in the language " + set.language()
                            + ", which does not exist; rename the file or write the character");
            return;
        }
        for (int i = 0; i < set.probes().size(); i++) {
            Probe probe = set.probes().get(i);
            String pointer = "/probes/" + i;
            if (probe.check() == CheckKind.EXACT) {
                checkPlant(probe, pointer, document, problems);
                checkElsewhere(probe, pointer, document, character.get(), problems);
            }
            probe.field().ifPresent(field -> checkField(probe, field, pointer, document, character.get(), problems));
        }
    }

    private static void checkField(
            Probe probe,
            String field,
            String pointer,
            YamlDocument document,
            YamlDocument character,
            Problems problems) {
        JsonNode value = character.root().at(JsonPointer.compile("/" + field.replace('.', '/')));
        if (!value.isTextual()) {
            document.error(
                    problems,
                    pointer + "/field",
                    "the probe " + probe.id() + " rests on the field " + field + ", which " + character.source()
                            + " does not have");
        } else if (probe.check() == CheckKind.EXACT
                && probe.key() instanceof AnswerKey.Fixed key
                && !key.expected().isEmpty()
                && !Mentions.contains(value.textValue(), key.expected())) {
            document.error(
                    problems,
                    pointer + "/expected",
                    "the probe " + probe.id() + " expects " + words(key.expected()) + ", but " + field + " of "
                            + character.source() + " has none of them; name the field that fixes the answer, or correct"
                            + " the answer");
        }
    }

    /** A reply that says something else of the profile must not look like an answer. */
    private static void checkElsewhere(
            Probe probe, String pointer, YamlDocument document, YamlDocument character, Problems problems) {
        Stream<Form> forms = probe.key() instanceof AnswerKey.Fixed key && probe.kind() != ProbeKind.MEMORY
                ? key.forbidden().stream()
                : probe.key().forms();
        List<String> profile = new ArrayList<>();
        Stream.of("/name", "/profile", "/attributes", "/behaviors", "/user")
                .map(part -> character.root().at(part))
                .forEach(part -> (part.isTextual() ? Stream.of(part) : part.valueStream())
                        .forEach(text -> profile.add(text.asText())));
        forms.filter(form -> profile.stream().anyMatch(text -> Mentions.contains(text, List.of(form))))
                .forEach(form -> document.error(
                        problems,
                        pointer,
                        "the probe " + probe.id() + " takes \"" + form.text() + "\" for an answer, which "
                                + character.source()
                                + " says of something else, so that a reply may say it without answering; choose another"
                                + " one"));
    }

    private static void checkPlant(Probe probe, String pointer, YamlDocument document, Problems problems) {
        String plant = probe.plant().map(Probe.Plant::message).orElse("");
        if (probe.key() instanceof AnswerKey.Choice choice) {
            choice.options().stream()
                    .filter(option -> !Mentions.contains(plant, List.of(option)))
                    .forEach(option -> document.error(
                            problems,
                            pointer + "/choices",
                            "the probe " + probe.id() + " has the choice \"" + option.text()
                                    + "\", which its plant does not offer"));
        } else if (probe.key() instanceof AnswerKey.Fixed key
                && probe.plant().isPresent()
                && probe.field().isEmpty()
                && !Mentions.contains(plant, key.expected())) {
            document.error(
                    problems,
                    pointer + "/expected",
                    "the probe " + probe.id() + " expects " + words(key.expected())
                            + ", but its plant says none of them");
        }
    }

    private static String words(List<Form> forms) {
        return String.join(
                " or ", forms.stream().map(form -> "\"" + form.text() + "\"").toList());
    }
}

package org.charactermirror.session.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.charactermirror.document.JsonRecord;
import org.charactermirror.problem.Problems;
import org.charactermirror.session.foreign.ForeignDialogue.Exchange;
import org.charactermirror.session.foreign.ForeignDialogue.Labels;

/**
 * Reads CharacterBench's records: a {@code dialogue} that ends with the user, and the reply to it, either under
 * {@code response_messages} with its model's name, or as {@code response_zh}, which the benchmark's program adds for the
 * model under test.
 *
 * <p>Only that reply is the model's. {@code annotation_score} is a score of one reply on the benchmark's dimension; ours are
 * of whole dialogues, so that it is counted and left out, as is the English translation.
 */
final class CharacterBenchRecords implements RecordReader {

    private static final String ABSENT = "None";

    private final String stem;

    /**
     * Makes a reader.
     *
     * @param stem the file's name without its ending, which tells the dimension
     */
    CharacterBenchRecords(String stem) {
        this.stem = stem;
    }

    @Override
    public Optional<ForeignDialogue> read(JsonRecord record, int number, Tally tally, Problems problems) {
        Problems own = new Problems();
        Optional<String> name = record.words("character_name", own);
        Optional<String> profile = profile(record, own);
        Optional<String> id = record.wordsIfThere("id", own);
        Optional<String> user = record.wordsIfThere("user_name", own).filter(one -> !one.equals(ABSENT));
        Optional<Context> context = name.flatMap(one -> context(record, one, user.orElse(USER), own));
        Optional<String> reply = reply(record, own);
        problems.addAll(own.all());
        if (own.hasErrors()) {
            return Optional.empty();
        }
        if (record.has("annotation_score")) {
            tally.add("scores left out: " + stem.replaceFirst("_test$", "") + " (annotation_score)");
        }
        if (record.has("translation_en")) {
            tally.add("English translations left out");
        }
        return context.map(said -> new ForeignDialogue(
                record,
                model(record),
                name,
                stem + "-" + id.orElse(Integer.toString(number)),
                new Labels(user.orElse(USER), profile.orElse(""), Optional.empty(), Optional.empty()),
                said.before(),
                List.of(new Exchange(said.message(), reply.orElseThrow())),
                ""));
    }

    /** Some profiles are maps; the benchmark puts them into prompts as they are. */
    private static Optional<String> profile(JsonRecord record, Problems problems) {
        JsonNode profile = record.node().path("character_profile");
        return profile.isObject() ? Optional.of(profile.toString()) : record.text("character_profile", problems);
    }

    private static Optional<String> model(JsonRecord record) {
        if (record.has("response_zh")) {
            // The model under test is named on the program's command line only.
            return Optional.empty();
        }
        return Optional.of(record.node().path("response_messages").path("model").asText())
                .filter(model -> !model.isBlank());
    }

    private static Optional<String> reply(JsonRecord record, Problems problems) {
        JsonNode tested = record.node().path("response_zh");
        if (tested.isObject() && tested.path("response").isTextual()) {
            return Optional.of(tested.path("response").textValue());
        }
        if (record.has("response_zh")) {
            return record.text("response_zh", problems);
        }
        JsonNode response = record.node().path("response_messages").path("response");
        if (!response.isTextual()) {
            record.error(
                    problems,
                    "response_messages.response is " + JsonRecord.shown(response)
                            + ", and there is no response_zh; expected the model's reply");
            return Optional.empty();
        }
        return Optional.of(response.textValue());
    }

    private static Optional<Context> context(JsonRecord record, String name, String user, Problems problems) {
        List<Context.Line> lines = new ArrayList<>();
        String greeting = record.node().path("greeting").asText();
        if (!greeting.isBlank()) {
            lines.add(new Context.Line(name, greeting));
        }
        JsonNode dialogue = record.node().path("dialogue");
        for (int i = 0; i < dialogue.size(); i++) {
            String place = "dialogue[" + i + "]";
            JsonNode speaker = dialogue.path(i).path("speaker");
            JsonNode words = dialogue.path(i).path("utterance");
            boolean byUser = List.of("user", user).contains(speaker.asText());
            if (!byUser && !List.of("character", name).contains(speaker.asText())) {
                record.error(
                        problems,
                        place + ".speaker is " + JsonRecord.shown(speaker) + "; expected user, character or " + name);
            } else if (!words.isTextual()) {
                record.error(problems, place + ".utterance is " + JsonRecord.shown(words) + "; expected text");
            } else {
                lines.add(new Context.Line(byUser ? user : name, words.textValue()));
            }
        }
        Context context = new Context(lines, name);
        if (!problems.hasErrors() && !context.asksForReply()) {
            record.error(problems, "dialogue does not end with the user; expected a message that the response answers");
        }
        return Optional.of(context);
    }
}

package org.charactermirror.session.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.charactermirror.document.JsonRecord;
import org.charactermirror.problem.Problems;
import org.charactermirror.session.foreign.ForeignDialogue.Labels;

/**
 * Reads PingPong's outputs: a {@code character} with {@code char_name} and {@code system_prompt}, a {@code situation} with
 * {@code text}, and {@code messages}.
 *
 * <p>Its scores (in_character, fluency, entertaining; in the older version stay_in_character, language_fluency,
 * entertainment) are none of ours, and those of its people have no scale of ours either; they are counted and left out. What
 * its judge calls a refusal is a reply all the same: it was said, and stays to be judged.
 */
final class PingPongRecords implements RecordReader {

    private static final List<String> OURS_OF_THE_RUN = List.of("player", "testee");

    private final Optional<String> player;

    /**
     * Makes a reader.
     *
     * @param whole the object around the outputs, which names the model; nothing where they stand alone
     */
    PingPongRecords(Optional<JsonNode> whole) {
        this.player = whole.flatMap(PingPongRecords::player);
    }

    private static Optional<String> player(JsonNode whole) {
        return OURS_OF_THE_RUN.stream()
                .map(key -> whole.path(key).path("model_name").asText())
                .filter(name -> !name.isBlank())
                .findFirst();
    }

    @Override
    public Optional<ForeignDialogue> read(JsonRecord record, int number, Tally tally, Problems problems) {
        Problems own = new Problems();
        Optional<Conversation> conversation = Conversation.of(record, tally, own);
        Optional<String> model = record.wordsIfThere("model_name", own);
        Optional<String> name = within(record, "character", "char_name", own);
        Optional<String> situation = within(record, "situation", "text", own);
        problems.addAll(own.all());
        if (own.hasErrors()) {
            return Optional.empty();
        }
        tallyScores(record.node(), tally);
        return conversation.map(said -> new ForeignDialogue(
                record,
                model.or(() -> player).or(() -> player(record.node())),
                name,
                situation.orElseThrow(),
                new Labels(
                        USER,
                        record.node().path("character").path("system_prompt").asText(said.system()),
                        Optional.empty(),
                        Optional.empty()),
                said.before(),
                said.exchanges(),
                said.failure()));
    }

    private static Optional<String> within(JsonRecord record, String key, String inner, Problems problems) {
        JsonNode value = record.node().path(key);
        if (!value.isObject()) {
            record.error(problems, key + " is " + JsonRecord.shown(value) + "; expected a map with the key " + inner);
            return Optional.empty();
        }
        return new JsonRecord(record.source(), record.line(), value).words(inner, problems);
    }

    private static void tallyScores(JsonNode record, Tally tally) {
        record.path("scores").properties().stream()
                .filter(score -> !score.getKey().equals("is_refusal"))
                .forEach(score -> tally.add("scores left out: " + score.getKey() + " (judge)"));
        record.path("human_scores")
                .properties()
                .forEach(score -> tally.add("scores left out: " + score.getKey() + " (people)"));
        boolean refused = record.path("has_refusal").asBoolean();
        for (JsonNode one : record.path("scores").path("is_refusal")) {
            refused |= one.asInt() == 1;
        }
        if (refused) {
            tally.add("dialogues in which the judge saw a refusal");
        }
    }
}

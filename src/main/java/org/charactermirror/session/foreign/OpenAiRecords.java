package org.charactermirror.session.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.charactermirror.document.JsonRecord;
import org.charactermirror.problem.Problems;
import org.charactermirror.session.foreign.ForeignDialogue.Labels;

/**
 * Reads records with {@code messages}; what else they say may stand beside these or under {@code metadata}.
 *
 * <p>The keys are {@code id}, {@code scenario}, {@code model}, {@code character} (a name, or a map with {@code name}),
 * {@code bot_name}, {@code user_name}, {@code category} and {@code topic}. The system's text is the character's profile.
 */
final class OpenAiRecords implements RecordReader {

    private final String stem;

    /**
     * Makes a reader.
     *
     * @param stem the file's name without its ending, which with a record's number stands for an id
     */
    OpenAiRecords(String stem) {
        this.stem = stem;
    }

    @Override
    public Optional<ForeignDialogue> read(JsonRecord record, int number, Tally tally, Problems problems) {
        Problems own = new Problems();
        Optional<Conversation> conversation = Conversation.of(record, tally, own);
        Optional<String> model = said(record, "model", own);
        Optional<String> category = said(record, "category", own);
        Optional<String> topic = said(record, "topic", own);
        Optional<String> character = record.node().path("character").isObject()
                ? new JsonRecord(record.source(), record.line(), record.node().path("character")).words("name", own)
                : first(record, List.of("character", "bot_name"), own);
        String user = said(record, "user_name", own).orElse(USER);
        String scenario = first(record, List.of("scenario", "id"), own).orElse(stem + "-" + number);
        problems.addAll(own.all());
        if (own.hasErrors()) {
            return Optional.empty();
        }
        return conversation.map(said -> new ForeignDialogue(
                record,
                model,
                character,
                scenario,
                new Labels(user, said.system(), category, topic),
                said.before(),
                said.exchanges(),
                said.failure()));
    }

    private static Optional<String> first(JsonRecord record, List<String> keys, Problems problems) {
        for (String key : keys) {
            Optional<String> value = said(record, key, problems);
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> said(JsonRecord record, String key, Problems problems) {
        JsonNode metadata = record.node().path("metadata");
        if (!record.has(key) && metadata.isObject()) {
            return new JsonRecord(record.source(), record.line(), metadata).wordsIfThere(key, problems);
        }
        return record.wordsIfThere(key, problems);
    }
}

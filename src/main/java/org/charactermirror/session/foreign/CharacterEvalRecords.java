package org.charactermirror.session.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.charactermirror.document.JsonRecord;
import org.charactermirror.problem.Problems;
import org.charactermirror.session.foreign.ForeignDialogue.Exchange;
import org.charactermirror.session.foreign.ForeignDialogue.Labels;

/**
 * Reads CharacterEval's records of generated replies: {@code id}, {@code role}, {@code context} (lines of
 * {@code name：words}) and {@code model_output}.
 *
 * <p>Only the output is the model's; the context comes from a novel. Several others may speak in it: their words stay, with
 * their names. After scoring, a record is repeated for every metric with a score of the benchmark's reward model; these
 * scores are counted and left out, since our dimensions are people's judgements of whole dialogues.
 */
final class CharacterEvalRecords implements RecordReader {

    /** A name is short and no sentence; anything else before a colon is part of what was said. */
    private static final Pattern LINE = Pattern.compile("([^：，。！？…“”\\s][^：，。！？…“”]{0,19})：(.*)", Pattern.DOTALL);

    private static final String FAILED = "ERROR";

    private final Map<String, String> profiles;

    /**
     * Makes a reader.
     *
     * @param profiles by the characters' names
     */
    CharacterEvalRecords(Map<String, String> profiles) {
        this.profiles = profiles;
    }

    @Override
    public Optional<ForeignDialogue> read(JsonRecord record, int number, Tally tally, Problems problems) {
        Problems own = new Problems();
        Optional<String> id = record.wordsIfThere("id", own);
        Optional<String> role = record.words("role", own);
        Optional<String> text = record.words("context", own);
        Optional<String> model = record.wordsIfThere("model", own);
        if (!record.has("model_output")) {
            record.error(
                    own,
                    "model_output is missing; expected the model's reply, which only files of generated replies have");
        }
        Optional<String> output = record.has("model_output") ? record.text("model_output", own) : Optional.empty();
        if (id.isEmpty()) {
            record.error(own, "id is missing; expected the record's number in the benchmark");
        }
        Optional<Context> context = text.flatMap(lines -> context(record, lines, role.orElse(""), own));
        problems.addAll(own.all());
        if (own.hasErrors()) {
            return Optional.empty();
        }
        record.wordsIfThere("metric_en", own)
                .filter(record::has)
                .ifPresent(metric -> tally.add("scores left out: " + metric + " (reward model)"));
        Context before = context.orElseThrow();
        String name = role.orElseThrow();
        String reply = output.orElseThrow();
        boolean failed = reply.equals(FAILED);
        return Optional.of(new ForeignDialogue(
                record,
                model,
                role,
                id.orElseThrow(),
                new Labels(before.others(), profiles.getOrDefault(name, ""), Optional.empty(), Optional.empty()),
                before.before(),
                failed ? List.of() : List.of(new Exchange(before.message(), reply)),
                failed ? "model_output is ERROR: the program that asked the model got no reply" : ""));
    }

    private static Optional<Context> context(JsonRecord record, String text, String role, Problems problems) {
        List<Context.Line> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                lines.add(new Context.Line(matcher.group(1).strip(), matcher.group(2)));
            } else if (!lines.isEmpty()) {
                Context.Line last = lines.remove(lines.size() - 1);
                lines.add(new Context.Line(last.speaker(), last.text() + "\n" + line));
            } else if (!line.isBlank()) {
                record.error(
                        problems,
                        "context begins with " + JsonRecord.quoted(line) + "; expected a name, ： and what was said");
                return Optional.empty();
            }
        }
        Context context = new Context(lines, role);
        if (!context.asksForReply() && !role.isEmpty()) {
            record.error(
                    problems,
                    "context ends with words of " + role
                            + " themselves; expected somebody else's, to which model_output is" + " the reply");
            return Optional.empty();
        }
        return Optional.of(context);
    }
}

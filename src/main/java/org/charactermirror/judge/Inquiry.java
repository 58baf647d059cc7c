package org.charactermirror.judge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.charactermirror.chat.ChatException;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.document.DocumentSchema;

/**
 * Asks a judging model questions of a form of their own, each again, a bounded number of times, where the answer does not keep
 * to that form. Thread-safe.
 */
public final class Inquiry {

    private final Questioner questioner;
    private final AnswerReader reader;
    private final JudgePrompt prompt;
    private final int reasks;

    /**
     * Makes an inquiry.
     *
     * @param schema of the answers
     * @param prompt writes what is asked again
     * @param reasks how often it is asked again
     */
    public Inquiry(Questioner questioner, DocumentSchema schema, JudgePrompt prompt, int reasks) {
        this.questioner = questioner;
        this.reader = new AnswerReader(schema);
        this.prompt = prompt;
        this.reasks = reasks;
    }

    /**
     * What came of a question.
     *
     * @param state scored where there is an answer
     * @param reason why there is none
     * @param calls keys of the answers, the last one being that which was read
     * @param promptSha256 of the first request
     */
    public record Outcome(
            JudgementState state, Optional<JsonNode> answer, String reason, List<String> calls, String promptSha256) {

        public Outcome {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(promptSha256, "promptSha256");
            calls = List.copyOf(calls);
            if (answer.isPresent() != (state == JudgementState.SCORED)) {
                throw new IllegalArgumentException(state.word() + " with the answer " + answer);
            }
        }
    }

    /**
     * Asks a question.
     *
     * @param check tells what is wrong with an answer that keeps to the schema, each as a phrase for the judge
     * @throws org.charactermirror.chat.StoppedException if nothing more is to be asked: then the question is still open
     */
    public Outcome ask(ChatRequest question, Function<JsonNode, List<String>> check) {
        List<String> calls = new ArrayList<>();
        String sha256 = Questioner.promptSha256(question);
        ChatRequest request = question;
        List<String> problems = List.of();
        while (calls.size() <= reasks) {
            KeptAnswer kept;
            try {
                kept = questioner.ask(request);
            } catch (ChatException e) {
                return none(JudgementState.FAILED, e.kind().word() + ": " + e.getMessage(), calls, sha256);
            }
            calls.add(kept.key());
            if (kept.refused()) {
                return none(JudgementState.REFUSED, kept.text(), calls, sha256);
            }
            AnswerReader.Reading reading = reader.read(kept.text(), kept.cutOff());
            if (reading instanceof AnswerReader.Reading.Refused) {
                return none(JudgementState.REFUSED, "the judge declines", calls, sha256);
            }
            if (reading instanceof AnswerReader.Reading.Read read) {
                problems = check.apply(read.answer());
                if (problems.isEmpty()) {
                    return new Outcome(JudgementState.SCORED, Optional.of(read.answer()), "", calls, sha256);
                }
            } else {
                problems = ((AnswerReader.Reading.Unreadable) reading).problems();
            }
            request = prompt.again(question, kept.text(), problems, calls.size());
        }
        return none(JudgementState.UNPARSABLE, String.join("; ", problems), calls, sha256);
    }

    private static Outcome none(JudgementState state, String reason, List<String> calls, String sha256) {
        return new Outcome(state, Optional.empty(), reason, calls, sha256);
    }
}

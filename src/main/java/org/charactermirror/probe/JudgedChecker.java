package org.charactermirror.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.charactermirror.document.DocumentSchema;
import org.charactermirror.text.ComparableText;

/**
 * Lets a judge say whether a reply agrees with what is fixed, by a rubric of one page. A judge that gives no answer leaves the
 * probe without a verdict: it is never counted as right or wrong.
 *
 * <p>What was said is not trusted: it stands on one line between signs that it cannot contain. A judge must quote the words that
 * decide, and what it quotes must stand in the reply.
 */
public final class JudgedChecker implements AnswerChecker {

    /** The form of a judge's answer. */
    public static final DocumentSchema SCHEMA = DocumentSchema.load(JudgedChecker.class, "judged.schema.json");

    private static final char OPEN = '⟦';
    private static final char CLOSE = '⟧';

    private static final Map<String, AnswerState> RELATIONS = Map.of(
            "agrees", AnswerState.CORRECT,
            "contradicts", AnswerState.WRONG,
            "both", AnswerState.UNCLEAR,
            "neither", AnswerState.NOT_ANSWERED,
            "declines", AnswerState.REFUSED);

    private final AnswerJudge judge;

    public JudgedChecker(AnswerJudge judge) {
        this.judge = judge;
    }

    @Override
    public Verdict check(Asked asked) {
        AnswerJudge.Outcome outcome = judge.ask(question(asked));
        if (outcome instanceof AnswerJudge.Outcome.Unanswered none) {
            return new Verdict(none.state(), none.reason());
        }
        JsonNode answer = ((AnswerJudge.Outcome.Answered) outcome).answer();
        String relation = answer.path("relation").asText("");
        return new Verdict(
                RELATIONS.getOrDefault(relation, AnswerState.UNDECIDED),
                answer.path("evidence").asText(),
                answer.path("explanation").asText());
    }

    /** Returns what a judge is asked of a reply. */
    public static AnswerJudge.Question question(Asked asked) {
        JudgedTexts texts = JudgedTexts.of(asked.language());
        return new AnswerJudge.Question(
                texts.text("judge"),
                texts.text("task"),
                texts.text("case"),
                material(texts, asked),
                answer -> problems(texts, asked, answer));
    }

    /** Returns every rubric with its version and hash, as a line for a record. */
    public static List<String> rubrics() {
        return JudgedTexts.all()
                .map(texts -> texts.language() + " " + texts.text("version") + " " + texts.sha256())
                .toList();
    }

    private static String material(JudgedTexts texts, Asked asked) {
        StringBuilder text = new StringBuilder();
        block(text, texts.text("fixed"), asked.probe().answer().orElseThrow());
        if (asked.probe().key() instanceof AnswerKey.Fixed fixed) {
            block(text, texts.text("right"), forms(fixed.expected()));
            block(text, texts.text("wrong"), forms(fixed.forbidden()));
        }
        block(text, texts.text("earlier"), asked.plant());
        block(text, texts.text("earlier_reply"), asked.plantReply().orElse(""));
        block(text, texts.text("question"), asked.question());
        block(text, texts.text("reply"), asked.reply());
        return text.append(texts.text("ask")
                        .replace("{bot}", line(asked.botName()))
                        .replace("{user}", line(asked.userName())))
                .toString();
    }

    private static String forms(List<Form> forms) {
        return forms.stream().map(Form::text).collect(Collectors.joining(" / "));
    }

    /** Adds a block, unless there is nothing in it. */
    private static void block(StringBuilder text, String title, String content) {
        String line = line(content);
        if (!line.isEmpty()) {
            text.append(OPEN)
                    .append(title)
                    .append(CLOSE)
                    .append('\n')
                    .append(line)
                    .append('\n');
            text.append(OPEN).append('/').append(title).append(CLOSE).append('\n');
        }
    }

    /** Returns a text on one line and without our signs, so that nothing said can look like another block. */
    private static String line(String text) {
        return text.replace(OPEN, '[')
                .replace(CLOSE, ']')
                .lines()
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** Who says that a reply says something must show where. */
    private static List<String> problems(JudgedTexts texts, Asked asked, JsonNode answer) {
        AnswerState state = RELATIONS.getOrDefault(answer.path("relation").asText(""), AnswerState.UNDECIDED);
        if (state == AnswerState.UNDECIDED || state == AnswerState.NOT_ANSWERED) {
            return List.of();
        }
        String quoted = ComparableText.normalise(answer.path("evidence").asText());
        if (quoted.isEmpty()) {
            return List.of(texts.text("no_evidence"));
        }
        return ComparableText.normalise(asked.reply()).contains(quoted)
                ? List.of()
                : List.of(texts.text("not_in_reply"));
    }
}

package org.charactermirror.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Side;
import org.charactermirror.chat.ChatException;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.judge.AnswerReader.Reading;
import org.charactermirror.scenario.JudgeSpec;
import org.jspecify.annotations.Nullable;

/**
 * A model that judges dialogues, replies, and pairs of replies, by a rubric, as people do. Thread-safe.
 *
 * <p>It is asked for evidence, then reasons, then a score, and again, a bounded number of times, where its answer does not
 * keep to the schema. Two replies are shown in both orders.
 */
public final class Judge {

    private final JudgeSpec spec;
    private final JudgePrompt prompt;
    private final Questioner questioner;
    private final Optional<String> family;
    private final Function<String, Optional<String>> familyOf;
    private final Map<Kind, AnswerReader> readers;

    /**
     * Makes a judge.
     *
     * @param family the judge's; nothing if it is not known
     * @param familyOf likewise of a model of the study, by its id
     */
    public Judge(
            JudgeSpec spec,
            JudgePrompt prompt,
            Questioner questioner,
            Optional<String> family,
            Function<String, Optional<String>> familyOf) {
        this.spec = spec;
        this.prompt = prompt;
        this.questioner = questioner;
        this.family = family;
        this.familyOf = familyOf;
        this.readers = Map.of(
                Kind.RATINGS, new AnswerReader(Kind.RATINGS),
                Kind.TURN_ERRORS, new AnswerReader(Kind.TURN_ERRORS),
                Kind.PREFERENCES, new AnswerReader(Kind.PREFERENCES));
    }

    /**
     * Judges an item.
     *
     * @throws org.charactermirror.chat.StoppedException if nothing more is to be asked: then the item is still open
     */
    public Judgement judge(JudgeItem item) {
        List<Asked> asked = new ArrayList<>();
        for (Optional<Side> first : orders(spec, item.kind())) {
            for (int sample = 1; sample <= spec.samples(); sample++) {
                asked.add(ask(item, first.orElse(null), sample));
            }
        }
        Verdict verdict = Verdict.of(item.kind(), asked, spec.orderRule());
        return new Judgement(
                spec.id(),
                item.kind(),
                item.dialogue().source().session(),
                item.turn(),
                verdict.state(),
                verdict.reason(),
                verdict.values(),
                asked,
                verdict.consistent(),
                ModelFamilies.kinship(
                        family, item.models().stream().map(familyOf).toList()),
                item.dialogue().covered());
    }

    /** Returns whose reply stands first, for every time that an item is shown. */
    static List<Optional<Side>> orders(JudgeSpec spec, Kind kind) {
        if (kind != Kind.PREFERENCES) {
            return List.of(Optional.empty());
        }
        return switch (spec.order()) {
            case BOTH -> List.of(Optional.of(Side.A), Optional.of(Side.B));
            case A_FIRST -> List.of(Optional.of(Side.A));
            case B_FIRST -> List.of(Optional.of(Side.B));
        };
    }

    private Asked ask(JudgeItem item, @Nullable Side first, int sample) {
        ChatRequest question = prompt.request(item, first == Side.B, sample);
        String sha256 = Questioner.promptSha256(question);
        List<String> calls = new ArrayList<>();
        ChatRequest request = question;
        while (true) {
            KeptAnswer answer;
            try {
                answer = questioner.ask(request);
            } catch (ChatException e) {
                String reason = e.kind().word() + ": " + e.getMessage();
                return new Asked(first, sample, JudgementState.FAILED, reason, calls, sha256, List.of());
            }
            calls.add(answer.key());
            if (answer.refused()) {
                return new Asked(first, sample, JudgementState.REFUSED, answer.text(), calls, sha256, List.of());
            }
            Reading reading = reader(item.kind()).read(answer.text(), answer.cutOff());
            if (reading instanceof Reading.Read read) {
                List<Finding> findings = Findings.of(item, first == Side.B, read.answer());
                boolean tells =
                        findings.stream().anyMatch(finding -> finding.value().isPresent());
                return new Asked(
                        first,
                        sample,
                        tells ? JudgementState.SCORED : JudgementState.MISSING,
                        tells ? "" : "the judge cannot tell",
                        calls,
                        sha256,
                        findings);
            }
            if (reading instanceof Reading.Refused) {
                return new Asked(first, sample, JudgementState.REFUSED, "the judge declines", calls, sha256, List.of());
            }
            List<String> problems = ((Reading.Unreadable) reading).problems();
            if (calls.size() > spec.reasks()) {
                String reason = String.join("; ", problems);
                return new Asked(first, sample, JudgementState.UNPARSABLE, reason, calls, sha256, List.of());
            }
            request = prompt.again(question, answer.text(), problems, calls.size());
        }
    }

    private AnswerReader reader(Kind kind) {
        AnswerReader reader = readers.get(kind);
        if (reader == null) {
            throw new IllegalStateException("nobody reads " + kind);
        }
        return reader;
    }
}

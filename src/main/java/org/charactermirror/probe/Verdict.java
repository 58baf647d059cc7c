package org.charactermirror.probe;

import java.util.Objects;
import java.util.Optional;

/**
 * What became of a probe.
 *
 * @param evidence what in the reply it rests on, or why there is nothing; empty if the state says all
 * @param explanation a judge's own; empty where none was asked
 */
public record Verdict(AnswerState state, String evidence, String explanation) {

    public Verdict {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(evidence, "evidence");
        Objects.requireNonNull(explanation, "explanation");
    }

    public Verdict(AnswerState state, String evidence) {
        this(state, evidence, "");
    }

    static Verdict of(AnswerState state) {
        return new Verdict(state, "");
    }

    static Verdict of(AnswerState state, Mentions.Mention mention) {
        return new Verdict(state, mention.clause().text());
    }

    static Verdict of(AnswerState state, Optional<Mentions.Mention> mention) {
        return mention.map(found -> of(state, found)).orElse(of(state));
    }
}

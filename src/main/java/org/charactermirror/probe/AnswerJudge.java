package org.charactermirror.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** A model that is asked, and asked again a bounded number of times where its answer cannot be used. */
@FunctionalInterface
public interface AnswerJudge {

    /**
     * Asks a question.
     *
     * @throws org.charactermirror.chat.StoppedException if nothing more is to be asked: then the question is still open
     */
    Outcome ask(Question question);

    /**
     * What is asked.
     *
     * @param judge what the judge is called
     * @param task what it is told first, the same for all probes of a language
     * @param subject what stands for the one that asks
     * @param material what is judged
     * @param problems tells what is wrong with an answer that keeps to the schema, each as a phrase for the judge
     */
    record Question(
            String judge, String task, String subject, String material, Function<JsonNode, List<String>> problems) {

        public Question {
            Objects.requireNonNull(judge, "judge");
            Objects.requireNonNull(task, "task");
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(material, "material");
            Objects.requireNonNull(problems, "problems");
        }
    }

    /** What came of a question. */
    sealed interface Outcome {

        /** An answer that keeps to the schema and has none of the question's problems. */
        record Answered(JsonNode answer) implements Outcome {}

        /**
         * There is none.
         *
         * @param state undecided, unparsable, judge_refused or judge_failed
         */
        record Unanswered(AnswerState state, String reason) implements Outcome {

            public Unanswered {
                if (state.counts()) {
                    throw new IllegalArgumentException(state + " says something about the reply");
                }
            }
        }
    }
}

package org.charactermirror.training;

/**
 * One answered question of an exam.
 *
 * @param source the scenario's id, or {@link EmbeddedModelExam#COMPOSED}
 * @param character the character's id
 * @param question what the user said
 * @param reply what the model answered
 * @param inCharacter whether the nearest hand-written line is the character's own
 * @param onTopic whether that line moreover answers the question
 * @param similarity to that line, from 0 to 1
 */
public record ExamAnswer(
        String source,
        String character,
        String question,
        String reply,
        boolean inCharacter,
        boolean onTopic,
        double similarity) {}

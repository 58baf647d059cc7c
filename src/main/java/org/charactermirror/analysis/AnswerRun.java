package org.charactermirror.analysis;

import java.io.Serializable;

/**
 * How often equal answers follow each other in a part of an annotator's rows that has no gaps; parts that follow each other can be put
 * together without their rows.
 */
public final class AnswerRun implements Serializable {

    private static final long serialVersionUID = 1;

    private final String first;
    /** How many equal answers the part begins with. */
    private int leading = 1;

    private String last;
    /** How many equal answers it ends with. */
    private int trailing = 1;

    private int longest = 1;
    private int answers = 1;

    /** Starts with one answer, as text. */
    public AnswerRun(String answer) {
        this.first = answer;
        this.last = answer;
    }

    /** Adds the next answer. */
    public void add(String answer) {
        append(new AnswerRun(answer));
    }

    /** Adds the part that follows. */
    public void append(AnswerRun next) {
        boolean goesOn = last.equals(next.first);
        if (goesOn && leading == answers) {
            leading = Math.addExact(leading, next.leading);
        }
        if (goesOn) {
            longest = Math.max(longest, Math.addExact(trailing, next.leading));
        }
        longest = Math.max(longest, next.longest);
        trailing = goesOn && next.trailing == next.answers ? Math.addExact(trailing, next.trailing) : next.trailing;
        last = next.last;
        answers = Math.addExact(answers, next.answers);
    }

    /** Returns this part and the one that follows as one, and leaves both as they are. */
    public AnswerRun followedBy(AnswerRun next) {
        AnswerRun both = new AnswerRun(first);
        both.leading = leading;
        both.last = last;
        both.trailing = trailing;
        both.longest = longest;
        both.answers = answers;
        both.append(next);
        return both;
    }

    /** Returns the length of the longest run. */
    public int longest() {
        return longest;
    }
}

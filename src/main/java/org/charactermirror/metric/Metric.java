package org.charactermirror.metric;

/** A number that a program computes of a reply in its dialogue. */
public interface Metric {

    /** Returns what the metric is, for people and programs. */
    MetricDescription description();

    /** Returns the metric's value for a reply, or why it has none. Several threads may ask at once. */
    Score of(ReplyContext reply);

    /** Tells whether dialogues are to be asked for one after the other, since what they share is kept from one to the next. */
    default boolean oneAfterTheOther() {
        return false;
    }

    /** Returns the metric's name in snake case. */
    default String key() {
        return description().key();
    }
}

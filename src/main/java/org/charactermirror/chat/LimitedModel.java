package org.charactermirror.chat;

/** A model that is asked within limits, which may change while it is asked. */
public interface LimitedModel extends ChatModel {

    /**
     * Goes by other limits from now on, and returns when no more requests are under way than these allow. What was asked
     * before stays counted: a change is no fresh start.
     *
     * @param limits of requests and tokens in a minute and of requests at once, each where the model had one; the others
     *     stay as they are
     */
    void limit(CallLimits limits);
}

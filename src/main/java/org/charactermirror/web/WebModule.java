package org.charactermirror.web;

/** A part of the site. */
public interface WebModule {

    /** Registers what the part answers; called once, before the server starts. */
    void routes(Routes routes);

    /** Ends answers that would go on for long; called once, before the server stops. */
    default void stopping() {}

    /** Ends what the part has begun; called once, after the last answer. */
    default void stop() {}
}

package org.charactermirror.web;

import io.javalin.http.Context;

/** Takes what the parts of the site answer. Paths are below the base path, such as {@code /chat/api/models}. */
public interface Routes {

    /** Answers a call that changes nothing. */
    void get(String path, Access access, Call call);

    /** Answers a call that changes something: it has a JSON body, and the check against forged calls is passed. */
    void post(String path, Access access, Call call);

    /** Returns where and how the server is reached. */
    WebSettings settings();

    /** One call. */
    @FunctionalInterface
    interface Call {

        /**
         * Answers it.
         *
         * @throws WebError what the caller is told
         */
        void answer(Context context, Caller caller);
    }
}

package org.charactermirror.web;

/** Who may call something. */
public enum Access {
    /** Everybody who reaches the server: nothing that is anybody's own. */
    ANYBODY,
    /** Everybody on this machine; only the owner where the server can be reached from others. */
    GUEST,
    /** Who started the server and opened the link that it printed. */
    OWNER,
    /** Whoever was invited, and has exchanged the invitation for a cookie. */
    ANNOTATOR
}

package org.charactermirror.chat;

/** Who wrote a message. */
public enum Role {
    USER,
    CHARACTER
}

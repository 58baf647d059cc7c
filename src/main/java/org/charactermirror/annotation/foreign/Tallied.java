package org.charactermirror.annotation.foreign;

/** Counts what is left out of a file on purpose, so that none of it goes unsaid. */
@FunctionalInterface
interface Tallied {

    /** Counts one more of a thing, in words. */
    void count(String what);
}

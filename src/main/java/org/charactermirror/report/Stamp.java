package org.charactermirror.report;

/**
 * Who wrote a report when: the only line of it that differs between two runs on the same input.
 *
 * @param at a date and time
 * @param commandLine as the user gave it
 */
public record Stamp(String at, String version, String commandLine) {

    /** Returns the line. */
    String line(Labels labels) {
        return labels.get("page.stamp", at, version, commandLine);
    }
}

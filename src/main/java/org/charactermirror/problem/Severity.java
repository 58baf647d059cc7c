package org.charactermirror.problem;

/** How much a {@link Problem} matters: an error stops the work, a warning is told and the work goes on. */
public enum Severity {
    ERROR,
    WARNING
}

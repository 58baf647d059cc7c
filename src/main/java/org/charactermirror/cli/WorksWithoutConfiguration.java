package org.charactermirror.cli;

/** A command that runs although the configuration has problems. */
interface WorksWithoutConfiguration {}

/**
 * The command line: picocli commands and the composition of everything else.
 */
@NullMarked
package org.charactermirror.cli;

import org.jspecify.annotations.NullMarked;

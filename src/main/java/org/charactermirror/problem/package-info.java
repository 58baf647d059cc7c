/**
 * Bad input as collected data. Start with {@link org.charactermirror.problem.Problems}.
 */
@NullMarked
package org.charactermirror.problem;

import org.jspecify.annotations.NullMarked;

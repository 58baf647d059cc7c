/**
 * Automatic scores of transcripts, each one a function that says what it computes and where it gives no answer.
 */
@NullMarked
package org.charactermirror.metric;

import org.jspecify.annotations.NullMarked;

/**
 * Judgements in the layouts of other tools, in and out. Start with
 * {@link org.charactermirror.annotation.foreign.ForeignFiles} and
 * {@link org.charactermirror.annotation.foreign.ForeignExport}.
 */
@NullMarked
package org.charactermirror.annotation.foreign;

import org.jspecify.annotations.NullMarked;

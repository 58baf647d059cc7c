/**
 * The published kinds of tables from rows of judgement, and their comparison with the published figures. Start with
 * {@link org.charactermirror.analysis.Analysis}.
 */
@NullMarked
package org.charactermirror.analysis;

import org.jspecify.annotations.NullMarked;

/**
 * Reads dialogues made by other programs. Start with {@link org.charactermirror.session.foreign.DialogueImport}.
 */
@NullMarked
package org.charactermirror.session.foreign;

import org.jspecify.annotations.NullMarked;

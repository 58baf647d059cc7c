/**
 * Plays one scenario with one model, turn by turn. Start with {@link org.charactermirror.session.SessionPlayer}.
 */
@NullMarked
package org.charactermirror.session;

import org.jspecify.annotations.NullMarked;

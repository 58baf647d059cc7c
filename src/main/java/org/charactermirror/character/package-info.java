/**
 * Characters: their profiles, the folder that holds them, and the text that a model is given of them. Start with
 * {@link org.charactermirror.character.CharacterLibrary} and {@link org.charactermirror.character.ProfileTemplate}.
 */
@NullMarked
package org.charactermirror.character;

import org.jspecify.annotations.NullMarked;

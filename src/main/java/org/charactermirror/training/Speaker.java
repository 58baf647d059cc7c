package org.charactermirror.training;

import org.charactermirror.chat.Persona;

/**
 * A character as the training sees it.
 *
 * @param persona names and rendered profile, as a study would give them to a model
 * @param greeting the character's first words
 * @param voice the hand-written lines
 */
record Speaker(Persona persona, String greeting, Voice voice) {}

/**
 * Judgements of dialogues: ratings, turn errors and preferences, and their files. Start with
 * {@link org.charactermirror.annotation.AnnotationFiles}.
 */
@NullMarked
package org.charactermirror.annotation;

import org.jspecify.annotations.NullMarked;

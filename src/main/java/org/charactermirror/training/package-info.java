/**
 * Makes the embedded models from dialogue lines that the project wrote. Start with {@link
 * org.charactermirror.training.EmbeddedModelTrainer}.
 */
@NullMarked
package org.charactermirror.training;

import org.jspecify.annotations.NullMarked;

/**
 * Records for training made of rated dialogues: supervised sets, preference pairs, labels. Start with
 * {@link org.charactermirror.dataset.DatasetBuilder}.
 */
@NullMarked
package org.charactermirror.dataset;

import org.jspecify.annotations.NullMarked;

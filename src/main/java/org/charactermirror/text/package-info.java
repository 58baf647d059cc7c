/**
 * Text as it is compared, in Chinese and in other languages. Start with {@link org.charactermirror.text.ComparableText}
 * for characters and {@link org.charactermirror.text.Words} for words.
 */
@NullMarked
package org.charactermirror.text;

import org.jspecify.annotations.NullMarked;

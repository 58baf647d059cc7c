/**
 * Models that judge as people do, and fill the same rows. Start with {@link org.charactermirror.judge.Judge}.
 */
@NullMarked
package org.charactermirror.judge;

import org.jspecify.annotations.NullMarked;

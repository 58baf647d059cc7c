/**
 * Statistics: plain arrays in, figures out. Start with {@link org.charactermirror.stats.RankCorrelation}.
 */
@NullMarked
package org.charactermirror.stats;

import org.jspecify.annotations.NullMarked;

/**
 * Statistics: plain arrays in, figures out. Start with {@link org.charactermirror.stats.ClusterBootstrap} and {@link org.charactermirror.stats.Estimate}.
 */
@NullMarked
package org.charactermirror.stats;

import org.jspecify.annotations.NullMarked;

/** Plays a study on a cluster of Apache Spark. */
@NullMarked
package org.charactermirror.batch.spark;

import org.jspecify.annotations.NullMarked;

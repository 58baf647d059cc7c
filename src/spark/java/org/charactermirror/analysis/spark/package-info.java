/** Adds up judgements on a cluster of Apache Spark, so that a report can be made of them. */
@NullMarked
package org.charactermirror.analysis.spark;

import org.jspecify.annotations.NullMarked;

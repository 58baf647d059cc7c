/**
 * Plans a study, runs it, resumes it. Start with {@link org.charactermirror.batch.StudyPlan} and
 * {@link org.charactermirror.batch.Runner}.
 */
@NullMarked
package org.charactermirror.batch;

import org.jspecify.annotations.NullMarked;

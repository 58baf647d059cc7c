/**
 * One SQLite file per study: plan, transcripts, annotations. Start with
 * {@link org.charactermirror.store.StudyDatabase}.
 */
@NullMarked
package org.charactermirror.store;

import org.jspecify.annotations.NullMarked;

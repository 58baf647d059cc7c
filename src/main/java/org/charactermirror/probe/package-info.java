/**
 * Questions whose right answers a character's profile, or an earlier turn, fixes. Start with
 * {@link org.charactermirror.probe.ProbePlan}, which puts them into dialogues, and {@link org.charactermirror.probe.ProbeCheck},
 * which checks the answers.
 */
@NullMarked
package org.charactermirror.probe;

import org.jspecify.annotations.NullMarked;

/**
 * How large a study must be: power by simulation, with the report's own test. Start with
 * {@link org.charactermirror.analysis.planning.PowerSimulation}.
 */
@NullMarked
package org.charactermirror.analysis.planning;

import org.jspecify.annotations.NullMarked;

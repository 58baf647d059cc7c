/**
 * Scenarios, which script the user's side of a dialogue, read from files. Start with
 * {@link org.charactermirror.scenario.ScenarioLibrary}.
 */
@NullMarked
package org.charactermirror.scenario;

import org.jspecify.annotations.NullMarked;

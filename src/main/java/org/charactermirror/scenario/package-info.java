/**
 * Scenarios, which script the user's side of a dialogue, and studies, which say who plays what. Start with
 * {@link org.charactermirror.scenario.ScenarioLibrary} and {@link org.charactermirror.scenario.StudyLoader}.
 */
@NullMarked
package org.charactermirror.scenario;

import org.jspecify.annotations.NullMarked;

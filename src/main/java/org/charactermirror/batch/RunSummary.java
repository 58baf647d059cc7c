package org.charactermirror.batch;

import java.util.Map;

/**
 * How a run ended.
 *
 * @param sessions planned
 * @param done sessions with all their turns
 * @param turns of all sessions together, those of earlier runs included
 * @param newTurns those that this run played
 * @param failed sessions that could not be played to their end, with the reason, in the order of the plan
 * @param interrupted whether somebody asked the run to stop before it was through
 */
public record RunSummary(
        int sessions, int done, int turns, int newTurns, Map<String, String> failed, boolean interrupted) {}

package org.charactermirror.analysis.calibration;

import org.charactermirror.analysis.Uncertainty;
import org.charactermirror.stats.Estimate;

/**
 * A figure with its interval, or why there is none.
 *
 * @param n rows that it rests on
 */
public record Figure(Estimate value, Uncertainty uncertainty, long n) {}

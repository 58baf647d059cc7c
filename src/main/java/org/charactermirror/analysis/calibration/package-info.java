/**
 * How far judges and automatic scores may stand in for people: compared with people on the same items. Start with {@link
 * org.charactermirror.analysis.calibration.Calibration}.
 */
@NullMarked
package org.charactermirror.analysis.calibration;

import org.jspecify.annotations.NullMarked;

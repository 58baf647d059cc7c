/**
 * Charts as SVG with real text, for pages and for papers. Start with {@link org.charactermirror.chart.DotPlot},
 * {@link org.charactermirror.chart.ShareBars}, {@link org.charactermirror.chart.Heatmap} or
 * {@link org.charactermirror.chart.LinePlot}; each draws a {@link org.charactermirror.chart.Chart}.
 */
@NullMarked
package org.charactermirror.chart;

import org.jspecify.annotations.NullMarked;

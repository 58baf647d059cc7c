/**
 * Reports for people and programs: HTML, Markdown, LaTeX, CSV, JSON. Start with
 * {@link org.charactermirror.report.Report}.
 */
@NullMarked
package org.charactermirror.report;

import org.jspecify.annotations.NullMarked;

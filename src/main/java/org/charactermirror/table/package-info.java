/**
 * Tables in and out: the CSV dialect, and exact numbers with their printing rules. Start with
 * {@link org.charactermirror.table.CsvReader} and {@link org.charactermirror.table.Fraction}.
 */
@NullMarked
package org.charactermirror.table;

import org.jspecify.annotations.NullMarked;

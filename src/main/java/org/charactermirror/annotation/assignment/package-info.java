/** Who judges what, and in which order. Start with {@link org.charactermirror.annotation.assignment.AssignmentDesign}. */
@NullMarked
package org.charactermirror.annotation.assignment;

import org.jspecify.annotations.NullMarked;

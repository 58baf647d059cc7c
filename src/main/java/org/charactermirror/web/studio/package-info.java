/** The annotation studio: its page and what the page calls. */
@NullMarked
package org.charactermirror.web.studio;

import org.jspecify.annotations.NullMarked;

/** The chat demo: talk with any character on any model that the server offers. Entry point: {@link ChatModule}. */
@NullMarked
package org.charactermirror.web.chat;

import org.jspecify.annotations.NullMarked;

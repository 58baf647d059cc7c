/**
 * What every model implements. Start with {@link org.charactermirror.chat.ChatModel}.
 */
@NullMarked
package org.charactermirror.chat;

import org.jspecify.annotations.NullMarked;

/**
 * Models behind an HTTP endpoint. Start with {@link org.charactermirror.chat.remote.RemoteChatModel}.
 */
@NullMarked
package org.charactermirror.chat.remote;

import org.jspecify.annotations.NullMarked;

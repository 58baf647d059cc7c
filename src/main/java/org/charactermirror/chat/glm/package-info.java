/**
 * The in-process ChatGLM2 engine on DJL and libtorch.
 */
@NullMarked
package org.charactermirror.chat.glm;

import org.jspecify.annotations.NullMarked;

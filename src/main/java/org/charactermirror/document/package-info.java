/**
 * YAML files whose every value knows its line and column, and their check against a JSON Schema. Start with
 * {@link org.charactermirror.document.DocumentLibrary} or {@link org.charactermirror.document.YamlDocument}.
 */
@NullMarked
package org.charactermirror.document;

import org.jspecify.annotations.NullMarked;

/**
 * The web server: pages and calls by modules, each behind checks of who asks and from where. Entry point: {@link
 * org.charactermirror.web.WebServer}.
 */
@NullMarked
package org.charactermirror.web;

import org.jspecify.annotations.NullMarked;

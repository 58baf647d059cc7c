/**
 * The pages and calls for whoever runs a study: people, progress, decisions, export. Entry point: {@link
 * org.charactermirror.web.admin.AdminModule}.
 */
@NullMarked
package org.charactermirror.web.admin;

import org.jspecify.annotations.NullMarked;

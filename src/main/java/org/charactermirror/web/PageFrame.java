package org.charactermirror.web;

import java.util.List;

/**
 * What stands around the content of every page.
 *
 * @param language of the page, such as {@code zh}
 * @param title in the browser's tab
 * @param base the path under which the server is reached, ending in a slash
 * @param styles names of style sheets among the assets, beside the one of all pages
 * @param scripts names of ES modules among the assets
 */
public record PageFrame(String language, String title, String base, List<String> styles, List<String> scripts) {

    public PageFrame {
        styles = List.copyOf(styles);
        scripts = List.copyOf(scripts);
        if (!base.startsWith("/") || !base.endsWith("/")) {
            throw new IllegalArgumentException("base path " + base + " must begin and end with a slash");
        }
    }

    /** Returns the address of an asset, which changes with its content so that browsers may keep it for good. */
    public String asset(String name) {
        return base + Assets.path(name);
    }
}

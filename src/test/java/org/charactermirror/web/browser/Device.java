package org.charactermirror.web.browser;

/**
 * What somebody looks at pages with.
 *
 * @param width of the window, in CSS pixels
 * @param height of the window, in CSS pixels
 * @param touch whether it is touched, and has no mouse
 * @param dark whether the person prefers dark pages
 * @param language that the browser asks for, such as {@code zh-CN}
 */
public record Device(int width, int height, boolean touch, boolean dark, String language) {

    /** A computer's window, light, in English. */
    public static Device desktop() {
        return new Device(1280, 900, false, false, "en");
    }

    /** The smallest phone that pages must work on, light, in English. */
    public static Device phone() {
        return new Device(360, 740, true, false, "en");
    }

    /** The same in the dark. */
    public Device inTheDark() {
        return new Device(width, height, touch, true, language);
    }

    /** The same in another language. */
    public Device speaking(String other) {
        return new Device(width, height, touch, dark, other);
    }
}

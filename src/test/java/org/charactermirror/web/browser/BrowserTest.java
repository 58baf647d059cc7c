package org.charactermirror.web.browser;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests in a real browser. Their methods may have a {@link Browsing} as parameter. They are skipped, and say so, where no
 * Chromium is installed; and fail where a page reports an error, breaks the server's policy, or asks anything of another
 * server.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Tag("browser")
@ExtendWith(BrowserExtension.class)
public @interface BrowserTest {}

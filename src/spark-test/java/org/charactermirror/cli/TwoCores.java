package org.charactermirror.cli;

import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets Spark run in the test's own process, on two cores, and forgets that behind each test. */
final class TwoCores implements BeforeEachCallback, AfterEachCallback {

    private static final Map<String, String> SPARK = Map.of(
            "spark.master", "local[2]",
            "spark.ui.enabled", "false",
            "spark.driver.host", "127.0.0.1",
            "spark.driver.bindAddress", "127.0.0.1");

    @Override
    public void beforeEach(ExtensionContext context) {
        SPARK.forEach(System::setProperty);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        SPARK.keySet().forEach(System::clearProperty);
    }
}

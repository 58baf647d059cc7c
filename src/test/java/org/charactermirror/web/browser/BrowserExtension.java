package org.charactermirror.web.browser;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Skips tests loudly where there is no browser, gives them theirs, and checks afterwards that its pages were quiet. */
final class BrowserExtension implements ExecutionCondition, ParameterResolver, AfterEachCallback {

    private static final Namespace OURS = Namespace.create(BrowserExtension.class);
    private static final AtomicBoolean TOLD = new AtomicBoolean();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (InstalledChromium.find().isPresent()) {
            return ConditionEvaluationResult.enabled("Chromium is installed");
        }
        if (!TOLD.getAndSet(true)) {
            String line = "*".repeat(100);
            System.err.println(
                    line + "\n* THE TESTS IN A BROWSER ARE SKIPPED: " + InstalledChromium.MISSING + "\n" + line);
        }
        return ConditionEvaluationResult.disabled("SKIPPED: " + InstalledChromium.MISSING);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browsing.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(OURS)
                .computeIfAbsent(
                        Browsing.class, key -> new Browsing(shared(context).browser()), Browsing.class);
    }

    private static SharedBrowser shared(ExtensionContext context) {
        Optional<Path> chromium = InstalledChromium.find();
        return context.getRoot()
                .getStore(OURS)
                .computeIfAbsent(
                        SharedBrowser.class, key -> new SharedBrowser(chromium.orElseThrow()), SharedBrowser.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Browsing browsing = context.getStore(OURS).get(Browsing.class, Browsing.class);
        if (browsing != null) {
            // After a failure the picture of what the page showed helps more than what else it reported.
            browsing.finish(context.getExecutionException().isPresent(), context.getDisplayName());
        }
    }
}

package org.charactermirror.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C as a request: the first one asks for an orderly end, the second one ends the process at once. When closed,
 * Ctrl-C ends the process again.
 *
 * <p>Nothing is lost by the second one either: whatever was complete is on the disk.
 */
final class Interrupts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Interrupts.class);

    private final AtomicBoolean requested = new AtomicBoolean();
    private final Runnable onFirst;
    private Runnable restore = () -> {};

    private Interrupts(Runnable onFirst) {
        this.onFirst = onFirst;
    }

    /** Listens from now on until it is closed. */
    static Interrupts listen(Runnable onFirst) {
        Interrupts interrupts = new Interrupts(onFirst);
        try {
            // By reflection: the class is in every JDK, but the compiler warns of it and cannot be told not to.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler invocation = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> interrupts.signalled();
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> proxy == arguments[0];
                default -> "Interrupts";
            };
            Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, invocation);
            Method handle = signal.getMethod("handle", signal, handler);
            Object interrupt = signal.getConstructor(String.class).newInstance("INT");
            @Nullable Object before = handle.invoke(null, interrupt, proxy);
            interrupts.restore = () -> {
                try {
                    handle.invoke(null, interrupt, before);
                } catch (ReflectiveOperationException e) {
                    LOG.debug("Ctrl-C still asks for an orderly end", e);
                }
            };
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.debug("Ctrl-C stops at once on this Java runtime", e);
        }
        return interrupts;
    }

    /** Tells whether somebody asked for an end. */
    boolean requested() {
        return requested.get();
    }

    @Override
    public void close() {
        restore.run();
    }

    private Object signalled() {
        if (requested.getAndSet(true)) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
        }
        onFirst.run();
        return this;
    }
}

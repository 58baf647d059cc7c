package org.charactermirror.cli;

import java.io.Console;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How output may look: what the user's options, the environment and the standard streams allow.
 *
 * @param plain whether neither is allowed
 * @param color what the user says of colours
 */
record Screen(boolean plain, Color color, Map<String, String> environment, Terminals terminals) {

    static final Screen PLAIN = new Screen(true, Color.NEVER, Map.of(), stream -> false);

    /** When to use colours. */
    enum Color {
        AUTO,
        ALWAYS,
        NEVER
    }

    /** The standard streams. */
    enum Stream {
        IN(0),
        OUT(1),
        ERR(2);

        private final int number;

        Stream(int number) {
            this.number = number;
        }
    }

    /** Tells whether a standard stream is a terminal. */
    interface Terminals {
        boolean is(Stream stream);
    }

    /** Returns what holds for this process. */
    static Screen ofProcess(boolean plain, Color color) {
        return new Screen(plain, color, System.getenv(), Screen::isTerminal);
    }

    /** Tells whether standard output may be in colours; standard error never is. */
    boolean colored() {
        return !plain && (color == Color.ALWAYS || (color == Color.AUTO && wanted()));
    }

    /** Tells whether standard error may be drawn over. */
    boolean animated() {
        return !plain && !isDumb() && terminals.is(Stream.ERR);
    }

    private boolean isDumb() {
        return environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** Follows no-color.org and bixense.com/clicolors. */
    private boolean wanted() {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return false;
        }
        String force = environment.getOrDefault("CLICOLOR_FORCE", "");
        if (!force.isEmpty() && !force.equals("0")) {
            return true;
        }
        return !isDumb() && !environment.getOrDefault("CLICOLOR", "").equals("0") && terminals.is(Stream.OUT);
    }

    /** Tells whether a standard stream of this process is a terminal. */
    static boolean isTerminal(Stream stream) {
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")) {
            return hasConsole();
        }
        // Java knows only of all its streams together; the system's own test knows each.
        ProcessBuilder test = new ProcessBuilder("test", "-t", Integer.toString(stream.number));
        switch (stream) {
            case IN -> test.redirectInput(Redirect.INHERIT);
            case OUT -> test.redirectOutput(Redirect.INHERIT);
            case ERR -> test.redirectError(Redirect.INHERIT);
        }
        try {
            return test.start().waitFor() == 0;
        } catch (IOException e) {
            return hasConsole();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @SuppressWarnings("SystemConsoleNull") // handled below, where the newer method is asked
    private static boolean hasConsole() {
        @Nullable Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From Java 22 on there is always a console, and it tells itself whether it is a terminal.
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }
}

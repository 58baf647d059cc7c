package org.charactermirror.cli;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An amount of memory, as users write it: {@code 4g}, {@code 800m}, {@code 500k} or bytes; units are powers of 1000.
 *
 * @param bytes at least 1
 */
record MemorySize(long bytes) {

    /** What is expected where something else was written. */
    static final String EXPECTED = "a size such as 800m or 4g";

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,9})([kmg])|([0-9]{1,18})");
    private static final Map<String, Long> UNITS = Map.of("k", 1_000L, "m", 1_000_000L, "g", 1_000_000_000L);

    MemorySize {
        if (bytes < 1) {
            throw new IllegalArgumentException(bytes + " bytes are no size");
        }
    }

    /** Reads what an option or a setting says. */
    static final class Converter implements ITypeConverter<MemorySize> {
        @Override
        public MemorySize convert(String text) {
            if (!isOne(text)) {
                throw new TypeConversionException("'" + text + "' is not " + EXPECTED);
            }
            return new MemorySize(bytes(text));
        }
    }

    /** Tells whether a text is the size of some memory. */
    static boolean isOne(String text) {
        return bytes(text) > 0;
    }

    /** Returns 0 if it is none. */
    private static long bytes(String text) {
        Matcher matcher = WRITTEN.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return 0;
        }
        String unit = matcher.group(2);
        return unit == null
                ? Long.parseLong(matcher.group(3))
                : Long.parseLong(matcher.group(1)) * UNITS.getOrDefault(unit, 1L);
    }

    /** Writes it in the largest unit of which it is a whole number. */
    @Override
    public String toString() {
        for (String unit : new String[] {"g", "m", "k"}) {
            long size = UNITS.getOrDefault(unit, 1L);
            if (bytes % size == 0) {
                return bytes / size + unit;
            }
        }
        return String.valueOf(bytes);
    }
}

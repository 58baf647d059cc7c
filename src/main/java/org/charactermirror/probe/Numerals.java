package org.charactermirror.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds whole numbers in text: in digits, in Chinese numerals and in English words. */
final class Numerals {

    private static final String CHINESE_DIGITS = "零〇一二两三四五六七八九";
    private static final Pattern CHINESE = Pattern.compile("[零〇一二两三四五六七八九十百千万亿廿]+");
    private static final Pattern DIGITS =
            Pattern.compile("(?<![0-9.,])([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?![0-9]|[.,][0-9])([万亿]?)");
    private static final Pattern WORDS = Pattern.compile("[a-z]+");

    /** After these a number says only about how many. */
    private static final Pattern ABOUT = Pattern.compile("^(?:多|几|余|来[岁年个])");

    private static final Map<Character, Long> UNITS = Map.of('十', 10L, '百', 100L, '千', 1000L);
    private static final Map<Character, Long> MYRIADS = Map.of('万', 10_000L, '亿', 100_000_000L);
    private static final Map<String, Long> SMALL = Map.ofEntries(
            Map.entry("zero", 0L),
            Map.entry("one", 1L),
            Map.entry("two", 2L),
            Map.entry("three", 3L),
            Map.entry("four", 4L),
            Map.entry("five", 5L),
            Map.entry("six", 6L),
            Map.entry("seven", 7L),
            Map.entry("eight", 8L),
            Map.entry("nine", 9L),
            Map.entry("ten", 10L),
            Map.entry("eleven", 11L),
            Map.entry("twelve", 12L),
            Map.entry("thirteen", 13L),
            Map.entry("fourteen", 14L),
            Map.entry("fifteen", 15L),
            Map.entry("sixteen", 16L),
            Map.entry("seventeen", 17L),
            Map.entry("eighteen", 18L),
            Map.entry("nineteen", 19L));
    private static final Map<String, Long> TENS = Map.of(
            "twenty", 20L,
            "thirty", 30L,
            "forty", 40L,
            "fifty", 50L,
            "sixty", 60L,
            "seventy", 70L,
            "eighty", 80L,
            "ninety", 90L);
    private static final Map<String, Long> LARGE = Map.of("thousand", 1000L, "million", 1_000_000L);

    private Numerals() {}

    /**
     * A number in a text.
     *
     * @param start of its first character
     * @param end behind its last one
     */
    record Found(long value, int start, int end) {}

    /** Finds all of them in normal text, those that say only about how many left out. */
    static List<Found> in(String text) {
        List<Found> found = new ArrayList<>();
        digits(text, found);
        Matcher chinese = CHINESE.matcher(text);
        while (chinese.find()) {
            boolean behindDigits = chinese.start() > 0 && Character.isDigit(text.charAt(chinese.start() - 1));
            OptionalLong value = behindDigits ? OptionalLong.empty() : chinese(chinese.group());
            if (value.isPresent()) {
                found.add(new Found(value.getAsLong(), chinese.start(), chinese.end()));
            }
        }
        words(text, found);
        found.removeIf(number -> ABOUT.matcher(text.substring(number.end())).find());
        return found;
    }

    private static void digits(String text, List<Found> found) {
        Matcher digits = DIGITS.matcher(text);
        while (digits.find()) {
            long value = Long.parseLong(digits.group(1).replace(",", ""));
            long times = digits.group(2).isEmpty()
                    ? 1
                    : MYRIADS.getOrDefault(digits.group(2).charAt(0), 1L);
            found.add(new Found(value * times, digits.start(), digits.end()));
        }
    }

    /** Reads a run of Chinese numerals; nothing where it is none, as in 三五 before 十 or a unit twice. */
    static OptionalLong chinese(String numerals) {
        String run = numerals.replace("廿", "二十");
        if (run.chars().allMatch(c -> CHINESE_DIGITS.indexOf(c) >= 0)) {
            if (run.length() > 15) {
                return OptionalLong.empty();
            }
            long value = 0;
            for (int i = 0; i < run.length(); i++) {
                value = value * 10 + digit(run.charAt(i));
            }
            return OptionalLong.of(value);
        }
        return composed(run);
    }

    private static OptionalLong composed(String run) {
        long total = 0;
        long section = 0;
        long digit = -1;
        long lastUnit = Long.MAX_VALUE;
        boolean zero = false;
        for (int i = 0; i < run.length(); i++) {
            char c = run.charAt(i);
            long myriads = MYRIADS.getOrDefault(c, 0L);
            long unit = UNITS.getOrDefault(c, 0L);
            if (myriads > 0) {
                long whole = section + Math.max(digit, 0);
                if (whole == 0) {
                    return OptionalLong.empty();
                }
                total = c == '亿' && total > 0 ? (total + whole) * myriads : total + whole * myriads;
                section = 0;
                digit = -1;
                lastUnit = myriads;
                zero = false;
            } else if (unit > 0) {
                if (unit >= lastUnit && lastUnit < 10_000) {
                    return OptionalLong.empty();
                }
                section += (digit < 0 ? 1 : digit) * unit;
                digit = -1;
                lastUnit = unit;
                zero = false;
            } else {
                int value = digit(c);
                if (value == 0) {
                    zero = true;
                } else if (digit >= 0) {
                    return OptionalLong.empty();
                } else {
                    digit = value;
                }
            }
        }
        if (digit > 0) {
            // 一百三 is 130, 一百零三 is 103.
            section += digit * (lastUnit > 10 && !zero ? lastUnit / 10 : 1);
        }
        return OptionalLong.of(total + section);
    }

    private static int digit(char c) {
        return switch (c) {
            case '零', '〇' -> 0;
            case '二', '两' -> 2;
            default -> CHINESE_DIGITS.indexOf(c) - (CHINESE_DIGITS.indexOf(c) > 4 ? 2 : 1);
        };
    }

    private static void words(String text, List<Found> found) {
        Matcher matcher = WORDS.matcher(text);
        EnglishNumber number = new EnglishNumber();
        int end = 0;
        while (matcher.find()) {
            boolean together = text.substring(end, matcher.start()).isBlank();
            if (!together || !number.take(matcher.group(), matcher.start(), matcher.end())) {
                number.finish(found);
                number.take(matcher.group(), matcher.start(), matcher.end());
            }
            end = matcher.end();
        }
        number.finish(found);
    }

    /** Puts words together as long as they make one number. */
    private static final class EnglishNumber {

        private long total;
        private long section;
        private long last = Long.MAX_VALUE;
        private int start = -1;
        private int end;

        /** Takes a word; false where it does not go on with the number. */
        boolean take(String word, int from, int to) {
            boolean begun = start >= 0;
            if (word.equals("and")) {
                return begun && (last == 100 || last >= 1000);
            }
            if (word.equals("hundred")) {
                return begun && section > 0 && section < 100 && add(section * 99, 100, from, to);
            }
            long times = LARGE.getOrDefault(word, 0L);
            if (times > 0) {
                if (!begun || section == 0) {
                    return false;
                }
                total += section * times;
                section = 0;
                return add(0, times, from, to);
            }
            if (word.equals("a")) {
                return !begun && add(1, 1, from, to);
            }
            long value = SMALL.getOrDefault(word, -1L);
            if (value >= 0) {
                boolean fits = !begun || last >= 100 || (last >= 20 && value < 10);
                return fits && add(value, value < 10 ? 1 : 10, from, to);
            }
            long tens = TENS.getOrDefault(word, 0L);
            return tens > 0 && (!begun || last >= 100) && add(tens, 20, from, to);
        }

        private boolean add(long value, long unit, int from, int to) {
            section += value;
            last = unit;
            start = start < 0 ? from : start;
            end = to;
            return true;
        }

        void finish(List<Found> found) {
            // "a" alone is an article.
            if (start >= 0 && !(end - start == 1)) {
                found.add(new Found(total + section, start, end));
            }
            total = 0;
            section = 0;
            last = Long.MAX_VALUE;
            start = -1;
        }
    }
}

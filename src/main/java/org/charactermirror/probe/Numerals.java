package org.charactermirror.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds whole numbers in text: in digits, in Chinese numerals and in English words. */
final class Numerals {

    private static final String CHINESE_DIGITS = "零〇一二两三四五六七八九";
    private static final Pattern CHINESE = Pattern.compile("[零〇○一二两兩三四五六七八九十百千万萬亿億廿卅]+");

    /** Digits, and Chinese units behind them, as in 80万 and 6千1百. */
    private static final Pattern DIGITS =
            Pattern.compile("(?<![0-9.,百千万萬亿億])([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?![0-9]|[.,][0-9])"
                    + "((?:[百千万萬亿億]++(?:[0-9]{1,4}+(?=[百千万萬亿億]))?+)*+)");

    /** Behind digits with units: goes on with the number in a way that is not read. */
    private static final Pattern GOES_ON = Pattern.compile("^(?:[0-9十]|[一二两兩三四五六七八九][十百千])");

    private static final Pattern WORDS = Pattern.compile("[a-z]+");

    /** After these a number says only about how many; 十分 is "very", and an ordinal makes twenty a part of itself. */
    private static final Pattern ABOUT = Pattern.compile("^(?:多|几|余|数|来[岁年个天日里条艘只封页级盏颗根台例名位人路号分小钟月次块]"
            + "|(?<=十)(?:分(?!钟|$)|足|全|字)"
            + "| (?:odd|some|something|plus|ish|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\\b)");

    /** Before these a number that begins with a unit says the same: 几十, 数十; 再三 is "again and again". */
    private static final Pattern ABOUT_FROM = Pattern.compile("(?<=几|(?<![人总次岁倍级页天年])数)十|(?<=再)三(?![十百千万])");

    /** Between two numbers it makes neither the one that is meant. */
    private static final Pattern RANGE = Pattern.compile("到|至|或|[-~〜–—]| to | or ");

    /** Two digits in a row that say about how many (三四年, 三五天, 两三个) or nothing of the kind (一一). */
    private static final Pattern LOOSE = Pattern.compile(".*两.*|一二|二三|三四|四五|五六|六七|七八|八九|三五|([一二三四五六七八九])\\1");

    /** More than anybody counts; beyond it products do not fit. */
    private static final long MOST = 10_000_000_000_000_000L;

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

    /** Finds all of them in normal text, from left to right, those that say only about how many left out. */
    static List<Found> in(String text) {
        List<Found> found = new ArrayList<>();
        digits(text, found);
        Matcher chinese = CHINESE.matcher(text);
        while (chinese.find()) {
            boolean withDigits = (chinese.start() > 0 && isAscii(text.charAt(chinese.start() - 1)))
                    || (chinese.end() < text.length() && isAscii(text.charAt(chinese.end())));
            OptionalLong value = withDigits ? OptionalLong.empty() : chinese(chinese.group());
            if (value.isPresent()) {
                found.add(new Found(value.getAsLong(), chinese.start(), chinese.end()));
            }
        }
        words(text, found);
        found.sort(Comparator.comparingInt(Found::start));
        List<Found> exact = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            boolean first = i == 0 || !isRange(text, found.get(i - 1), found.get(i));
            boolean last = i + 1 == found.size() || !isRange(text, found.get(i), found.get(i + 1));
            if (first && last && !isLoose(text, found.get(i))) {
                exact.add(found.get(i));
            }
        }
        return exact;
    }

    private static boolean isRange(String text, Found one, Found next) {
        return RANGE.matcher(text.substring(one.end(), next.start())).matches();
    }

    private static boolean isLoose(String text, Found number) {
        return ABOUT.matcher(text)
                        .region(number.end(), text.length())
                        .useTransparentBounds(true)
                        .find()
                || ABOUT_FROM
                        .matcher(text)
                        .region(number.start(), text.length())
                        .useTransparentBounds(true)
                        .lookingAt();
    }

    private static void digits(String text, List<Found> found) {
        Matcher digits = DIGITS.matcher(text);
        while (digits.find()) {
            boolean goesOn = GOES_ON.matcher(text.substring(digits.end())).find();
            OptionalLong value = goesOn
                    ? OptionalLong.empty()
                    : composed(plain(digits.group().replace(",", "")));
            value.ifPresent(number -> found.add(new Found(number, digits.start(), digits.end())));
        }
    }

    /** Returns a run in the characters that are read. */
    private static String plain(String run) {
        return run.replace('兩', '两')
                .replace('萬', '万')
                .replace('億', '亿')
                .replace('○', '〇')
                .replace("廿", "二十")
                .replace("卅", "三十");
    }

    /** Reads a run of Chinese numerals; nothing where it is none, as in 三五 before 十 or a unit twice. */
    static OptionalLong chinese(String numerals) {
        String run = plain(numerals);
        if (run.chars().allMatch(c -> CHINESE_DIGITS.indexOf(c) >= 0)) {
            if (run.length() > 15 || (run.length() > 1 && LOOSE.matcher(run).matches())) {
                return OptionalLong.empty();
            }
            long value = 0;
            for (int i = 0; i < run.length(); i++) {
                value = value * 10 + digit(run.charAt(i));
            }
            return OptionalLong.of(value);
        }
        // 百姓 and 千里 are no hundred and no thousand, nor is 百八十 a number; 百零八 is.
        return run.matches("[百千](?![零〇]).*") ? OptionalLong.empty() : composed(run);
    }

    /** Adds up digits and units; digits may be those of a whole number, such as 80 before 万. */
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
                if (whole == 0 || total + whole > MOST / myriads) {
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
                int end = i + 1;
                while (isAscii(c) && end < run.length() && isAscii(run.charAt(end))) {
                    end++;
                }
                long value = isAscii(c) ? Long.parseLong(run.substring(i, end)) : digit(c);
                i = end - 1;
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
            boolean cutShort = lastUnit > 10 && lastUnit < Long.MAX_VALUE && !zero;
            section += digit * (cutShort ? lastUnit / 10 : 1);
        }
        return OptionalLong.of(total + section);
    }

    private static boolean isAscii(char c) {
        return c >= '0' && c <= '9';
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

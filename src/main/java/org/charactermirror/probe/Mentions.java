package org.charactermirror.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.charactermirror.probe.Negation.Standing;

/** Where answers stand in a reply, and how they are said. */
final class Mentions {

    /** What may end a clause without belonging to the word before. */
    private static final String PARTICLES = "的了呀啊呢吧哦噢嘛啦喔哟罢也耶吗么嘞咧哩呗哈嗯诶来";

    private static final Pattern NAMED = Pattern.compile("(?:叫做?|唤作?|名字是|姓名是|取名为?|改名为?|名为)$");

    private final List<Mention> all = new ArrayList<>();

    private Mentions() {}

    /**
     * An answer in a reply.
     *
     * @param clause the part of the reply that it stands in, in normal text
     * @param start where in the clause
     */
    record Mention(Form form, Standing standing, Clause clause, int start) {}

    private record Span(Form form, int start, int end) {

        boolean covers(Span other) {
            return start <= other.start && other.end <= end && other.end - other.start < end - start;
        }
    }

    /** Finds every one of the forms; one that is part of a longer one does not count. */
    static Mentions of(List<Clause> clauses, List<Form> forms) {
        Mentions mentions = new Mentions();
        List<List<Span>> spans =
                clauses.stream().map(clause -> outer(clause.text(), forms)).toList();
        boolean[] offered = offered(clauses, spans);
        for (int i = 0; i < offered.length; i++) {
            Clause clause = clauses.get(i);
            boolean several = several(spans.get(i));
            for (Span span : spans.get(i)) {
                Standing standing = Negation.of(clause, span.start, span.end, several);
                boolean open = offered[i] && standing != Standing.DENIED;
                mentions.all.add(new Mention(span.form, open ? Standing.ASKED : standing, clause, span.start));
            }
        }
        return mentions;
    }

    private static List<Span> outer(String text, List<Form> forms) {
        List<Span> spans = spans(text, forms);
        return spans.stream()
                .filter(span -> spans.stream().noneMatch(other -> other.covers(span)))
                .toList();
    }

    private static boolean several(List<Span> spans) {
        return spans.stream().map(span -> span.start).distinct().count() > 1;
    }

    /** Tells of every clause whether its answers are items of a list that offers them, as in "an apple, a peach or a plum". */
    private static boolean[] offered(List<Clause> clauses, List<List<Span>> spans) {
        boolean[] offered = new boolean[clauses.size()];
        int first = 0;
        for (int i = 0; i < offered.length; i++) {
            if (i > first && offers(clauses.get(i), spans.get(i))) {
                Arrays.fill(offered, first, i + 1, true);
            }
            boolean goesOn = i + 1 < offered.length
                    && clauses.get(i).goesOn()
                    && !spans.get(i).isEmpty()
                    && !spans.get(i + 1).isEmpty();
            first = goesOn ? first : i + 1;
        }
        return offered;
    }

    /** "Not a peach or a plum" ends no list of things that may be. */
    private static boolean offers(Clause clause, List<Span> spans) {
        Span one = spans.get(0);
        int last = spans.stream().mapToInt(span -> span.start).max().orElse(one.start);
        return Negation.of(clause, one.start, one.end, false) != Standing.DENIED
                && Negation.offers(clause, last, several(spans));
    }

    private static List<Span> spans(String text, List<Form> forms) {
        List<Span> spans = new ArrayList<>();
        List<Numerals.Found> numbers =
                forms.stream().anyMatch(Form.WholeNumber.class::isInstance) ? Numerals.in(text) : List.of();
        for (Form form : forms) {
            if (form instanceof Form.WholeNumber number) {
                numbers.stream()
                        .filter(found -> found.value() == number.value())
                        .forEach(found -> spans.add(new Span(form, found.start(), found.end())));
            } else {
                String words = NormalText.of(form.text());
                for (int at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
                    if (isWhole(text, at, at + words.length()) && !isPartOfName(text, at, at + words.length())) {
                        spans.add(new Span(form, at, at + words.length()));
                    }
                }
            }
        }
        return spans;
    }

    /** Tells whether a text holds one of the forms, however it is said. */
    static boolean contains(String text, Collection<Form> forms) {
        return !spans(NormalText.of(text), List.copyOf(forms)).isEmpty();
    }

    /** Tells whether a text is nothing but a form. */
    static boolean isAll(String text, Form form) {
        String normal = NormalText.of(text);
        return spans(normal, List.of(form)).stream().anyMatch(span -> span.start == 0 && span.end == normal.length());
    }

    /** In scripts with spaces, a word must not be part of a longer one. */
    static boolean isWhole(String text, int start, int end) {
        return !(start > 0 && spaced(text.charAt(start - 1)) && spaced(text.charAt(start)))
                && !(end < text.length() && spaced(text.charAt(end)) && spaced(text.charAt(end - 1)));
    }

    /** Tells whether a name is said that goes on behind the words, as 小雨晴 does behind 小雨. */
    private static boolean isPartOfName(String text, int start, int end) {
        return end + 1 == text.length()
                && Character.UnicodeScript.of(text.charAt(end)) == Character.UnicodeScript.HAN
                && PARTICLES.indexOf(text.charAt(end)) < 0
                && NAMED.matcher(text.substring(0, start)).find();
    }

    private static boolean spaced(char c) {
        return Character.isLetterOrDigit(c) && Character.UnicodeScript.of(c) != Character.UnicodeScript.HAN;
    }

    /** Returns those that fulfil a condition. */
    Mentions where(Predicate<Mention> condition) {
        Mentions some = new Mentions();
        all.stream().filter(condition).forEach(some.all::add);
        return some;
    }

    /** Returns the first mention of any of the forms that is said in one of these ways. */
    Optional<Mention> first(Collection<Form> forms, Set<Standing> standings) {
        return all.stream()
                .filter(mention -> standings.contains(mention.standing) && forms.contains(mention.form))
                .findFirst();
    }
}

package org.charactermirror.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a sentence between two marks of punctuation, in normal text.
 *
 * @param asked whether it asks rather than says
 * @param goesOn whether a comma follows, so that the next one may be another item of the same list
 */
record Clause(String text, boolean asked, boolean goesOn) {

    /** Commas and points within numbers do not end a clause; a dash does where it stands free, or twice. */
    private static final Pattern END =
            Pattern.compile("[。!?;:、\\v—…]+|(?<![0-9]),|,(?![0-9])|(?<![0-9])\\.+|\\.+(?![0-9])"
                    + "|(?<=\\h)[-–](?=\\h)|[-–]{2,}|(?<=\\p{IsHan})[-–](?=\\p{IsHan})");

    /** Brackets that open a sentence, as around what somebody does: (shakes her head). */
    private static final Pattern OPENING =
            Pattern.compile("(?<=^|[。.!?！？;；,，:：…—\"“「『\\v])\\h*[(（\\[【]([^()（）\\[\\]【】\\v]*)[)）\\]】]");

    private static final Pattern CHINESE_QUESTION = Pattern.compile("[吗么嗎麼]$|^(?:难道|莫非|莫不是)");

    private static final Pattern ENGLISH_QUESTION = Pattern.compile("^(?:(?:so|and|but|well|you mean|you ask)"
            + " )?(?:am|are|is|was|were|do|does|did|have|has|had|can|could|will|would|should"
            + "|what|who|whom|whose|which|when|where|why|how)\\b");

    /** What asks whether the clause before it is so. */
    private static final Pattern TAG = Pattern.compile(
            "^(?:是|对|没错|错没错|不是|真的)?(?:吗|么|吧|是不是|是吧|对不对|对吧|不对)$|^(?:am|is|are|was|were|do|does|did|has|have|will|would|can)(?:n't)?"
                    + " (?:i|you|he|she|it|we|they|that)(?: not)?$|^(?:right|correct|true|no|yes|eh|huh)$");

    /** Begins the other half of a question that offers two things. */
    private static final Pattern OTHER_HALF = Pattern.compile("^(?:还是|或者|或是|抑或|or\\b)");

    /** Takes a reply apart; what it does in brackets before it speaks is a clause of its own. */
    static List<Clause> of(String reply) {
        String text = NormalText.of(OPENING.matcher(reply).replaceAll("$1\n"));
        List<String> parts = new ArrayList<>();
        List<String> ends = new ArrayList<>();
        Matcher matcher = END.matcher(text);
        int from = 0;
        while (matcher.find()) {
            parts.add(text.substring(from, matcher.start()).strip());
            ends.add(matcher.group());
            from = matcher.end();
        }
        parts.add(text.substring(from).strip());
        ends.add("");
        List<Clause> clauses = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (!parts.get(i).isEmpty()) {
                String end = ends.get(i);
                boolean goesOn = end.equals(",") || end.equals("、");
                clauses.add(new Clause(parts.get(i), asks(parts.get(i), end, sentenceEnd(ends, i)), goesOn));
            }
        }
        for (int i = clauses.size() - 2; i >= 0; i--) {
            if (clauses.get(i + 1).asksOf()) {
                clauses.set(
                        i,
                        new Clause(clauses.get(i).text(), true, clauses.get(i).goesOn()));
            }
        }
        return clauses;
    }

    /** Tells whether it makes a question of what stands before it. */
    private boolean asksOf() {
        return asked && (TAG.matcher(text).find() || OTHER_HALF.matcher(text).find());
    }

    private static String sentenceEnd(List<String> ends, int from) {
        for (int i = from; i < ends.size(); i++) {
            String end = ends.get(i);
            if (end.contains("?") || end.contains("!") || end.contains("。") || end.contains(".")) {
                return end;
            }
        }
        return "";
    }

    private static boolean asks(String text, String end, String sentenceEnd) {
        return end.contains("?")
                || CHINESE_QUESTION.matcher(text).find()
                || (sentenceEnd.contains("?") && ENGLISH_QUESTION.matcher(text).find());
    }
}

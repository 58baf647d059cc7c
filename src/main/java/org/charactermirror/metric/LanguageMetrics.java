package org.charactermirror.metric;

import java.lang.Character.UnicodeScript;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether a reply is in the dialogue's language, by the script of its letters. */
final class LanguageMetrics {

    private LanguageMetrics() {}

    /**
     * The share of the reply's letters that are not of the script of the dialogue's language (Chinese characters for zh,
     * Latin letters for en), in compatibility form, from 0 to 1. Digits, punctuation and symbols are no letters, and signs that
     * all scripts share, such as ー, are of none.
     *
     * <p>Not for telling English from French, nor Chinese from Japanese written without kana. Names and abbreviations count.
     */
    static final class OtherScript implements Metric {

        private static final Map<String, UnicodeScript> SCRIPTS =
                Map.of("zh", UnicodeScript.HAN, "en", UnicodeScript.LATIN);

        private static final Set<UnicodeScript> SHARED = Set.of(UnicodeScript.COMMON, UnicodeScript.INHERITED);

        @Override
        public MetricDescription description() {
            return MetricDescription.ofReply("other_script", 0, 1, "Unicode Standard Annex 24, scripts");
        }

        @Override
        public Score of(ReplyContext reply) {
            Optional<UnicodeScript> script = SCRIPTS.entrySet().stream()
                    .filter(entry -> reply.conversation().isIn(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst();
            if (script.isEmpty()) {
                return Score.undefined(Reason.OTHER_LANGUAGE);
            }
            if (reply.reply().isBlank()) {
                return Score.undefined(Reason.EMPTY_REPLY);
            }
            int[] letters = reply.reply()
                    .folded()
                    .codePoints()
                    .filter(Character::isLetter)
                    .filter(letter -> !SHARED.contains(UnicodeScript.of(letter)))
                    .toArray();
            int others = 0;
            for (int letter : letters) {
                others += UnicodeScript.of(letter) == script.get() ? 0 : 1;
            }
            return letters.length == 0 ? Score.undefined(Reason.NO_WORDS) : Score.of((double) others / letters.length);
        }
    }
}

package org.charactermirror.metric;

import java.lang.Character.UnicodeScript;
import java.util.Map;
import java.util.Optional;

/** Whether a reply is in the dialogue's language, by the script of its letters. */
final class LanguageMetrics {

    private LanguageMetrics() {}

    /**
     * The share of the reply's letters that are not of the script of the dialogue's language (Chinese characters for zh,
     * Latin letters for en), from 0 to 1. Digits, punctuation and symbols are no letters.
     *
     * <p>Not for telling English from French, nor Chinese from Japanese written without kana. Names and abbreviations count.
     */
    static final class OtherScript implements Metric {

        private static final Map<String, UnicodeScript> SCRIPTS =
                Map.of("zh", UnicodeScript.HAN, "en", UnicodeScript.LATIN);

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
                    .text()
                    .codePoints()
                    .filter(Character::isLetter)
                    .toArray();
            int others = 0;
            for (int letter : letters) {
                others += UnicodeScript.of(letter) == script.get() ? 0 : 1;
            }
            return letters.length == 0 ? Score.undefined(Reason.NO_WORDS) : Score.of((double) others / letters.length);
        }
    }
}

package org.charactermirror.metric;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether a reply mixes up who is who. Rules are few and strict: what they find is mostly wrong, and much is not found. */
final class NameMetrics {

    private NameMetrics() {}

    /** The names that a rule is made for; rules are kept, since all dialogues of a character share one. */
    private record Names(String bot, String user, List<String> others) {

        static Names of(ReplyContext reply) {
            return new Names(
                    reply.dialogue().botName(),
                    reply.dialogue().userName(),
                    reply.conversation().otherNames());
        }
    }

    /**
     * Says whether a rule finds something (1) or not (0). Rules look for a letter first, and only then at what stands before it,
     * which would be dear at every place of a text.
     */
    private abstract static class Ruled implements Metric {

        private final ConcurrentHashMap<Names, Pattern> rules = new ConcurrentHashMap<>();

        abstract Pattern rule(Names names);

        @Override
        public Score of(ReplyContext reply) {
            return reply.reply().isBlank()
                    ? Score.undefined(Reason.EMPTY_REPLY)
                    : Score.of(rules.computeIfAbsent(Names.of(reply), this::rule)
                            .matcher(reply.reply().text().strip())
                            .find());
        }
    }

    /**
     * 1 if the character calls itself by the user's name or that of another character of the study, or calls the user by its
     * own name; otherwise 0. In Chinese such as 我是小舟, 我叫小舟, 叫我小舟, 你是项羽, 项羽，你…; in English such as "I am Mia", "my name
     * is Mia", "call me Mia", "you are Leo", "Leo, you ...". A question (我是小舟？), a supposition (如果我是小舟), what others say (都说
     * 我是小舟) and an answer that asks back (项羽，你呢？) are not counted. Names of one letter are left out, and those that are a
     * part of the other's name.
     *
     * <p>Not for a character that plays a part in the scene, nor for one that talks to itself by name.
     */
    static final class Confusion extends Ruled {

        private static final String ASKED =
                "(?![^\\p{L}\\p{N}]*[?？]|,\\s*(?:right|huh|no|yes|eh|am i|are you|is it|correct)\\b[^.!]*\\?)";
        private static final String END = "(?=$|[^\\p{L}\\p{N}?？·•・-]|啊|呀|呢|哦|哟|嘛)(?![啊呀呢哦哟嘛]*[^\\p{L}\\p{N}]*[?？])";
        private static final String END_ENGLISH = "\\b(?!['’]s|-|\\s+(?-i:\\p{Lu}))" + ASKED;
        private static final String START = "(?:^|[。！？!?…~～.\\n“\"「]\\s*)";
        private static final String NOT_SUPPOSED =
                "(?<!如果|要是|假如|假使|倘若|以为|当成|当作|当做|觉得|认为|怀疑|难道|假装|装作|想象|希望|但愿|梦见|不信|相信|不|若|当|说|问|猜|像" + "|骂|扮)";
        private static final String NOT_SUPPOSED_ENGLISH =
                "(?<!\\b(?:if|though|think|thinks|thought|say|says|said|believe|suppose|pretend|imagine|that|like) )";

        /** Behind these "call me" is a wish, and not what somebody else does. */
        private static final String WISHED = "(?:^|[.!?,;:…\\n—*)\"“-]\\s*|\\b(?:please|can|may|just|and|so|simply) )";

        @Override
        public MetricDescription description() {
            return MetricDescription.ofReply("name_confusion", 0, 1, "own rules");
        }

        @Override
        Pattern rule(Names names) {
            List<String> foreign = new ArrayList<>(names.others());
            foreign.add(names.user());
            foreign.removeIf(name -> alike(name, names.bot()));
            List<String> rules = new ArrayList<>();
            alternatives(foreign).ifPresent(name -> {
                rules.add("(?=[我在本老小奴俺])" + NOT_SUPPOSED + "(?:我|在下|本人|老夫|小女子|奴家|俺)(?:就是|便是|乃是|是|就叫|名叫|叫|乃)" + name
                        + END);
                rules.add("我的名字(?:就?是|就?叫)" + name + END);
                rules.add("(?=[叫称喊])(?<!别|不要|不许|不准|不该|干嘛|为何|为什么|怎么|你|您)(?:叫|称呼|喊)我" + name + END);
                rules.add("\\b(?=[im])" + NOT_SUPPOSED_ENGLISH + "(?:i am|i['’]m|my name is|my name['’]s)\\s+" + name
                        + END_ENGLISH);
                rules.add(WISHED + "call me\\s+" + name + END_ENGLISH);
            });
            // A name of the bot that is the user's as well says nothing.
            alternatives(alike(names.bot(), names.user()) ? List.of() : List.of(names.bot()))
                    .ifPresent(name -> {
                        rules.add("(?=[你您])" + NOT_SUPPOSED + "(?:你|您)(?:就是|便是|是|就叫|名叫|叫)" + name + END);
                        // Who is asked for a name may answer with it and ask back: 项羽，你呢？
                        rules.add(START + name + "[，,、！!～~]\\s*(?=你|您)(?!.(?:呢|叫|贵|是谁|又是|可以叫|就叫|怎么称呼|尊姓))");
                        rules.add("\\b(?=y)" + NOT_SUPPOSED_ENGLISH + "(?:you are|you['’]re|your name is)\\s+" + name
                                + END_ENGLISH);
                        rules.add(START + name + ",\\s+you(?:['’]re)?\\b(?!\\s*\\?|\\s+(?:can|may) call)");
                    });
            return rules.isEmpty() ? NOTHING : either(rules);
        }
    }

    /**
     * 1 if the reply goes on in the user's part: a tag with the user's name ([小舟], 【小舟】, 小舟： at the start of a line or
     * sentence) or one of 用户：, User:, Human:; otherwise 0.
     *
     * <p>Engines that cut a reply off where a tag begins leave nothing to find. A letter or a list with the user's name in
     * it is found wrongly.
     */
    static final class SpeakingForUser extends Ruled {

        @Override
        public MetricDescription description() {
            return MetricDescription.ofReply("speaks_for_user", 0, 1, "own rules");
        }

        @Override
        Pattern rule(Names names) {
            // Where both have one name, its tag may be the character's own.
            if (names.user().equalsIgnoreCase(names.bot())) {
                return either(List.of(tag("")));
            }
            String user = Pattern.quote(names.user());
            return either(List.of("\\[" + user + "]", "【" + user + "】", tag(user + '|')));
        }

        private static String tag(String names) {
            return "(?:^|[。！？!?…~～.”\"\\n])\\s*(?:" + names + "用户|user|human)\\s*[:：]";
        }
    }

    private static final Pattern NOTHING = Pattern.compile("(?!)");

    /** Tells whether one name may be a part of the other, so that it says nothing. */
    private static boolean alike(String a, String b) {
        String one = a.toLowerCase(Locale.ROOT);
        String other = b.toLowerCase(Locale.ROOT);
        return one.contains(other) || other.contains(one);
    }

    private static Optional<String> alternatives(Collection<String> names) {
        List<String> usable = names.stream()
                .filter(name -> name.codePointCount(0, name.length()) > 1)
                .distinct()
                .map(Pattern::quote)
                .toList();
        return usable.isEmpty() ? Optional.empty() : Optional.of("(?:" + String.join("|", usable) + ")");
    }

    private static Pattern either(List<String> rules) {
        return Pattern.compile(
                rules.stream().map(rule -> "(?:" + rule + ")").collect(Collectors.joining("|")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}

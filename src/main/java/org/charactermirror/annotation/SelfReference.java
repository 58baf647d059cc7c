package org.charactermirror.annotation;

import java.util.regex.Pattern;

/** Tells from the words around a name whether a model speaks of itself or its maker, in English or Chinese. */
final class SelfReference {

    private static final int SIGNS = 60;
    private static final String MADE = "(?:develop|train|creat|built|build|design|releas|power|made|provid)\\w*";
    private static final String MODEL =
            "(?:large language model|language model|llm|ai|model|assistant|chatbot|bot|大语言模型|语言模型|大模型|模型|人工智能|"
                    + "智能助手|助手|智能体|聊天机器人|机器人)";

    private static final Pattern INTRODUCED =
            Pattern.compile("(?:(?:^|[^a-z])(?:i am|i m|im|my name is|call me|this is|called|named|known as|as)"
                    + " ?|(?:我是|我叫|我就是|我的名字是|我的名字叫|叫做|名叫|名为|叫我) ?)[\"“「『《(]?$");
    private static final Pattern OVER = Pattern.compile("^ ?[\"”」』》)]?(?: ?$|[^\\p{L}\\p{N} ]"
            + "|[啊呀哦呢啦哟哒吧嘛]|(?: (?:and|from|by|made|an?|the|here|developed|created|trained) )|的|由|来自)");
    private static final Pattern VERSION =
            Pattern.compile("^ ?\\d+(?: \\d+)*(?:[bk]\\b| ?(?:pro|chat|turbo|b)\\b)?(?!\\p{L})");
    private static final Pattern BY_MAKER = Pattern.compile("(?:" + MADE + " (?:and \\w+ )?(?:by|from|at|on) (?:the )?"
            + "|" + MODEL + " (?:of|from|by) |由|来自|出自|隶属于|基于) ?$");
    private static final Pattern A_MODEL =
            Pattern.compile("^(?: s)? ?(?:公司|团队|集团|旗下|研发|开发|训练|推出|的|自主|large | ){0,5}" + MODEL + "(?![a-z])");
    private static final Pattern MAKES = Pattern.compile("^ ?(?:公司|团队|集团|旗下)?(?:自主)?(?:研发|开发|训练|推出|打造|研制)");
    private static final Pattern ABOUT_ITSELF =
            Pattern.compile("我|(?:^|[^a-z])(?:i|me|my|ai|llm|model|assistant|chatbot|bot)(?![a-z])|模型|人工智能|助手|机器人");

    private static final Pattern CALLED = Pattern.compile("(?:(?:^|[^a-z])model|模型|我叫|名叫|名为|代号) ?[\"“「『]?$");
    private static final Pattern ENDS = Pattern.compile("^ ?[\"”」』]?(?:$|[^\\p{L}\\p{N} ]|模型)");

    private SelfReference() {}

    /** Tells whether the name between two letters, which may be an ordinary word, is a model's or a maker's here. */
    static boolean isOne(FoldedText text, int first, int last) {
        String before = text.before(first, SIGNS);
        String after = text.after(last, SIGNS);
        boolean latin = text.letter(last) < 0x80;
        if ((latin && VERSION.matcher(after).find()) || A_MODEL.matcher(after).find()) {
            return true;
        }
        if (INTRODUCED.matcher(before).find() && OVER.matcher(after).find()) {
            return true;
        }
        boolean itself = ABOUT_ITSELF.matcher(before).find()
                || ABOUT_ITSELF.matcher(after).find();
        return itself
                && (BY_MAKER.matcher(before).find() || MAKES.matcher(after).find());
    }

    /** Tells whether a name of one or two letters is called a model's name outright. */
    static boolean isCalledSo(FoldedText text, int first, int last) {
        return CALLED.matcher(text.before(first, SIGNS)).find()
                && ENDS.matcher(text.after(last, SIGNS)).find();
    }
}

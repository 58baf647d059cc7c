package org.charactermirror.probe;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells whether what stands at a place of a clause is denied there, or left open. */
final class Negation {

    /** Words with a sign of negation that deny nothing; without them only real ones are left. */
    private static final Pattern HARMLESS = Pattern.compile("不过|不错|没错|不仅|不但|不只|不光|不止|不单|不妨|不愧|不瞒"
            + "|不用说|不消说|不必说|不用问|不用猜|对不起|对不住|忘不了|少不了|离不开|错不了|跑不了|假不了|了不起"
            + "|不得不|不会忘|不敢忘|不曾忘|没忘|不忘|没想到|想不到|不料|没准|说不定|要不然|要不|不然"
            + "|不怕|不嫌|不变|不改|信不信|好不好|对不对|行不行|记不记得|知不知道|还不是|可不就?是|可不|岂不是|不就是|不正是|不是别人|not only|not just|no doubt|no"
            + " wonder|no less|no problem|no worries|don't worry|can't forget|cannot forget|never forget|not"
            + " forgotten|haven't forgotten|none other than|why not|don't you know"
            + "|不会记错|不会错|不会弄错|没记错|没有记错|不会有错|不否认|不可否认|无法否认|不认错|不更名|won't deny|can't deny|cannot"
            + " deny|don't deny|do not deny|not denying|not mistaken|can't be wrong");

    /** The same within a phrase that may be denied as a whole: who does not "特别喜欢" something does not like it. */
    private static final Pattern ADVERB =
            Pattern.compile("不断|不久|差不多|不停|(?<!记)不住|不知不觉|不禁|不由得|不由|不好意思|无论|不论|不管|分别|特别|个别|区别|级别|性别");

    /** What comes behind one of these is said against what comes before. */
    private static final String CONTRAST =
            "而是|但是|可是|却是|应该是|其实是|反而|但|却|(?<!anything )\\bbut\\b|\\binstead\\b(?! of)|\\brather\\b(?!.* than\\b)";

    private static final Pattern AGAINST = Pattern.compile(CONTRAST);

    /** What comes behind one of these is no longer denied by what comes before. */
    private static final Pattern TURN = Pattern.compile(CONTRAST + "|只是|就是|还是|才是|只爱|只喝|只喜欢|只养|只有|就|\\bonly\\b");

    private static final Pattern DENIAL =
            Pattern.compile("不|没|沒|(?<![是除莫])非(?!常|凡|要|得|洲|但|特|典)|[别別莫勿](?=叫|说|提|喊|把|拿|再|信|听|当|以为|用)|休(?=要|提|说|想|得)|甭"
                    + "|并无|从无|从未|未必|未曾|并未|尚未|毫无|否认|怎么(?:会|可能|能|就?是)|[怎咋](?:会|可能|能|是)|哪会|岂会|岂能|哪能|哪里是|哪儿是|哪是|岂是|何曾|何尝|哪有|哪里有|哪来|谁说|(?:什么|什麼|啥|哪门子)$"
                    + "|\\bnot\\b|n't\\b|\\bno\\b|\\bnever\\b|\\bnone\\b|\\bneither\\b|\\bnor\\b|\\bwithout\\b|\\bhardly\\b|\\bcannot\\b|\\bhow"
                    + " could\\b|\\bhow can\\b|\\bnothing\\b|\\bnobody\\b|\\bfar"
                    + " from\\b|\\bdoubt\\b|\\bden(?:y|ies|ied)\\b|\\brefuse\\b");

    private static final Pattern DENIAL_BEHIND = Pattern.compile(
            "^(?:可|并|才|却|都|这个?名字)?(?:不是|并非|不叫|没有的事)|^ (?:is not|isn't|was not|wasn't|am not|are not|aren't)\\b");

    /** Denies what comes next, and nothing of what comes before. */
    private static final Pattern EXCEPT =
            Pattern.compile("\\binstead of\\b|\\brather\\b.*\\bthan\\b|\\banything but\\b");

    /** "是小雨不是小雪" says the one and denies the other, as does "我是个程序不是人". */
    private static final Pattern SAYS = Pattern.compile("[是叫][^是叫]{0,8}$");

    private static final Pattern NOT_THE_OTHER = Pattern.compile("^(?:而|可|并)?不[是叫](?!真的|事实|的$).");

    /** What comes behind one of these is a condition; 就 only goes on with it. */
    private static final Pattern CONDITION = Pattern.compile("若|如果|要是|倘|假如|\\bif\\b");

    /** What comes behind one of these is a question, a supposition or somebody else's words. */
    private static final Pattern OPEN =
            Pattern.compile("是不是|有没有|是否|叫不叫|会不会|本该|早该|(?<![跟和同对])你说|说我|当我|以为|你问|问我|所谓|\\bwhether\\b|\\bshould"
                    + " have\\b|\\bwould have\\b|\\bcould have\\b|\\bmight have\\b|(?<!they )(?<!people )\\bcall me\\b|\\byou say\\b|\\byou"
                    + " think\\b|\\bthey say\\b|\\bcalling me\\b|\\btake me for\\b|\\bmistake me\\b|\\bso called\\b|\\bwhy"
                    + " would\\b|\\bwhy should\\b");

    private static final Pattern ALTERNATIVE = Pattern.compile("还是|或者|或是|抑或|要么|不是.*就是|\\bor\\b|\\beither\\b");

    /** The same in a list of answers, where 还是 may also mean "after all". */
    private static final Pattern OR = Pattern.compile("或者|或是|抑或|\\bor\\b");

    private Negation() {}

    /** How something is said. */
    enum Standing {
        ASSERTED,
        /** What comes later in the clause may deny it, as in "liquor I never touch". */
        DOUBTED,
        DENIED,
        /** As a question, or as one of several possibilities. */
        ASKED
    }

    /**
     * Tells how a part of a clause is said.
     *
     * @param several whether more than one answer stands in the clause
     */
    static Standing of(Clause clause, int start, int end, boolean several) {
        if (clause.asked() || (several && ALTERNATIVE.matcher(clause.text()).find())) {
            return Standing.ASKED;
        }
        String before = withoutHarmless(clause.text().substring(0, start));
        String after = clause.text().substring(end);
        if (leavesOpen(before)) {
            return Standing.ASKED;
        }
        String since = before.substring(lastEnd(TURN, before));
        if (DENIAL.matcher(since).find() || EXCEPT.matcher(since).find()) {
            return Standing.DENIED;
        }
        if (SAYS.matcher(before).find() && NOT_THE_OTHER.matcher(after).find()) {
            return Standing.ASSERTED;
        }
        if (DENIAL_BEHIND.matcher(after).find()) {
            return Standing.DENIED;
        }
        return DENIAL.matcher(withoutHarmless(after)).find() ? Standing.DOUBTED : Standing.ASSERTED;
    }

    private static String withoutHarmless(String text) {
        return ADVERB.matcher(HARMLESS.matcher(text).replaceAll("但")).replaceAll("很");
    }

    /**
     * Tells whether a clause offers what stands in it as one of several things, with others in the clauses before.
     *
     * @param last where its last answer stands
     * @param several whether more than one answer stands in it
     */
    static boolean offers(Clause clause, int last, boolean several) {
        return OR.matcher(clause.text().substring(0, last)).find()
                || ((several || clause.asked()) && clause.text().contains("还是"));
    }

    private static boolean leavesOpen(String before) {
        int condition = lastEnd(CONDITION, before);
        int open = lastEnd(OPEN, before);
        return (condition > 0 && condition > lastEnd(AGAINST, before)) || (open > 0 && open > lastEnd(TURN, before));
    }

    private static int lastEnd(Pattern pattern, String text) {
        int end = 0;
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            end = matcher.end();
        }
        return end;
    }
}

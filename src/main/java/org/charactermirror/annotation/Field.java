package org.charactermirror.annotation;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The columns that the three files know, with the names under which they are accepted. */
enum Field {
    STUDY("研究"),
    SESSION("会话"),
    ANNOTATOR("标注员", "标注者", "标注人"),
    MODEL("模型"),
    MODEL_A("模型a"),
    MODEL_B("模型b"),
    CHARACTER("角色"),
    CATEGORY("类别", "角色类别"),
    TOPIC("话题", "场景"),
    TURN("轮次", "轮"),
    CONSISTENCY("一致性"),
    HUMAN_LIKENESS("拟人化", "拟人性"),
    ENGAGEMENT("吸引力"),
    QUALITY("质量"),
    SAFETY("安全性"),
    CORRECTNESS("正确性"),
    OVERALL("整体", "总体"),
    OOC("角色不一致", "人设不一致"),
    CONTRADICTION("矛盾"),
    REPETITION("重复"),
    LESS_QUALITY("低质量"),
    LESS_INFORMATION("低信息量"),
    PROACTIVITY("主动性"),
    OUTCOME("结果"),
    SHOWN_FIRST("先显示", "左侧"),
    REASON,
    EVIDENCE,
    COMMENT("备注", "评论"),
    ORIGIN("来源");

    private static final Map<String, Field> BY_NAME = byName();

    private static final List<Field> SCORES =
            List.of(CONSISTENCY, HUMAN_LIKENESS, ENGAGEMENT, QUALITY, SAFETY, CORRECTNESS, OVERALL);
    private static final List<Field> FLAGS =
            List.of(OOC, CONTRADICTION, REPETITION, LESS_QUALITY, LESS_INFORMATION, PROACTIVITY);

    /** The accepted names besides the English one, joined by bars. */
    private final String names;

    Field(String... chinese) {
        names = String.join("|", chinese);
    }

    /** Returns the English name. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Field> named(String header) {
        return Optional.ofNullable(BY_NAME.get(header.strip().toLowerCase(Locale.ROOT)));
    }

    static List<Field> scores() {
        return SCORES;
    }

    static List<Field> flags() {
        return FLAGS;
    }

    /** Returns the columns of a kind's file, in the order in which it is written. */
    static List<Field> of(Kind kind) {
        return switch (kind) {
            case RATINGS ->
                List.of(
                        STUDY,
                        SESSION,
                        ANNOTATOR,
                        MODEL,
                        CHARACTER,
                        CATEGORY,
                        TOPIC,
                        CONSISTENCY,
                        HUMAN_LIKENESS,
                        ENGAGEMENT,
                        QUALITY,
                        SAFETY,
                        CORRECTNESS,
                        OVERALL,
                        COMMENT,
                        ORIGIN);
            case TURN_ERRORS ->
                List.of(
                        STUDY,
                        SESSION,
                        ANNOTATOR,
                        MODEL,
                        CHARACTER,
                        CATEGORY,
                        TOPIC,
                        TURN,
                        OOC,
                        CONTRADICTION,
                        REPETITION,
                        LESS_QUALITY,
                        LESS_INFORMATION,
                        PROACTIVITY,
                        EVIDENCE,
                        COMMENT,
                        ORIGIN);
            case PREFERENCES ->
                List.of(
                        STUDY,
                        SESSION,
                        ANNOTATOR,
                        MODEL_A,
                        MODEL_B,
                        CHARACTER,
                        CATEGORY,
                        TOPIC,
                        TURN,
                        OUTCOME,
                        SHOWN_FIRST,
                        REASON,
                        ORIGIN);
        };
    }

    /** Returns the columns without which a file of a kind says nothing. */
    static List<Field> required(Kind kind) {
        return switch (kind) {
            case RATINGS -> List.of(ANNOTATOR, MODEL);
            case TURN_ERRORS -> List.of(ANNOTATOR, MODEL, SESSION, TURN);
            case PREFERENCES -> List.of(ANNOTATOR, MODEL_A, MODEL_B, OUTCOME);
        };
    }

    private static Map<String, Field> byName() {
        Map<String, Field> byName = new HashMap<>();
        for (Field field : values()) {
            byName.put(field.word(), field);
            for (String name : field.names.isEmpty() ? new String[0] : field.names.split("\\|")) {
                if (byName.put(name, field) != null) {
                    throw new AssertionError("two columns are named " + name);
                }
            }
        }
        return Map.copyOf(byName);
    }
}

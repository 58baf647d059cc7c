package org.charactermirror.annotation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The columns that files of judgements know, with the names under which they are accepted. */
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
    REASON("理由", "原因"),
    EVIDENCE("证据", "依据"),
    COMMENT("备注", "评论"),
    ORIGIN("来源"),

    // The long form: one row for each dimension or flag.
    DIMENSION("维度", "指标"),
    SCORE("分数", "评分", "得分"),
    FLAG("标记", "错误类型"),
    VALUE("值", "取值"),

    // Sheets to fill in: what a row is about is kept in the study under its code, and the texts are for reading only.
    ITEM("条目"),
    BETTER("更好"),
    DIALOGUE("对话"),
    CHARACTER_NAME("角色名"),
    TRANSCRIPT("对话内容"),
    GREETING("开场白"),
    CONTEXT("上文"),
    USER("用户"),
    REPLY("回复"),
    FIRST_REPLY("回复一"),
    SECOND_REPLY("回复二");

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
        return Optional.ofNullable(BY_NAME.get(Words.normal(header)));
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

    /** Returns the columns of a kind that say what was judged, and how. */
    static List<Field> judged(Kind kind) {
        return switch (kind) {
            case RATINGS -> SCORES;
            case TURN_ERRORS -> FLAGS;
            case PREFERENCES -> List.of(OUTCOME);
        };
    }

    /** Returns the columns that are known in a file of a kind and form. */
    static List<Field> of(Kind kind, Form form) {
        return switch (form) {
            case WIDE -> of(kind);
            case LONG -> {
                List<Field> fields = new ArrayList<>(of(kind));
                fields.removeAll(judged(kind));
                fields.addAll(longForm(kind));
                yield fields;
            }
            case SHEET -> sheet(kind);
        };
    }

    /** Returns the two columns by which the long form of a kind is told; preferences have none. */
    static List<Field> longForm(Kind kind) {
        return switch (kind) {
            case RATINGS -> List.of(DIMENSION, SCORE);
            case TURN_ERRORS -> List.of(FLAG, VALUE);
            case PREFERENCES -> List.of();
        };
    }

    /** Returns the columns of a sheet, in the order in which it is written; the code comes last, since it is never empty. */
    static List<Field> sheet(Kind kind) {
        List<Field> fields = new ArrayList<>();
        switch (kind) {
            case RATINGS -> {
                fields.addAll(List.of(DIALOGUE, ANNOTATOR, CHARACTER_NAME, TRANSCRIPT));
                fields.addAll(SCORES);
                fields.add(COMMENT);
            }
            case TURN_ERRORS -> {
                fields.addAll(List.of(DIALOGUE, TURN, ANNOTATOR, CHARACTER_NAME, GREETING, USER, REPLY));
                fields.addAll(FLAGS);
                fields.addAll(List.of(EVIDENCE, COMMENT));
            }
            case PREFERENCES -> {
                fields.addAll(List.of(DIALOGUE, TURN, ANNOTATOR, CHARACTER_NAME, CONTEXT, USER));
                fields.addAll(List.of(FIRST_REPLY, SECOND_REPLY, BETTER, REASON));
            }
        }
        fields.add(ITEM);
        return fields;
    }

    /** Tells whether a column of a sheet is there to be read by people only. */
    boolean isForReading() {
        return switch (this) {
            case DIALOGUE, CHARACTER_NAME, TRANSCRIPT, GREETING, CONTEXT, USER, REPLY, FIRST_REPLY, SECOND_REPLY ->
                true;
            default -> false;
        };
    }

    /** Returns the columns without which a file of a kind and form says nothing. */
    static List<Field> required(Kind kind, Form form) {
        if (form == Form.SHEET) {
            return List.of(ANNOTATOR, ITEM);
        }
        return switch (kind) {
            case RATINGS -> List.of(ANNOTATOR, MODEL);
            case TURN_ERRORS -> List.of(ANNOTATOR, MODEL, SESSION, TURN);
            case PREFERENCES -> List.of(ANNOTATOR, MODEL_A, MODEL_B, OUTCOME);
        };
    }

    private static Map<String, Field> byName() {
        Map<String, Field> byName = new HashMap<>();
        for (Field field : values()) {
            byName.put(Words.normal(field.word()), field);
            for (String name : field.names.isEmpty() ? new String[0] : field.names.split("\\|")) {
                if (byName.put(Words.normal(name), field) != null) {
                    throw new AssertionError("two columns are named " + name);
                }
            }
        }
        return Map.copyOf(byName);
    }
}

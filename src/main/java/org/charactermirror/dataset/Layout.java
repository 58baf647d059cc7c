package org.charactermirror.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A form of records that a trainer reads; records of one kind say the same in each of its layouts. */
public enum Layout {
    /** OpenAI's messages, which TRL calls conversational language modelling. */
    SUPERVISED_MESSAGES(DatasetKind.SUPERVISED),
    /** LLaMA-Factory's sharegpt. */
    SUPERVISED_LLAMA_FACTORY(DatasetKind.SUPERVISED),
    /** The two arguments with which the demonstrations of CharacterGLM-6B call their model: session_meta and history. */
    SUPERVISED_SESSION_META(DatasetKind.SUPERVISED),
    /** TRL's conversational preference with an explicit prompt. */
    PREFERENCES_TRL(DatasetKind.PREFERENCES),
    /** LLaMA-Factory's sharegpt with ranking. */
    PREFERENCES_LLAMA_FACTORY(DatasetKind.PREFERENCES),
    /** TRL's conversational unpaired preference, with the flags beside it. */
    TURN_LABELS_TRL(DatasetKind.TURN_LABELS),
    /** LLaMA-Factory's sharegpt with a kto_tag. */
    TURN_LABELS_LLAMA_FACTORY(DatasetKind.TURN_LABELS),
    /** OpenAI's messages with scores beside them. */
    DIALOGUE_SCORES(DatasetKind.DIALOGUE_SCORES);

    private static final String LLAMA_FACTORY = "llama_factory";

    private final DatasetKind kind;

    Layout(DatasetKind kind) {
        this.kind = kind;
    }

    /** Returns the kind of its records. */
    public DatasetKind kind() {
        return kind;
    }

    /** Returns the name under which a loader finds the files of all splits. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the name of the file of a split. */
    String fileName(String split) {
        String layout = word().substring(kind.word().length()).replaceFirst("_", ".");
        return kind.word() + layout + "." + split + ".jsonl";
    }

    boolean isLlamaFactory() {
        return word().endsWith(LLAMA_FACTORY);
    }

    static List<Layout> of(DatasetKind kind) {
        return Arrays.stream(values()).filter(layout -> layout.kind == kind).toList();
    }
}

package org.charactermirror.chat.glm;

import java.nio.file.Path;
import java.util.List;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.Persona;

/** Counts the tokens of a model's prompts without loading its weights. */
public final class PromptLength implements AutoCloseable {

    private final int contextLength;
    private final GlmTokenizer tokenizer;

    private PromptLength(int contextLength, GlmTokenizer tokenizer) {
        this.contextLength = contextLength;
        this.tokenizer = tokenizer;
    }

    /**
     * Opens configuration and tokenizer of a model's folder.
     *
     * @throws org.charactermirror.chat.ModelUnavailableException if one of them is missing or cannot be read
     */
    public static PromptLength open(Path directory) {
        return new PromptLength(ModelConfiguration.read(directory).contextLength(), GlmTokenizer.open(directory));
    }

    /** Returns the most tokens of prompt and reply together. */
    public int limit(GenerationSettings settings) {
        return settings.maxLength() == 0 ? contextLength : Math.min(settings.maxLength(), contextLength);
    }

    /** Returns how many tokens a prompt leaves free for a reply. */
    public int room(GenerationSettings settings) {
        return Prompt.room(settings.maxNewTokens(), limit(settings));
    }

    /** Returns the tokens of the prompt of a dialogue up to the character's next turn. */
    public int tokens(Persona persona, List<Message> messages) {
        return tokenizer.encode(Prompt.text(persona, messages)).length + 2;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}

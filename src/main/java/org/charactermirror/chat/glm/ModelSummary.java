package org.charactermirror.chat.glm;

import java.nio.file.Path;

/**
 * What a model's folder holds, told without loading it.
 *
 * @param name the model's name
 * @param licence its licence, or {@code unknown}
 * @param notes what every report with it must say; empty if there is nothing
 * @param parameters how many numbers its network has
 * @param contextLength the most tokens of prompt and reply together
 * @param weightBytes size of its weights on disk
 */
public record ModelSummary(
        String name, String licence, String notes, long parameters, int contextLength, long weightBytes) {

    /**
     * Reads configuration, tokenizer and the weights' headers.
     *
     * @throws org.charactermirror.chat.ModelUnavailableException if the model could not be opened
     */
    public static ModelSummary of(Path directory) {
        ModelConfiguration sizes = ModelConfiguration.read(directory);
        Checkpoint checkpoint = Checkpoint.open(directory, sizes);
        try (GlmTokenizer tokenizer = GlmTokenizer.open(directory)) {
            tokenizer.checkFits(sizes);
        }
        ModelFolder folder = ModelFolder.read(directory);
        return new ModelSummary(
                folder.name(),
                folder.licence(),
                folder.notes(),
                CheckpointLayout.parameters(sizes),
                sizes.contextLength(),
                checkpoint.tensors().values().stream()
                        .mapToLong(StoredTensor::bytes)
                        .sum());
    }
}

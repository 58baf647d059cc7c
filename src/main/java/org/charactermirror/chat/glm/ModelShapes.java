package org.charactermirror.chat.glm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Known models' sizes by name. */
public final class ModelShapes {

    private static final String CHATGLM2_6B = "chatglm2-6b";

    private ModelShapes() {}

    public static List<String> names() {
        List<String> names = new ArrayList<>(List.of(CHATGLM2_6B));
        names.addAll(EmbeddedModels.names());
        return names;
    }

    /** Returns the sizes of ChatGLM2-6B, which are CharacterGLM-6B's too, or of an embedded model. */
    public static Optional<ModelConfiguration> named(String name) {
        if (name.equals(CHATGLM2_6B)) {
            return Optional.of(new ModelConfiguration(28, 4096, 13696, 32, 128, 2, 65024, 32768, 1e-5));
        }
        return EmbeddedModels.names().contains(name)
                ? Optional.of(ModelConfiguration.read(EmbeddedModels.resolve(EmbeddedModels.PREFIX + name)))
                : Optional.empty();
    }
}

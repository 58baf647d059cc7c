package org.charactermirror.chat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A fake: answers from a few words, chosen by the seed and by everything in the request, and counts tokens as characters.
 */
public final class ScriptedChatModel implements ChatModel {

    private static final List<String> WORDS = List.of("今夜", "月色", "正好", "你呢", "江边", "风大", "我", "记得", "从前", "是啊");

    private final String weights;
    private String cached = "";

    /** Makes a model; another name of the weights stands for another model. */
    public ScriptedChatModel(String weights) {
        this.weights = weights;
    }

    @Override
    public ModelDescription description() {
        return new ModelDescription(
                "scripted", "local", "Apache-2.0", "A fake for tests.", 0, Map.of("sha256 weights", weights));
    }

    @Override
    public synchronized ChatReply reply(ChatRequest request, TextListener listener) {
        String prompt = request.persona() + request.messages().toString();
        int bound = request.settings().maxNewTokens();
        SplittableRandom random = new SplittableRandom(request.seed() ^ prompt.hashCode() ^ weights.hashCode());
        StringBuilder text = new StringBuilder();
        int wanted = 3 + random.nextInt(6);
        for (int i = 0; i < wanted && text.length() + 2 < bound; i++) {
            String word = WORDS.get(random.nextInt(WORDS.size()));
            text.append(word);
            listener.onText(word);
        }
        int common = 0;
        while (common < Math.min(cached.length(), prompt.length()) && cached.charAt(common) == prompt.charAt(common)) {
            common++;
        }
        cached = prompt;
        StopReason reason = text.length() + 2 < bound ? StopReason.END_OF_SEQUENCE : StopReason.LENGTH;
        return new ChatReply(text.toString(), reason, prompt.length(), common, Math.min(bound, text.length() + 1), 0);
    }

    @Override
    public void close() {}
}

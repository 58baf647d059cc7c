package org.charactermirror.chat;

/**
 * How a reply is generated.
 *
 * @param temperature 0 for greedy decoding, otherwise the divisor of the logits, at most 10
 * @param topP the smallest set of tokens whose probability reaches this is kept, in (0, 1]
 * @param topK at most this many tokens are kept; 0 for no limit
 * @param repetitionPenalty divides positive and multiplies negative logits of tokens already present; 1 for none
 * @param maxNewTokens upper bound of a reply's tokens, at least 1
 * @param maxLength upper bound of prompt and reply together; 0 for the model's own context
 * @param numBeams how many beginnings of a reply are followed up at the same time, 1 to 4. More than 1 is a search for the
 *     likeliest reply, which needs temperature 0: what other programs do where beams meet a temperature draws from no
 *     distribution that can be stated, and differs between their versions, so that a study could not say what it measured
 */
public record GenerationSettings(
        double temperature,
        double topP,
        int topK,
        double repetitionPenalty,
        int maxNewTokens,
        int maxLength,
        int numBeams) {

    /** The most beams there can be. */
    public static final int MOST_BEAMS = 4;

    public GenerationSettings {
        require(temperature >= 0 && temperature <= 10, "temperature", temperature, "from 0 to 10");
        require(topP > 0 && topP <= 1, "top_p", topP, "above 0 and at most 1");
        require(topK >= 0, "top_k", topK, "0 or more");
        require(
                repetitionPenalty > 0 && repetitionPenalty <= 10,
                "repetition_penalty",
                repetitionPenalty,
                "above 0 and at most 10");
        require(maxNewTokens >= 1, "max_new_tokens", maxNewTokens, "1 or more");
        require(maxLength >= 0, "max_length", maxLength, "0 or more");
        require(numBeams >= 1 && numBeams <= MOST_BEAMS, "num_beams", numBeams, "from 1 to " + MOST_BEAMS);
        require(
                numBeams == 1 || temperature == 0,
                "temperature",
                temperature,
                "0 with num_beams " + numBeams + ": beam search draws nothing");
    }

    /** Makes settings without beam search. */
    public GenerationSettings(
            double temperature, double topP, int topK, double repetitionPenalty, int maxNewTokens, int maxLength) {
        this(temperature, topP, topK, repetitionPenalty, maxNewTokens, maxLength, 1);
    }

    /** CharacterGLM's demo settings: temperature 0.9, top-p 0.8. */
    public static GenerationSettings ofDefaults() {
        return new GenerationSettings(0.9, 0.8, 0, 1.0, 128, 0);
    }

    /** Always takes the likeliest token. */
    public static GenerationSettings greedy(int maxNewTokens) {
        return new GenerationSettings(0, 1, 0, 1.0, maxNewTokens, 0);
    }

    private static void require(boolean holds, String name, Number value, String range) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be " + range);
        }
    }
}

package org.charactermirror.metric;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.charactermirror.chat.ModelUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * The Chinese sentence model that ships with the program: BAAI's bge-small-zh-v1.5 in 8-bit integers (MIT licence), run by ONNX
 * Runtime on the processor. A vector is that of the token that begins the text, brought to length 1.
 *
 * <p>Each text is run alone: in a batch, the scale of the 8-bit numbers would depend on the texts beside it. Of a text
 * of more than 512 tokens only the first count, since the model knows no more places.
 */
public final class SentenceModel implements SentenceEncoder, AutoCloseable {

    private static final String MODEL = "/bge-small-zh-v1.5-q.onnx";
    private static final String TOKENIZER = "/bge-small-zh-v1.5-q-tokenizer.json";
    private static final int MOST_TOKENS = 512;
    private static final int SIZE = 512;

    /** Replies and sentences of profiles come again and again; about 40 MB of vectors. */
    private static final int KEPT = 20_000;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPieces pieces;
    private final ConcurrentHashMap<String, float[]> kept = new ConcurrentHashMap<>();

    private SentenceModel(OrtEnvironment environment, OrtSession session, WordPieces pieces) {
        this.environment = environment;
        this.session = session;
        this.pieces = pieces;
    }

    /**
     * Loads the model.
     *
     * @param cache the program's cache folder, into which the native library is unpacked
     * @throws ModelUnavailableException if it cannot be used on this machine
     */
    public static SentenceModel open(Path cache) {
        try {
            OnnxLibrary.prepare(cache);
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                // Dialogues are computed side by side; more threads for one text would only wait for each other.
                options.setIntraOpNumThreads(1);
                options.setInterOpNumThreads(1);
                return new SentenceModel(
                        environment,
                        environment.createSession(resource(MODEL), options),
                        WordPieces.read(resource(TOKENIZER)));
            }
        } catch (IOException | OrtException | LinkageError e) {
            throw new ModelUnavailableException(
                    "the sentence model cannot be used here: " + e.getMessage() + "; leave it out with --no-embeddings",
                    e);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (@Nullable InputStream in = SentenceModel.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing in this build");
            }
            return in.readAllBytes();
        }
    }

    @Override
    public float[] encode(String text) {
        float[] known = kept.get(text);
        if (known == null) {
            known = computed(pieces.ids(text, MOST_TOKENS));
            if (kept.size() >= KEPT) {
                // What is kept changes no vector, only the time; beginning anew is simple and seldom.
                kept.clear();
            }
            kept.put(text, known);
        }
        return known;
    }

    private float[] computed(long[] ids) {
        long[] shape = {1, ids.length};
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        try (OnnxTensor tokens = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
                OnnxTensor types = OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", tokens, "attention_mask", mask, "token_type_ids", types))) {
            FloatBuffer hidden = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] first = new float[SIZE];
            hidden.get(first);
            return normalised(first);
        } catch (OrtException e) {
            throw new ModelUnavailableException("ONNX Runtime failed: " + e.getMessage(), e);
        }
    }

    private static float[] normalised(float[] vector) {
        double sum = 0;
        for (float part : vector) {
            sum += (double) part * part;
        }
        double length = Math.sqrt(sum);
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}

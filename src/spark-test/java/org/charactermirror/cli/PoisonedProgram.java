package org.charactermirror.cli;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.charactermirror.batch.StudyPlan;
import org.charactermirror.batch.spark.ExecutorStudy;
import org.charactermirror.batch.spark.StudyOpener;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.ModelUsage;
import org.charactermirror.chat.TextListener;
import org.charactermirror.scenario.ModelSpec;

/** The program with models that two dialogues break: one throws an error, the other ends the whole process. */
public final class PoisonedProgram {

    static final String THROWS = "li-bai.love-1.1";
    static final String ENDS = "su-shi.chat-1.1";

    private PoisonedProgram() {}

    public static void main(String[] arguments) {
        SparkMain.end(SparkMain.commandLine(PoisonedOpener::new).execute(arguments));
    }

    private record PoisonedOpener(StudyOpener opener) implements StudyOpener {

        @Override
        public ExecutorStudy open(Executor executor) {
            return new PoisonedStudy(opener.open(executor));
        }
    }

    private record PoisonedStudy(ExecutorStudy study) implements ExecutorStudy {

        @Override
        public StudyPlan plan() {
            return study.plan();
        }

        @Override
        public Map<String, String> ingredients() {
            return study.ingredients();
        }

        @Override
        public Optional<ModelDescription> describe(ModelSpec spec) {
            return study.describe(spec);
        }

        @Override
        public ChatModel open(ModelSpec spec, BooleanSupplier stopRequested) {
            return new PoisonedModel(study.open(spec, stopRequested));
        }

        @Override
        public Map<String, ModelUsage> usage() {
            return study.usage();
        }
    }

    private record PoisonedModel(ChatModel model) implements ChatModel {

        @Override
        public ModelDescription description() {
            return model.description();
        }

        @Override
        public ChatReply reply(ChatRequest request, TextListener listener) {
            String dialogue = request.dialogue().map(Object::toString).orElse("");
            if (dialogue.equals(THROWS)) {
                throw new StackOverflowError("poison");
            } else if (dialogue.equals(ENDS)) {
                Runtime.getRuntime().halt(99);
            }
            return model.reply(request, listener);
        }

        @Override
        public void close() {
            model.close();
        }
    }
}

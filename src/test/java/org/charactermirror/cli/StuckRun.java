package org.charactermirror.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.ScriptedChatModel;
import org.charactermirror.chat.TextListener;
import picocli.CommandLine;

/**
 * A process that plays the demo with a model that answers a number of times at once, then slowly or never: to be
 * interrupted by a test. Arguments: installation, output folder, number of quick replies, nanoseconds of every later one.
 */
final class StuckRun implements ChatModel {

    private final ChatModel model = new ScriptedChatModel("weights");
    private final long pause;
    private final AtomicInteger quick;

    private StuckRun(int quick, long pause) {
        this.quick = new AtomicInteger(quick);
        this.pause = pause;
    }

    public static void main(String[] arguments) {
        Path home = Path.of(arguments[0]);
        StuckRun model = new StuckRun(Integer.parseInt(arguments[2]), Long.parseLong(arguments[3]));
        CommandLine demo =
                new CommandLine(new DemoCommand(new Installation(home, Optional.of(home)), batch -> spec -> model));
        demo.setCaseInsensitiveEnumValuesAllowed(true);
        demo.setErr(new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true));
        System.exit(demo.execute("--batch", "1", "--out", arguments[1]));
    }

    @Override
    public ModelDescription description() {
        return model.description();
    }

    @Override
    public ChatReply reply(ChatRequest request, TextListener listener) {
        if (quick.getAndDecrement() <= 0) {
            System.err.println("slow");
            long until = System.nanoTime() + pause;
            while (System.nanoTime() < until) {
                LockSupport.parkNanos(until - System.nanoTime());
            }
        }
        return model.reply(request, listener);
    }

    @Override
    public void close() {
        model.close();
    }
}

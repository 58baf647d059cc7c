package org.charactermirror.session;

import java.nio.file.Path;
import java.util.List;
import org.charactermirror.chat.StopReason;
import org.charactermirror.scenario.Continuation;

/** Small recordings for tests, all of 阿灯, who greets with 坐。 */
final class Recorded {

    private Recorded() {}

    static Turn turn(int number, String user, String reply) {
        return new Turn(number, user, reply, StopReason.NEWLINE, 10 * number, number, number - 1, 7, 3, 0.25);
    }

    static Transcript dialogue(String model, String scenario, int repetition, Turn... turns) {
        return new Transcript(
                "old-study",
                new SessionId(model, "lamp", scenario, repetition),
                "daily_life",
                "chat",
                "阿灯",
                "小舟",
                "坐。",
                List.of(turns));
    }

    static PairTranscript pair(String a, String b, PairTurn... turns) {
        Turn[] said = List.of(turns).stream().map(PairTurn::said).toArray(Turn[]::new);
        return new PairTranscript(
                dialogue(PairScript.name(a, b), "walk", 1, said), a, b, Continuation.RANDOM, List.of(turns));
    }

    static Path write(Path folder, List<Transcript> single, List<PairTranscript> pairs) {
        Path file = folder.resolve(TranscriptWriter.FILE_NAME);
        TranscriptWriter.write(file, (alone, together) -> {
            single.forEach(alone);
            pairs.forEach(together);
        });
        return file;
    }
}

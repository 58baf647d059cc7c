package org.charactermirror.chat.remote;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.charactermirror.chat.CallLimits;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.Parameter;
import org.charactermirror.chat.Persona;
import org.charactermirror.chat.SystemPrompt;

/** Models of fake endpoints, whose waits are short. */
final class Endpoints {

    static final Persona PERSONA = new Persona("项羽", "项羽，西楚霸王。", "小舟", "一个学历史的学生");

    static final Dialect OPENAI = new Dialect.OpenAi(new SystemPrompt("你是{bot_name}。{bot_info}\n对方：{user_info}"));

    /** Waits that no test notices; patience enough for any number of failures. */
    static final Pacing QUICK = pacing(Duration.ofMinutes(10));

    private Endpoints() {}

    static Pacing pacing(Duration patience) {
        return new Pacing(
                Duration.ofMillis(1), Duration.ofMillis(4), 5, Duration.ofMillis(4), patience, Duration.ofMillis(20));
    }

    static RemoteSettings settings(String url, Dialect dialect, boolean stream) {
        return new RemoteSettings(
                "far",
                URI.create(url),
                "far-1",
                dialect,
                Optional.of(new ApiKey("sk-secret")),
                new CallLimits(OptionalInt.empty(), OptionalLong.empty(), OptionalInt.empty(), 60, 10, 10),
                stream,
                Parameter.USUAL);
    }

    static ChatRequest request(long seed) {
        return new ChatRequest(
                PERSONA,
                List.of(Message.character("你来了。"), Message.user("你老家在哪里？")),
                new GenerationSettings(0.9, 0.8, 0, 1, 32, 0),
                seed);
    }

    /** Time that passes only where somebody waits. */
    static final class FakeTime implements Waiting {

        private final List<Duration> pauses = new ArrayList<>();
        private long now;

        @Override
        public synchronized long nanoTime() {
            return now;
        }

        @Override
        public boolean stopRequested() {
            return false;
        }

        @Override
        public synchronized void pause(Duration time) {
            if (!time.isZero()) {
                pauses.add(time);
                now += time.toNanos();
            }
        }

        /** All waits so far that were any. */
        synchronized List<Duration> pauses() {
            return List.copyOf(pauses);
        }
    }
}

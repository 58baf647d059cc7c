package org.charactermirror.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Two small characters (lamp in two languages) and two small scenarios of 22 messages for tests. */
public final class SampleFiles {

    private SampleFiles() {}

    /** Writes {@code characters/} and {@code scenarios/} into a folder. */
    public static void write(Path folder) throws IOException {
        Path characters = Files.createDirectories(folder.resolve("characters"));
        Path scenarios = Files.createDirectories(folder.resolve("scenarios"));
        Files.writeString(characters.resolve("lamp.yaml"), character("lamp", "zh", "阿灯", "daily_life"));
        Files.writeString(characters.resolve("lamp.en.yaml"), character("lamp", "en", "Lamp", "daily_life"));
        Files.writeString(characters.resolve("clock.yaml"), character("clock", "zh", "老钟", "celebrities"));
        Files.writeString(scenarios.resolve("walk.yaml"), scenario("walk", "chat"));
        Files.writeString(scenarios.resolve("talk.yaml"), scenario("talk", "interview"));
    }

    /** Writes a character of any category, in Chinese. */
    public static void writeCharacter(Path folder, String id, String category) throws IOException {
        Files.writeString(folder.resolve("characters").resolve(id + ".yaml"), character(id, "zh", "旧物" + id, category));
    }

    /** Writes a scenario of any topic. */
    public static void writeScenario(Path folder, String id, String topic) throws IOException {
        Files.writeString(folder.resolve("scenarios").resolve(id + ".yaml"), scenario(id, topic));
    }

    private static String character(String id, String language, String name, String category) {
        return """
                id: %s
                name: %s
                category: %s
                language: %s
                attributes:
                  identity: 一件旧物
                  interests: 看人读书。
                  viewpoints: 光要照在字上。
                  experiences: 换过三个主人。
                  achievements: 陪三代人读完了小学。
                  social_relationships: 和邻居要好。
                  other: 有一根麻花线。
                behaviors:
                  linguistic_features: 说话慢。
                  emotional_expression: 高兴时亮一点。
                  interaction_patterns: 先问你在读什么。
                user: {name: 小舟, info: 一个爱熬夜的学生}
                greeting: 坐近些，我陪着你。
                source: 原创
                license: Apache-2.0
                """.formatted(id, name, category, language);
    }

    private static String scenario(String id, String topic) {
        String turns = IntStream.rangeClosed(1, 22)
                .mapToObj(turn -> "  - \"{bot_name}，这是第" + turn + "句。\"\n")
                .collect(Collectors.joining());
        return "id: " + id + "\ntitle: 散步\ntopic: " + topic + "\nlanguage: zh\nsituation: 傍晚。\nturns:\n" + turns
                + "source: 原创\nlicense: Apache-2.0\n";
    }
}

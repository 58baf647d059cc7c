package org.charactermirror.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.charactermirror.chat.Persona;
import org.charactermirror.chat.StopReason;
import org.charactermirror.metric.Conversation;
import org.charactermirror.session.MessageSource;
import org.charactermirror.session.RecordedDialogue;
import org.charactermirror.session.RecordedDialogue.Reply;
import org.charactermirror.session.RecordedDialogue.Round;

/** Dialogues that nobody had, of Chinese words in no order, for measuring what many of them take. */
final class MadeUpDialogues {

    /** Rounds of a dialogue. */
    static final int ROUNDS = 20;

    private static final int SHORTEST = 60;
    private static final int LONGEST = 100;
    private static final int PROFILE = 500;
    private static final int CHARACTERS = 24;

    private static final String[] WORDS =
            ("月亮 今天 朋友 喜欢 我们 知道 时候 晚上 早上 回家 吃饭 喝酒 说话 故事 从前 如今 大概 也许 一起 慢慢 忽然 心里 眼睛 声音 山上 江边 桥头"
                            + " 院子 窗户 灯火 春天 秋天 下雨 下雪 风筝 书信 远方 少年 老人 孩子 母亲 父亲 哥哥 妹妹 先生 姑娘 师父 徒弟 马车 小船 路上 城里 村口"
                            + " 茶馆 酒楼 米饭 点心 羊肉 青菜 桃花 荷叶 菊花 梅花 写字 画画 唱歌 弹琴 下棋 读书 种田 打鱼 做梦 睡觉 起床 等待 离开 回来 记得 忘记"
                            + " 高兴 难过 害怕 生气 温柔 安静 热闹 干净 明亮 漂亮 认真 聪明 勇敢 因为 所以 但是 如果 虽然 已经 还是 我 你 他 的 了 在 是 有 不 就 也 都"
                            + " 很 太 再 又 只 把 被 给 跟 向 对 从 到 去 来 看 听 想 要 会 能")
                    .split(" ");
    private static final String[] SIGNS = {"，", "，", "，", "。", "！", "？", "……"};

    private final SplittableRandom random;

    MadeUpDialogues(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Makes dialogues with so many replies, the last one perhaps a shorter one. */
    List<Conversation> of(int replies) {
        List<Persona> personas = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < CHARACTERS; i++) {
            names.add("角色" + (char) ('甲' + i));
            personas.add(new Persona(names.get(i), text(PROFILE), "小舟", ""));
        }
        List<Conversation> all = new ArrayList<>();
        for (int made = 0; made < replies; made += ROUNDS) {
            int number = made / ROUNDS;
            all.add(new Conversation(
                    dialogue(number, names.get(number % CHARACTERS), Math.min(ROUNDS, replies - made)),
                    "zh",
                    Optional.of(personas.get(number % CHARACTERS)),
                    names));
        }
        return all;
    }

    private RecordedDialogue dialogue(int number, String name, int rounds) {
        List<Round> played = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            Reply reply = new Reply(text(random.nextInt(SHORTEST, LONGEST + 1)), StopReason.NEWLINE, 0);
            played.add(new Round(round, text(20), List.of(reply), 0, MessageSource.SCRIPT));
        }
        return new RecordedDialogue(
                "made-up." + number,
                List.of("made-up"),
                name,
                "made-up",
                "made-up",
                "chat",
                1,
                rounds,
                name,
                "小舟",
                text(25),
                RecordedDialogue.State.DONE,
                "",
                played,
                Optional.empty());
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder();
        int words = 0;
        while (text.length() < length) {
            text.append(WORDS[random.nextInt(WORDS.length)]);
            words++;
            if (words % 6 == 0) {
                text.append(SIGNS[random.nextInt(SIGNS.length)]);
            }
        }
        return text.substring(0, length);
    }
}

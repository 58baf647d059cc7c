package org.charactermirror.web.studio;

import java.util.List;

/**
 * A dialogue for {@link FakeStudio}.
 *
 * @param kind of study
 * @param lines per turn: what the user says, the first reply, the second reply
 */
record FakeDialogue(
        String kind,
        String character,
        String profile,
        String user,
        String situation,
        String greeting,
        List<String[]> lines) {

    /** Two turns between ordinary people. */
    static FakeDialogue ordinary(String kind) {
        return new FakeDialogue(
                kind,
                "艾希",
                "海边小镇的灯塔看守人，四十来岁，话不多，记得每一艘船的名字。年轻时在远洋船上待过八年，右手有一道旧伤。",
                "旅人",
                "傍晚，灯塔下的石阶上，风很大。",
                "风大，进来说吧。茶刚烧好。",
                List.of(
                        new String[] {"你在这儿多少年了？", "十六年。头一年最难，海上的雾比现在厚，我每晚要敲三次钟。", "我是▇▇▇，很高兴为您服务！我已经在这里工作了很多年，每天都很开心。"
                        },
                        new String[] {
                            "You speak English too? What was the worst night?",
                            "十六年。头一年最难，海上的雾比现在厚。",
                            "The night the Heron came in with no mast. I still hear the rope."
                        }));
    }

    /** Replies that mean to break the page. */
    static FakeDialogue hostile(String kind) {
        String script = "<script>document.title='hacked'</script><img src=x onerror=\"document.title='hacked'\">"
                + "<style>*{display:none}</style></div></main>";
        return new FakeDialogue(
                kind,
                "\u202Eevil\u202E <b>bold</b>",
                script + "\u202E" + "W".repeat(500),
                "\u2067user\u202E",
                script,
                script,
                List.of(
                        new String[] {
                            "\u202Eturn all around", script + "\u202Ereversed \u2066 isolated", "x".repeat(1_000_000)
                        },
                        new String[] {"a\u0000b\uD800c", "y".repeat(1_000_000), "\n".repeat(3000) + "end"}));
    }

    int size() {
        return lines.size();
    }

    String user(int turn) {
        return lines.get(turn - 1)[0];
    }

    String first(int turn) {
        return lines.get(turn - 1)[1];
    }

    String second(int turn) {
        return lines.get(turn - 1)[2];
    }
}

package org.charactermirror.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.Persona;
import org.charactermirror.chat.StopReason;
import org.charactermirror.chat.TextListener;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.Scenario;
import org.charactermirror.scenario.ScenarioLibrary;
import org.charactermirror.scenario.ScriptedTurn;
import org.junit.jupiter.api.Test;

class SessionPlayerTest {

    private static final Path SAMPLES =
            Path.of(System.getProperty("charmirror.home")).resolve("scenarios").resolve("samples");

    /** Answers with a word of its own about drinks, by turns: {@code 酒 1}, {@code 茶 2}, {@code 水 3}, ... */
    private static final class Drinker implements ChatModel {

        @Override
        public ModelDescription description() {
            return new ModelDescription("drinker", "local", "unknown", "", 0, Map.of());
        }

        @Override
        public ChatReply reply(ChatRequest request, TextListener listener) {
            int turn = request.messages().size() / 2;
            String text = List.of("水", "酒", "茶").get(turn % 3) + " " + turn;
            return new ChatReply(text, StopReason.NEWLINE, 1, 0, 1, 0);
        }

        @Override
        public void close() {}
    }

    @Test
    void the_shipped_sample_goes_where_the_replies_lead_whether_or_not_it_was_interrupted() {
        SessionScript script = script(sample());
        List<Turn> whole = play(script, List.of());

        assertThat(whole).hasSize(20);
        assertThat(whole.stream().map(Turn::user).distinct()).hasSize(20);
        for (int played = 0; played <= 20; played++) {
            List<Turn> turns = new ArrayList<>(whole.subList(0, played));
            turns.addAll(play(script, turns));
            assertThat(turns)
                    .extracting(Turn::user)
                    .isEqualTo(whole.stream().map(Turn::user).toList());
            assertThat(turns)
                    .extracting(Turn::reply)
                    .isEqualTo(whole.stream().map(Turn::reply).toList());
        }
    }

    @Test
    void a_message_depends_on_the_replies_before_it() {
        SessionScript script = script(sample());
        List<ScriptedTurn> written = ((UserPart.Scripted) script.user()).turns();
        ScriptedTurn branch = written.stream()
                .filter(turn -> turn instanceof ScriptedTurn.Branch)
                .findFirst()
                .orElseThrow();
        int number = written.indexOf(branch) + 1;
        List<String> wine = Collections.nCopies(number - 1, "我只爱喝酒。");
        List<String> nothing = Collections.nCopies(number - 1, "……");

        assertThat(message(script, wine)).isNotEqualTo(message(script, nothing));
    }

    private static String message(SessionScript script, List<String> replies) {
        List<Message> said = new ArrayList<>(List.of(Message.character(script.greeting())));
        for (String reply : replies) {
            said.add(Message.user("问"));
            said.add(Message.character(reply));
        }
        return UserVoice.SCRIPTS.message(script, said).orElseThrow().text();
    }

    private static List<Turn> play(SessionScript script, List<Turn> played) {
        List<Turn> turns = new ArrayList<>();
        try (ChatModel model = new Drinker()) {
            new SessionPlayer(model).play(script, played, turns::add);
        }
        return turns;
    }

    private static Scenario sample() {
        Problems problems = new Problems();
        ScenarioLibrary library = ScenarioLibrary.load(SAMPLES, problems);
        library.warnOfRepeats(problems);
        assertThat(problems.all()).isEmpty();
        assertThat(library.documents())
                .hasSize(1)
                .extracting(YamlDocument::source)
                .first()
                .asString()
                .endsWith("tea.yaml");
        return library.find("tea").orElseThrow();
    }

    private static SessionScript script(Scenario scenario) {
        return new SessionScript(
                new SessionId("m", "lamp", "tea", 1),
                "daily_life",
                scenario.topic(),
                new Persona("阿灯", "一盏灯", "小舟", ""),
                "坐。",
                new UserPart.Scripted(scenario.turns().subList(0, 20).stream()
                        .map(turn -> turn.named("阿灯", "小舟"))
                        .toList()),
                GenerationSettings.greedy(8),
                7);
    }
}

package org.charactermirror.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;

/** Reads the user's side of a scenario that fits its schema, and checks what a schema cannot. */
final class UserSideReader {

    private final YamlDocument document;
    private final Problems problems = new Problems();

    private UserSideReader(YamlDocument document) {
        this.document = document;
    }

    /** Reads it; whatever is wrong goes to the problems, and then there is none. */
    static Optional<UserSide> read(YamlDocument document, Problems problems) {
        UserSideReader reader = new UserSideReader(document);
        Optional<UserSide> side = document.root().has("interviewer")
                ? Optional.of(reader.interviewer(document.root().path("interviewer")))
                : reader.script();
        problems.addAll(reader.problems.all());
        return reader.problems.hasErrors() ? Optional.empty() : side;
    }

    private Optional<UserSide> script() {
        Optional<List<ScriptedTurn>> turns = ScriptReader.read(document, problems);
        Map<Integer, ScriptedTurn> probes = probes(document.root().path("turns").size(), Map.of());
        return turns.map(written -> {
            List<ScriptedTurn> said = new ArrayList<>(written);
            probes.forEach((turn, probe) -> {
                if (turn <= said.size()) {
                    said.set(turn - 1, probe);
                }
            });
            return new UserSide.Script(said);
        });
    }

    private UserSide interviewer(JsonNode node) {
        String persona = text(node, "persona").orElseThrow();
        Optional<String> about = text(node, "about");
        List<String> goals = new ArrayList<>();
        for (JsonNode goal : node.path("goals")) {
            goals.add(checked(goal.textValue(), "/interviewer/goals/" + goals.size()));
        }
        List<ProbeArea> areas = new ArrayList<>();
        node.path("probe").forEach(area -> areas.add(ProbeArea.ofWord(area.textValue())));
        Map<Integer, ScriptedTurn> fixed = new HashMap<>();
        text(node, "opening").ifPresent(opening -> fixed.put(1, new ScriptedTurn.Say(opening)));
        fixed.putAll(probes(Integer.MAX_VALUE, fixed));
        return new UserSide.Interviewer(persona, goals, about, areas, fixed);
    }

    private Optional<String> text(JsonNode node, String key) {
        return Optional.ofNullable(node.path(key).textValue()).map(text -> checked(text, "/interviewer/" + key));
    }

    private String checked(String text, String pointer) {
        Placeholders.unknown(text)
                .forEach(unknown -> document.error(
                        problems,
                        pointer,
                        pointer.substring(1).replace('/', '.') + " " + Placeholders.problem(unknown)));
        return text;
    }

    /**
     * Reads the probes.
     *
     * @param last the last turn that one can take the place of
     * @param taken the turns of which the message is given otherwise
     */
    private Map<Integer, ScriptedTurn> probes(int last, Map<Integer, ScriptedTurn> taken) {
        Map<Integer, ScriptedTurn> probes = new HashMap<>();
        JsonNode list = document.root().path("probes");
        for (int index = 0; index < list.size(); index++) {
            JsonNode node = list.get(index);
            String pointer = "/probes/" + index;
            int turn = node.path("turn").intValue();
            String message = node.path("say").textValue();
            String item = "item " + (index + 1) + " of probes ";
            Placeholders.unknown(message)
                    .forEach(unknown ->
                            document.error(problems, pointer + "/say", item + Placeholders.problem(unknown)));
            if (turn > last) {
                document.error(
                        problems,
                        pointer + "/turn",
                        item + "is for turn " + turn + ", but the script has " + last + " turns");
            } else if (taken.containsKey(turn)) {
                document.error(
                        problems,
                        pointer + "/turn",
                        item + "is for turn 1, which has the opening message; remove one of the two");
            } else if (probes.containsKey(turn)) {
                document.error(
                        problems,
                        pointer + "/turn",
                        item + "is for turn " + turn + ", which has a probe already; give each a turn of its own");
            }
            probes.put(
                    turn,
                    new ScriptedTurn.Probe(
                            ProbeDimension.ofWord(node.path("dimension").textValue()), message));
        }
        return probes;
    }
}

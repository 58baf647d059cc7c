package org.charactermirror.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.ProbeDimension;
import org.charactermirror.scenario.ScriptedTurn;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.SessionScript;
import org.charactermirror.session.UserPart;

/** Which probes every dialogue of a study asks, and in which turns. */
public final class ProbePlan {

    private final Map<SessionId, SessionScript> scripts;
    private final Map<SessionId, List<PlannedProbe>> asked;

    private ProbePlan(Map<SessionId, SessionScript> scripts, Map<SessionId, List<PlannedProbe>> asked) {
        this.scripts = scripts;
        this.asked = asked;
    }

    /**
     * Puts probes into scripts; the same scripts, probes and seeds give the same plan.
     *
     * @param source how messages name the study
     * @param language of the probes
     * @param problems are told of characters without probes, and of probes that do not fit; there is no plan then
     */
    public static Optional<ProbePlan> of(
            List<SessionScript> scripts, ProbeLibrary library, String language, String source, Problems problems) {
        Problems own = new Problems();
        checkCharacters(scripts, library, language, source, own);
        if (own.hasErrors()) {
            problems.addAll(own.all());
            return Optional.empty();
        }
        Map<SessionId, SessionScript> probed = new LinkedHashMap<>();
        Map<SessionId, List<PlannedProbe>> asked = new HashMap<>();
        for (SessionScript script : scripts) {
            SessionId id = script.id();
            List<Probe> probes =
                    library.find(id.character(), language).orElseThrow().probes();
            String name = id.character() + "." + id.scenario() + "." + id.repetition();
            List<ProbeLayout.Placed> placed = ProbeLayout.place(probes, script.rounds(), script.studySeed(), name)
                    .orElseThrow(() -> new IllegalStateException(id + ": the probes fitted before"));
            Woven woven = Woven.of(script, placed);
            probed.put(id, woven.script());
            asked.put(id, woven.probes());
        }
        return Optional.of(new ProbePlan(probed, asked));
    }

    private static void checkCharacters(
            List<SessionScript> scripts, ProbeLibrary library, String language, String source, Problems problems) {
        Map<String, Integer> rounds = new LinkedHashMap<>();
        scripts.forEach(script -> rounds.put(script.id().character(), script.rounds()));
        rounds.forEach((character, there) -> {
            Optional<ProbeSet> set = library.find(character, language);
            if (set.isEmpty()) {
                problems.error(
                        source,
                        "asks the probes of the character " + character + ", which has none in the language " + language
                                + "; write scenarios/probes/" + character + ".yaml, or leave the character out");
                return;
            }
            int least = ProbeLayout.leastRounds(set.get().probes());
            if (least > there) {
                problems.error(
                        source,
                        "has " + there + " rounds, but the probes of " + character + " need " + least
                                + "; raise rounds, or leave the character out");
            }
        });
    }

    /**
     * A probe of a dialogue.
     *
     * @param plant the earlier message, with names put in; empty if there is none
     * @param plantTurn 1-based; 0 if there is none
     * @param question with names put in
     * @param turn 1-based, that of the question
     */
    public record PlannedProbe(Probe probe, String plant, int plantTurn, String question, int turn) {}

    /** Returns a dialogue's script with its probes. */
    public SessionScript script(SessionScript script) {
        return Optional.ofNullable(scripts.get(script.id()))
                .orElseThrow(() -> new IllegalArgumentException(script.id() + " is not planned"));
    }

    /** Returns a dialogue's probes in the order of their questions; none if it is not planned. */
    public List<PlannedProbe> probes(SessionId session) {
        return asked.getOrDefault(session, List.of());
    }

    /** A script in which probes stand between the scenario's messages, which keep their order. */
    private record Woven(SessionScript script, List<PlannedProbe> probes) {

        static Woven of(SessionScript script, List<ProbeLayout.Placed> placed) {
            if (!(script.user() instanceof UserPart.Scripted scripted)) {
                throw new IllegalArgumentException(script.id() + " has no script that probes could stand in");
            }
            String bot = script.persona().botName();
            String user = script.persona().userName();
            Map<Integer, ScriptedTurn> messages = new HashMap<>();
            List<PlannedProbe> probes = new ArrayList<>();
            for (ProbeLayout.Placed one : placed) {
                ScriptedTurn question = new ScriptedTurn.Probe(
                                ProbeDimension.CONSISTENCY, one.probe().question())
                        .named(bot, user);
                messages.put(one.turn(), question);
                String plant = one.probe()
                        .plant()
                        .map(before -> {
                            ScriptedTurn said = new ScriptedTurn.Say(before.message()).named(bot, user);
                            messages.put(one.plantTurn(), said);
                            return said.message(List.of());
                        })
                        .orElse("");
                probes.add(
                        new PlannedProbe(one.probe(), plant, one.plantTurn(), question.message(List.of()), one.turn()));
            }
            List<ScriptedTurn> turns = ShiftedScript.weave(scripted.turns(), messages);
            return new Woven(
                    new SessionScript(
                            script.id(),
                            script.category(),
                            script.topic(),
                            script.persona(),
                            script.greeting(),
                            new UserPart.Scripted(turns),
                            script.settings(),
                            script.studySeed()),
                    List.copyOf(probes));
        }
    }
}

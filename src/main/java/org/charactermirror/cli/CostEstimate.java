package org.charactermirror.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.batch.StudyPlan;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.Persona;
import org.charactermirror.chat.SystemPrompt;
import org.charactermirror.chat.TokenEstimate;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.scenario.Prices;
import org.charactermirror.scenario.ScriptedTurn;
import org.charactermirror.session.SessionScript;
import org.charactermirror.session.UserPart;

/**
 * What a remote model would be asked at most: every reply as long as allowed, every message the longest that its script may
 * make, no request made twice.
 *
 * @param requests of all replies that it writes; each prompt has the whole dialogue before it
 */
record CostEstimate(String model, RequestEstimate requests) {

    /** What the estimate rests on, for whoever is shown it. */
    static final String ASSUMPTION =
            "At most: every reply as long as allowed, nothing asked twice, " + TokenEstimate.ASSUMPTION + ".";

    /** Returns an estimate for every remote model of a plan, in the study's order. */
    static List<CostEstimate> of(StudyPlan plan) {
        List<CostEstimate> estimates = new ArrayList<>();
        for (ModelSpec spec : plan.models()) {
            if (spec instanceof ModelSpec.Remote remote) {
                estimates.add(of(plan, remote));
            }
        }
        return estimates;
    }

    private static CostEstimate of(StudyPlan plan, ModelSpec.Remote model) {
        Optional<SystemPrompt> prompt = model instanceof ModelSpec.OpenAi openAi
                ? openAi.systemPrompt()
                        .map(SystemPrompt::new)
                        .or(() -> SystemPrompt.ofLanguage(plan.study().language()))
                : Optional.empty();
        long longest = plan.study().generation().maxNewTokens();
        long replies = 0;
        long promptTokens = 0;
        List<SessionScript> scripts = new ArrayList<>(plan.sessionsOf(model));
        plan.pairs().stream()
                .filter(pair ->
                        pair.modelA().equals(model.id()) || pair.modelB().equals(model.id()))
                .forEach(pair -> scripts.add(pair.script()));
        for (SessionScript script : scripts) {
            promptTokens += promptTokens(script, profile(prompt, script.persona()), longest);
            replies += script.rounds();
        }
        if (plan.interviewer().filter(model::equals).isPresent()) {
            for (SessionScript script : plan.scripts()) {
                if (script.user() instanceof UserPart.Interviewed part) {
                    promptTokens += interviewTokens(script, part, profile(prompt, part.persona()), longest);
                    replies += part.rounds() - part.fixed().size();
                }
            }
        }
        return new CostEstimate(
                model.id(), new RequestEstimate(replies, promptTokens, replies * longest, Prices.of(model)));
    }

    private static String profile(Optional<SystemPrompt> prompt, Persona persona) {
        return prompt.map(known -> known.render(persona))
                .orElse(persona.botName() + persona.botInfo() + persona.userName() + persona.userInfo());
    }

    private static long promptTokens(SessionScript script, String profile, long longest) {
        long prompt = TokenEstimate.ofPrompt(profile, List.of(Message.character(script.greeting())));
        long sum = 0;
        for (int turn = 1; turn <= script.rounds(); turn++) {
            prompt += messageTokens(script.user(), turn, longest);
            sum += prompt;
            prompt += longest + TokenEstimate.ofMessage("");
        }
        return sum;
    }

    /** Counts what a model that plays the user reads: everything said before each message that is its own. */
    private static long interviewTokens(SessionScript script, UserPart.Interviewed part, String profile, long longest) {
        long prompt = TokenEstimate.ofPrompt(profile, List.of(Message.user(script.greeting())));
        long sum = 0;
        for (int turn = 1; turn <= part.rounds(); turn++) {
            sum += part.fixed().containsKey(turn) ? 0 : prompt;
            prompt += messageTokens(part, turn, longest) + longest + TokenEstimate.ofMessage("");
        }
        return sum;
    }

    /** Returns the tokens of the user's message; one that is not known is as long as a reply may be. */
    private static long messageTokens(UserPart user, int turn, long longest) {
        Optional<ScriptedTurn> known = Optional.empty();
        if (user instanceof UserPart.Scripted scripted) {
            known = Optional.of(scripted.turns().get(turn - 1));
        } else if (user instanceof UserPart.Interviewed interviewed) {
            known = Optional.ofNullable(interviewed.fixed().get(turn));
        }
        return known.map(said -> said.messages()
                        .mapToLong(TokenEstimate::ofMessage)
                        .max()
                        .orElse(0))
                .orElseGet(() -> longest + TokenEstimate.ofMessage(""));
    }

    /** Returns the estimate for people. */
    String line() {
        return "  model " + model + ": " + requests.line();
    }

    /** Returns the estimate for programs. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("model", model);
        map.putAll(requests.toMap());
        return map;
    }
}

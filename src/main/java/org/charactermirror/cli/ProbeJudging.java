package org.charactermirror.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.charactermirror.annotation.IdentityMask;
import org.charactermirror.annotation.Rubric;
import org.charactermirror.batch.ChatModelFactory;
import org.charactermirror.batch.OpenModels;
import org.charactermirror.batch.SideBySide;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.Persona;
import org.charactermirror.chat.StoppedException;
import org.charactermirror.chat.TokenEstimate;
import org.charactermirror.document.Sha256;
import org.charactermirror.judge.Desk;
import org.charactermirror.judge.Inquiry;
import org.charactermirror.judge.JudgeConfiguration;
import org.charactermirror.judge.JudgePrompt;
import org.charactermirror.judge.JudgementState;
import org.charactermirror.judge.Kinship;
import org.charactermirror.judge.ModelFamilies;
import org.charactermirror.judge.Purse;
import org.charactermirror.judge.Questioner;
import org.charactermirror.judge.Shortage;
import org.charactermirror.probe.AnswerChecker.Asked;
import org.charactermirror.probe.AnswerJudge;
import org.charactermirror.probe.AnswerState;
import org.charactermirror.probe.JudgedChecker;
import org.charactermirror.probe.Verdict;
import org.charactermirror.scenario.JudgeSpec;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.scenario.Prices;
import org.charactermirror.scenario.Study;
import org.charactermirror.store.JudgementStore;

/** Lets a judge check the answers to a study's judged probes; what it answered before is not asked again. */
final class ProbeJudging {

    private static final long SEED_MASK = (1L << 53) - 1;

    private final Study study;
    private final JudgeSpec judge;
    private final JudgementStore store;
    private final GenerationSettings settings;
    private final Map<String, IdentityMask> masks = new HashMap<>();
    private final Map<String, Kinship> kin = new HashMap<>();

    ProbeJudging(Study study, JudgeSpec judge, JudgementStore store) {
        this.study = study;
        this.judge = judge;
        this.store = store;
        this.settings = new GenerationSettings(judge.temperature(), 1, 0, 1.0, judge.maxNewTokens(), 0);
        IdentityMask mask = IdentityMask.of(study);
        study.characters().forEach(character -> masks.put(character.id(), mask.sparing(character)));
        ModelFamilies families = ModelFamilies.shipped();
        for (ModelSpec model : study.models()) {
            kin.put(model.id(), kinship(families.of(judge), families.of(model)));
        }
    }

    private static Kinship kinship(Optional<String> judge, Optional<String> model) {
        if (judge.isEmpty() || model.isEmpty()) {
            return Kinship.UNKNOWN;
        }
        return judge.equals(model) ? Kinship.SAME : Kinship.NONE;
    }

    /**
     * What was found of an answer.
     *
     * @param covered how many names of models were covered in what the judge saw
     * @param samples what came of every time that the judge was asked
     */
    record Judged(Verdict verdict, int covered, List<Inquiry.Outcome> samples) {}

    /**
     * How it ended.
     *
     * @param judged those that were come to
     * @param spent why nothing more was asked; nothing unless money ended it
     */
    record Outcome(Map<Asked, Judged> judged, Optional<Shortage> spent) {}

    JudgeSpec judge() {
        return judge;
    }

    /** Tells whether the judge is of a model's family. */
    Kinship kinship(String model) {
        return kin.getOrDefault(model, Kinship.UNKNOWN);
    }

    /**
     * Refuses a budget that earlier answers keep from being added up.
     *
     * @throws org.charactermirror.problem.BadInputException with all of the reasons
     */
    void checkBudget(BigDecimal budget, Path folder) {
        JudgeBudget.check(budget, List.of(judge), store, folder);
    }

    JudgementStore.Usage usage() {
        return store.usage(judge.id());
    }

    /** Returns what would be asked at most, where nothing was answered before and nothing is asked again. */
    JudgeEstimate estimate(List<Asked> waiting) {
        long requests = (long) waiting.size() * judge.samples();
        long tokens = 0;
        for (Asked asked : waiting) {
            ChatRequest request = request(JudgedChecker.question(covered(asked).asked()), 1);
            Persona persona = request.persona();
            tokens += judge.samples()
                    * TokenEstimate.ofPrompt(
                            persona.botName() + persona.botInfo() + persona.userName(), request.messages());
        }
        return new JudgeEstimate(
                judge.id(),
                waiting.size(),
                new RequestEstimate(requests, tokens, requests * judge.maxNewTokens(), Prices.of(judge.model())));
    }

    /**
     * Judges until all is judged, nothing more can be paid for, or somebody asks to stop.
     *
     * @param batch how many answers are judged at once by a model that does not say itself
     * @throws org.charactermirror.chat.ModelUnavailableException if the model cannot be opened
     */
    Outcome run(
            List<Asked> waiting,
            ChatModelFactory models,
            int batch,
            Optional<BigDecimal> budget,
            BooleanSupplier stop) {
        models.check(List.of(judge.model()));
        models.stopWhen(stop);
        BigDecimal before = usage().cost().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        Purse purse = new Purse(budget, before);
        Map<Asked, Judged> judged = new ConcurrentHashMap<>();
        try (OpenModels open = new OpenModels(models)) {
            ChatModel model = open.get(judge.model());
            int places = judge.model().concurrency().orElse(batch);
            Questioner questioner = new Questioner(
                    judge.id(),
                    model,
                    JudgeConfiguration.identity(judge.model(), model.description()),
                    Prices.of(judge.model()),
                    new Desk(store, purse, stop),
                    places);
            String language = study.language();
            JudgePrompt prompt = new JudgePrompt(language, Rubric.ofLanguage(language), judge.wording(), settings);
            Inquiry inquiry = new Inquiry(questioner, JudgedChecker.SCHEMA, prompt, judge.reasks());
            SideBySide.run(
                    2 * places,
                    waiting.stream()
                            .map(asked -> (Runnable) () -> judge(asked, inquiry, judged, stop))
                            .toList());
        }
        return new Outcome(judged, purse.closed());
    }

    private void judge(Asked asked, Inquiry inquiry, Map<Asked, Judged> judged, BooleanSupplier stop) {
        if (stop.getAsBoolean()) {
            return;
        }
        Covered covered = covered(asked);
        List<Inquiry.Outcome> samples = new ArrayList<>();
        try {
            Verdict verdict = new JudgedChecker(question -> ask(question, inquiry, samples)).check(covered.asked());
            judged.put(asked, new Judged(verdict, covered.names(), List.copyOf(samples)));
        } catch (StoppedException e) {
            // The answer stays unchecked; what was said of it is kept and not asked again.
            return;
        }
    }

    /** Asks as often as the judge is to be asked; only what most samples say is an answer. */
    private AnswerJudge.Outcome ask(AnswerJudge.Question question, Inquiry inquiry, List<Inquiry.Outcome> samples) {
        List<JsonNode> answers = new ArrayList<>();
        for (int sample = 1; sample <= judge.samples(); sample++) {
            Inquiry.Outcome outcome = inquiry.ask(request(question, sample), question.problems());
            samples.add(outcome);
            if (outcome.answer().isEmpty()) {
                return new AnswerJudge.Outcome.Unanswered(state(outcome.state()), outcome.reason());
            }
            answers.add(outcome.answer().get());
        }
        Map<String, Long> relations = answers.stream()
                .collect(Collectors.groupingBy(
                        answer -> answer.path("relation").asText(), LinkedHashMap::new, Collectors.counting()));
        return answers.stream()
                .filter(answer ->
                        2 * relations.getOrDefault(answer.path("relation").asText(), 0L) > answers.size())
                .findFirst()
                .<AnswerJudge.Outcome>map(AnswerJudge.Outcome.Answered::new)
                .orElseGet(() -> new AnswerJudge.Outcome.Unanswered(
                        AnswerState.UNDECIDED, "no relation has most samples: " + relations));
    }

    private static AnswerState state(JudgementState state) {
        return switch (state) {
            case SCORED, MISSING -> AnswerState.UNDECIDED;
            case REFUSED -> AnswerState.JUDGE_REFUSED;
            case UNPARSABLE -> AnswerState.UNPARSABLE;
            case FAILED -> AnswerState.JUDGE_FAILED;
        };
    }

    private ChatRequest request(AnswerJudge.Question question, int sample) {
        Persona persona = new Persona(question.judge(), question.task(), question.subject(), "");
        byte[] digest =
                Sha256.digest((sample + "\n" + question.task() + question.material()).getBytes(StandardCharsets.UTF_8));
        return new ChatRequest(
                persona,
                List.of(Message.user(question.material())),
                settings,
                ByteBuffer.wrap(digest).getLong() & SEED_MASK);
    }

    /** What a judge may see of an answer: nothing that tells which model speaks. */
    private record Covered(Asked asked, int names) {}

    private Covered covered(Asked asked) {
        IdentityMask mask = Optional.ofNullable(masks.get(asked.session().character()))
                .orElseThrow(() -> new IllegalArgumentException(asked.session() + " is of nobody in the study"));
        IdentityMask.Masked reply = mask.mask(asked.reply());
        Optional<IdentityMask.Masked> earlier = asked.plantReply().map(mask::mask);
        Asked seen = new Asked(
                asked.session(),
                asked.probe(),
                asked.language(),
                asked.profile(),
                asked.botName(),
                asked.userName(),
                asked.question(),
                asked.plant(),
                earlier.map(IdentityMask.Masked::text),
                reply.text());
        return new Covered(
                seen, reply.count() + earlier.map(IdentityMask.Masked::count).orElse(0));
    }
}

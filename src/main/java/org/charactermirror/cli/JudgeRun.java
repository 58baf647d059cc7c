package org.charactermirror.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.charactermirror.annotation.Rubric;
import org.charactermirror.batch.ChatModelFactory;
import org.charactermirror.batch.OpenModels;
import org.charactermirror.batch.SideBySide;
import org.charactermirror.chat.CacheUse;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Price;
import org.charactermirror.chat.StoppedException;
import org.charactermirror.judge.Desk;
import org.charactermirror.judge.Judge;
import org.charactermirror.judge.JudgeConfiguration;
import org.charactermirror.judge.JudgeItem;
import org.charactermirror.judge.JudgePrompt;
import org.charactermirror.judge.Judgement;
import org.charactermirror.judge.JudgementRows;
import org.charactermirror.judge.JudgementState;
import org.charactermirror.judge.ModelFamilies;
import org.charactermirror.judge.Purse;
import org.charactermirror.judge.Questioner;
import org.charactermirror.judge.Shortage;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.JudgeSpec;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.scenario.Prices;
import org.charactermirror.store.JudgementStore;
import org.charactermirror.store.StudyFolder;

/**
 * Lets judges judge what they have not judged yet: remote ones side by side, local ones one after the other, since each may
 * fill the memory. What failed is tried again.
 */
final class JudgeRun {

    private final StudyFolder folder;
    private final JudgedStudy study;
    private final List<JudgeSpec> judges;
    private final List<JudgeItem> items;
    private final Rubric rubric;
    private final JudgementStore store;
    private final ModelFamilies families = ModelFamilies.shipped();

    /**
     * Prepares a run.
     *
     * @param items in the order in which they are judged
     * @throws org.charactermirror.problem.BadInputException if a judge's name is taken
     */
    JudgeRun(StudyFolder folder, JudgedStudy study, List<JudgeSpec> judges, List<JudgeItem> items, Rubric rubric) {
        this.folder = folder;
        this.study = study;
        this.judges = judges;
        this.items = items;
        this.rubric = rubric;
        this.store = new JudgementStore(folder.database());
        Problems problems = new Problems();
        for (String taken :
                store.takenByOthers(judges.stream().map(JudgeSpec::id).toList())) {
            problems.error(
                    folder.path().toString(),
                    "has rows of an annotator " + taken
                            + " that this study's judges did not make; give the judge another id");
        }
        problems.throwIfErrors();
    }

    /** Hears how it goes on; called from several threads. */
    interface Progress {

        /** A judge begins, with so many items to judge. */
        void started(String judge, int open);

        /** An item has come to an end. */
        void judged(Judgement judgement);
    }

    /**
     * How it ended.
     *
     * @param open how many items are still to be judged, by judge
     * @param spent why nothing more was asked; nothing unless money ended it
     */
    record Outcome(Map<String, Integer> open, Optional<Shortage> spent, Map<String, CacheUse> caches) {}

    /**
     * Refuses a budget that earlier answers keep from being added up.
     *
     * @throws org.charactermirror.problem.BadInputException with all of the reasons
     */
    void checkBudget(BigDecimal budget) {
        JudgeBudget.check(budget, judges, store, folder.path());
    }

    /** Returns the items that a judge has not judged, or failed to. */
    List<JudgeItem> open(JudgeSpec judge) {
        Map<String, String> states = store.states(judge.id());
        return items.stream()
                .filter(item -> {
                    String state = states.get(item.key());
                    return state == null || state.equals(JudgementState.FAILED.word());
                })
                .toList();
    }

    /** Returns a writer of a judge's prompts. */
    JudgePrompt prompt(JudgeSpec judge) {
        GenerationSettings settings = new GenerationSettings(judge.temperature(), 1, 0, 1.0, judge.maxNewTokens(), 0);
        return new JudgePrompt(study.study().language(), rubric, judge.wording(), settings);
    }

    /**
     * Judges until all is judged, nothing more can be paid for, or somebody asks to stop; then what is under way is finished.
     *
     * @param batch how many items are judged at once by a model that does not say itself
     * @param budget what judges may cost in all runs of the folder
     * @throws org.charactermirror.chat.ModelUnavailableException if a model cannot be opened
     * @throws org.charactermirror.problem.BadInputException if a judge is not as it was
     */
    Outcome run(
            ChatModelFactory models, int batch, Optional<BigDecimal> budget, Progress progress, BooleanSupplier stop) {
        models.check(judges.stream().map(JudgeSpec::model).toList());
        models.stopWhen(stop);
        Purse purse = new Purse(budget, spent());
        Desk desk = new Desk(store, purse, stop);
        try (OpenModels open = new OpenModels(models)) {
            Map<String, ChatModel> remote = new HashMap<>();
            keepJudges(open, remote);
            List<Runnable> lanes = new ArrayList<>();
            List<JudgeSpec> local = new ArrayList<>();
            for (JudgeSpec judge : judges) {
                ChatModel model = remote.get(judge.id());
                if (model == null) {
                    local.add(judge);
                } else {
                    lanes.add(() -> judge(judge, model, batch, desk, progress, stop));
                }
            }
            lanes.add(() -> local.forEach(judge -> {
                if (!stop.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
                    judge(judge, open.get(judge.model()), batch, desk, progress, stop);
                }
            }));
            try {
                SideBySide.run(lanes.size(), lanes);
            } finally {
                store.putInOrder(study.rows(store));
            }
            Map<String, Integer> left = new LinkedHashMap<>();
            judges.forEach(judge -> left.put(judge.id(), unjudged(judge)));
            return new Outcome(left, purse.closed(), open.cacheUse());
        }
    }

    /** Returns how many items have no judgement of any kind. */
    private int unjudged(JudgeSpec judge) {
        Map<String, String> states = store.states(judge.id());
        return (int)
                items.stream().filter(item -> !states.containsKey(item.key())).count();
    }

    private BigDecimal spent() {
        return judges.stream()
                .flatMap(judge -> store.usage(judge.id()).cost().values().stream())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Opens every model once, and holds the judges against what the folder knows of them. */
    private void keepJudges(OpenModels open, Map<String, ChatModel> remote) {
        Map<String, String> kept = store.judges();
        Map<String, String> added = new LinkedHashMap<>();
        Problems problems = new Problems();
        // The last one first, so that of local ones the first is open when the judging begins.
        for (int index = judges.size() - 1; index >= 0; index--) {
            JudgeSpec judge = judges.get(index);
            ChatModel model = open.get(judge.model());
            if (!(judge.model() instanceof ModelSpec.Local)) {
                remote.put(judge.id(), model);
            }
            JudgeConfiguration now = JudgeConfiguration.of(
                    judge,
                    model.description(),
                    families.of(judge),
                    prompt(judge),
                    study.study().language());
            String before = kept.get(judge.id());
            if (before == null) {
                added.put(judge.id(), now.toJson());
                continue;
            }
            for (String difference : now.differences(JudgeConfiguration.read(before))) {
                problems.error(
                        folder.path().toString(),
                        "judge " + judge.id() + ": " + difference + "; undo it, or give the changed judge another id");
            }
        }
        problems.throwIfErrors();
        added.forEach(store::keepJudge);
    }

    private void judge(JudgeSpec spec, ChatModel model, int batch, Desk desk, Progress progress, BooleanSupplier stop) {
        Map<String, String> known = study.families(families);
        Optional<Price> price = Prices.of(spec.model());
        int places = spec.model().concurrency().orElse(batch);
        Questioner questioner = new Questioner(
                spec.id(), model, JudgeConfiguration.identity(spec.model(), model.description()), price, desk, places);
        Judge judge =
                new Judge(spec, prompt(spec), questioner, families.of(spec), id -> Optional.ofNullable(known.get(id)));
        List<JudgeItem> open = open(spec);
        progress.started(spec.id(), open.size());
        // While some answers are being kept, others are asked for.
        SideBySide.run(
                2 * places,
                open.stream()
                        .map(item -> (Runnable) () -> judge(judge, spec.orderRule(), item, progress, stop))
                        .toList());
    }

    private void judge(Judge judge, JudgeSpec.OrderRule rule, JudgeItem item, Progress progress, BooleanSupplier stop) {
        if (stop.getAsBoolean()) {
            return;
        }
        try {
            Judgement judgement = judge.judge(item);
            store.keep(judgement, JudgementRows.of(judgement, item.dialogue().source(), rule));
            progress.judged(judgement);
        } catch (StoppedException e) {
            // The item stays open; what was answered of it is kept and not asked again.
            return;
        }
    }
}

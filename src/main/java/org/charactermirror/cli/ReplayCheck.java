package org.charactermirror.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.charactermirror.batch.StudyPlan;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.NotRecordedException;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.Continuation;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.scenario.Study;
import org.charactermirror.session.PairPlayer;
import org.charactermirror.session.PairScript;
import org.charactermirror.session.ReplayModel;
import org.charactermirror.session.SessionPlayer;
import org.charactermirror.session.SessionScript;

/** Plays the part of a study that recordings have, and keeps nothing: what is missing shows before a run. */
final class ReplayCheck {

    private final Study study;
    private final StudyPlan plan;
    private final YamlDocument document;
    private final Problems problems;
    private final Map<String, ModelSpec.Replay> recorded = new LinkedHashMap<>();

    ReplayCheck(Study study, YamlDocument document, Problems problems) {
        this.study = study;
        this.plan = StudyPlan.of(study);
        this.document = document;
        this.problems = problems;
        for (ModelSpec spec : study.models()) {
            if (spec instanceof ModelSpec.Replay replay) {
                recorded.put(replay.id(), replay);
            }
        }
    }

    /**
     * Adds a warning if dialogues of a model cannot be replayed.
     *
     * @throws org.charactermirror.chat.ModelUnavailableException if there is no recording
     * @throws org.charactermirror.problem.BadInputException with all that is wrong with the recording
     */
    void check(ModelSpec.Replay spec) {
        try (ChatModel model = open(spec)) {
            tell(
                    spec.id(),
                    plan.sessionsOf(spec),
                    script -> script,
                    script -> new SessionPlayer(model).play(script, List.of(), turn -> true));
            List<PairScript> pairs = plan.pairs().stream()
                    .filter(pair -> List.of(pair.modelA(), pair.modelB()).contains(spec.id()))
                    .toList();
            List<PairScript> alone = pairs.stream()
                    .filter(pair -> !recorded.keySet().containsAll(List.of(pair.modelA(), pair.modelB())))
                    .toList();
            if (alone.stream().anyMatch(pair -> !continues(spec, pair))) {
                warnOfContinuation(spec);
            } else {
                tell(
                        spec.id(),
                        alone,
                        PairScript::script,
                        pair -> new SessionPlayer(model).play(pair.script(), List.of(), turn -> true));
            }
            tell(
                    spec.id(),
                    pairs.stream()
                            .filter(pair ->
                                    !alone.contains(pair) && pair.modelA().equals(spec.id()))
                            .toList(),
                    PairScript::script,
                    this::playBoth);
        }
    }

    private void playBoth(PairScript pair) {
        try (ChatModel a = open(pair.modelA());
                ChatModel b = open(pair.modelB())) {
            new PairPlayer(a, b).play(pair, List.of(), turn -> true);
        }
    }

    private ChatModel open(String id) {
        ModelSpec.Replay spec = recorded.get(id);
        if (spec == null) {
            throw new IllegalArgumentException(id + " is no recording");
        }
        return open(spec);
    }

    private static ChatModel open(ModelSpec.Replay spec) {
        return ReplayModel.open(Path.of(spec.path()), spec.model());
    }

    /** Tells whether a model's replies are always those that the shared dialogue goes on with. */
    private static boolean continues(ModelSpec spec, PairScript pair) {
        return pair.modelA().equals(spec.id())
                ? pair.policy() == Continuation.MODEL_A
                : pair.policy() == Continuation.MODEL_B;
    }

    private void warnOfContinuation(ModelSpec spec) {
        document.warning(
                problems,
                "/models",
                "the shared dialogues leave the recording of " + spec.id()
                        + " as soon as another model's reply continues, and fail there; make " + spec.id()
                        + " the baseline and set continuation to model_a");
    }

    private <S> void tell(String model, List<S> dialogues, Function<S, SessionScript> script, Consumer<S> play) {
        int missing = 0;
        String first = "";
        for (S dialogue : dialogues) {
            try {
                play.accept(dialogue);
            } catch (NotRecordedException e) {
                first = missing == 0 ? script.apply(dialogue).id() + ": " + e.getMessage() : first;
                missing++;
            }
        }
        if (missing > 0) {
            document.warning(
                    problems,
                    "/models",
                    missing + " of " + dialogues.size() + " dialogues of the recorded model " + model + " in "
                            + study.id() + " cannot be replayed to their end and will fail; the first: " + first);
        }
    }
}

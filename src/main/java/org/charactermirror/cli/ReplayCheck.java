package org.charactermirror.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
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
import org.charactermirror.session.UserPart;

/** Plays the part of a study that recordings have, and keeps nothing: what is missing shows before a run. */
final class ReplayCheck {

    private final Study study;
    private final StudyPlan plan;
    private final YamlDocument document;
    private final Problems problems;
    private final Map<String, ModelSpec.Replay> specs = new LinkedHashMap<>();
    private final Map<String, ChatModel> models = new HashMap<>();

    ReplayCheck(Study study, YamlDocument document, Problems problems) {
        this.study = study;
        this.plan = StudyPlan.of(study);
        this.document = document;
        this.problems = problems;
        for (ModelSpec spec : study.models()) {
            if (spec instanceof ModelSpec.Replay replay) {
                specs.put(replay.id(), replay);
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
        SessionPlayer player = new SessionPlayer(model(spec.id()));
        // What a model or a person will say for the user cannot be played beforehand.
        tell(
                spec,
                plan.sessionsOf(spec).stream().filter(ReplayCheck::isScripted).toList(),
                script -> player.play(script, List.of(), turn -> true));
        List<PairScript> pairs = plan.pairs().stream()
                .filter(pair -> List.of(pair.modelA(), pair.modelB()).contains(spec.id()))
                .filter(pair -> isScripted(pair.script()) && pair.policy() != Continuation.ANNOTATOR)
                .toList();
        List<PairScript> mixed =
                pairs.stream().filter(pair -> !isRecorded(pair)).toList();
        if (mixed.stream().allMatch(pair -> continues(spec, pair))) {
            tell(spec, mixed, pair -> player.play(pair.script(), List.of(), turn -> true));
        } else {
            warnOfContinuation(spec);
        }
        // What both models of a pair have recorded is told once, with the first of them.
        tell(
                spec,
                pairs.stream()
                        .filter(pair -> isRecorded(pair) && pair.modelA().equals(spec.id()))
                        .toList(),
                pair -> new PairPlayer(model(pair.modelA()), model(pair.modelB())).play(pair, List.of(), turn -> true));
    }

    private static boolean isScripted(SessionScript script) {
        return script.user() instanceof UserPart.Scripted;
    }

    private boolean isRecorded(PairScript pair) {
        return specs.containsKey(pair.modelA()) && specs.containsKey(pair.modelB());
    }

    /** Returns a recording, which is read once and holds nothing that would have to be closed. */
    private ChatModel model(String id) {
        return models.computeIfAbsent(id, unused -> {
            ModelSpec.Replay spec = Objects.requireNonNull(specs.get(id), id);
            return ReplayModel.open(Path.of(spec.path()), spec.model());
        });
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

    private <S> void tell(ModelSpec spec, List<S> dialogues, Consumer<S> play) {
        int missing = 0;
        String first = "";
        for (S dialogue : dialogues) {
            try {
                play.accept(dialogue);
            } catch (NotRecordedException e) {
                first = missing == 0 ? String.valueOf(e.getMessage()) : first;
                missing++;
            }
        }
        if (missing > 0) {
            document.warning(
                    problems,
                    "/models",
                    missing + " of " + dialogues.size() + " dialogues of the recorded model " + spec.id() + " in "
                            + study.id() + " cannot be replayed to their end and will fail; the first: " + first);
        }
    }
}

package org.charactermirror.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.IdentityMask;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.SheetDialogue;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.chat.Persona;
import org.charactermirror.judge.JudgeConfiguration;
import org.charactermirror.judge.JudgeItem;
import org.charactermirror.judge.JudgedDialogue;
import org.charactermirror.judge.Judgement;
import org.charactermirror.judge.JudgementRows;
import org.charactermirror.judge.ModelFamilies;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.JudgeSpec;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.scenario.Personas;
import org.charactermirror.scenario.Study;
import org.charactermirror.scenario.StudyKind;
import org.charactermirror.store.JudgementStore;
import org.charactermirror.store.SheetDialogues;
import org.charactermirror.store.SqliteRunStore;
import org.charactermirror.store.StudyDatabase;
import org.charactermirror.store.StudyFolder;

/** A played study as judges see it: its finished dialogues with the profiles that they were played from. */
final class JudgedStudy {

    private final Path folder;
    private final LoadedStudy loaded;
    private final StudyDatabase database;
    private final Map<String, CharacterProfile> characters = new HashMap<>();
    private final Map<String, IdentityMask> masks = new HashMap<>();

    private JudgedStudy(Path folder, LoadedStudy loaded, StudyDatabase database) {
        this.folder = folder;
        this.loaded = loaded;
        this.database = database;
        loaded.study().characters().forEach(character -> characters.put(character.id(), character));
    }

    /** Refuses a folder without a study, before anything is made in it. */
    static void check(Path folder) {
        StudyFolder.check(folder);
        if (!Files.exists(folder.resolve(StudyDatabase.FILE_NAME))) {
            throw BadInputException.of(
                    folder.toString(),
                    "holds no study to judge; play one with charmirror run STUDY --out " + Shell.quoted(folder));
        }
    }

    /**
     * Reads a study that is open.
     *
     * @throws BadInputException if it has no dialogues, or profiles are not as they were when it was played
     */
    static JudgedStudy of(StudyFolder opened) {
        Map<String, String> ingredients = new SqliteRunStore(opened.database()).ingredients();
        if (ingredients.isEmpty()) {
            throw BadInputException.of(
                    opened.path().toString(), "has no dialogues to judge, only judgements; judges need what was said");
        }
        LoadedStudy loaded = LoadedStudy.load(
                Installation.current(), opened.path().resolve("study.yaml").toString());
        Problems problems = new Problems();
        for (CharacterProfile character : loaded.study().characters()) {
            String kept = ingredients.get("character " + character.id());
            if (!loaded.characters().sha256(character).equals(kept)) {
                problems.error(
                        opened.path().toString(),
                        "the profile of " + character.id()
                                + " has changed since the dialogues were played; judges would"
                                + " hold them against another one: bring the old file back");
            }
        }
        problems.throwIfErrors();
        return new JudgedStudy(opened.path(), loaded, opened.database());
    }

    Study study() {
        return loaded.study();
    }

    Path folder() {
        return folder;
    }

    /** Returns what people judge in a study of this kind. */
    Kind usualKind() {
        return switch (study().kind()) {
            case RATING -> Kind.RATINGS;
            case TURN_ERRORS -> Kind.TURN_ERRORS;
            case PAIRWISE -> Kind.PREFERENCES;
        };
    }

    /**
     * Returns everything of some kinds that can be judged, character by character, so that what prompts share stands
     * together.
     *
     * @throws BadInputException if the study has no such dialogues
     */
    List<JudgeItem> items(List<Kind> kinds) {
        Problems problems = new Problems();
        for (Kind kind : kinds) {
            if ((kind == Kind.PREFERENCES) != (study().kind() == StudyKind.PAIRWISE)) {
                problems.error(
                        folder.toString(),
                        kind == Kind.PREFERENCES
                                ? "--kind is preferences, but in this study no two models answer the same message; only"
                                        + " a pairwise study has such replies"
                                : "--kind is " + JudgeItem.word(kind) + ", but in this study two models answer every"
                                        + " message; judge it with --kind preferences");
            }
        }
        problems.throwIfErrors();
        List<JudgeItem> items = new ArrayList<>();
        for (Kind kind : kinds) {
            List<SheetDialogue> dialogues =
                    new ArrayList<>(SheetDialogues.of(database, kind).finished());
            dialogues.sort(Comparator.comparing(SheetDialogue::character));
            dialogues.forEach(dialogue -> items.addAll(JudgeItem.of(kind, judged(dialogue))));
        }
        return items;
    }

    /** Returns the rows of all judgements, in their order. */
    List<Annotation> rows(JudgementStore store) {
        Map<String, JudgeSpec.OrderRule> rules = new HashMap<>();
        store.judges()
                .forEach((judge, json) ->
                        rules.put(judge, JudgeConfiguration.read(json).orderRule()));
        Map<String, SheetDialogue> dialogues = new HashMap<>();
        SheetDialogues.of(database, usualKind())
                .finished()
                .forEach(dialogue -> dialogues.put(dialogue.session(), dialogue));
        List<Annotation> rows = new ArrayList<>();
        for (Judgement judgement : store.judgements()) {
            JudgeSpec.OrderRule rule = rules.getOrDefault(judgement.judge(), JudgeSpec.OrderRule.TIE);
            Optional.ofNullable(dialogues.get(judgement.session()))
                    .flatMap(dialogue -> JudgementRows.of(judgement, dialogue, rule))
                    .ifPresent(rows::add);
        }
        return rows;
    }

    /** Returns how many dialogues are not finished, and cannot be judged yet. */
    int unfinished() {
        return SheetDialogues.of(database, usualKind()).unfinished();
    }

    private JudgedDialogue judged(SheetDialogue dialogue) {
        CharacterProfile character = Optional.ofNullable(characters.get(dialogue.character()))
                .orElseThrow(() -> BadInputException.of(
                        folder.toString(),
                        "the dialogue " + dialogue.session() + " is of " + dialogue.character()
                                + ", whom study.yaml does not name"));
        Persona persona = Personas.of(character, loaded.plan().template());
        IdentityMask mask = masks.computeIfAbsent(
                character.id(), id -> IdentityMask.of(study()).sparing(character));
        return JudgedDialogue.of(dialogue, persona, mask);
    }

    /** Returns the family of each of the study's models, of those that it is known of. */
    Map<String, String> families(ModelFamilies families) {
        Map<String, String> known = new LinkedHashMap<>();
        for (ModelSpec model : study().models()) {
            families.of(model).ifPresent(family -> known.put(model.id(), family));
        }
        return known;
    }
}

package org.charactermirror.session.foreign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.charactermirror.session.PairTranscript;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.Transcript;
import org.charactermirror.session.Turn;
import org.charactermirror.session.foreign.ForeignDialogue.Exchange;

/** Gives dialogues made elsewhere the ids of a study's; further ones of the same ids are further repetitions. */
final class Naming {

    private final List<ForeignDialogue> foreign;
    private final Map<String, String> models;
    private final Map<String, String> characters;
    private final Map<String, String> scenarios;
    private final DialogueImport.Settings settings;
    private final String study;
    private final Map<String, Integer> repetitions = new HashMap<>();

    /**
     * Makes ids.
     *
     * @param models ids by the names in records
     */
    Naming(List<ForeignDialogue> foreign, Map<String, String> models, DialogueImport.Settings settings, String study) {
        this.foreign = foreign;
        this.models = models;
        this.settings = settings;
        this.study = study;
        this.characters = ForeignIds.of(foreign.stream().map(this::character).toList());
        this.scenarios =
                ForeignIds.of(foreign.stream().map(ForeignDialogue::scenario).toList());
    }

    private String character(ForeignDialogue dialogue) {
        return dialogue.character().or(settings::character).orElseThrow();
    }

    /** Returns the dialogues, those of a model together, in the order of the files. */
    List<ImportedDialogue> dialogues() {
        Map<String, List<ImportedDialogue>> byModel = new LinkedHashMap<>();
        for (ForeignDialogue dialogue : foreign) {
            ImportedDialogue imported = new ImportedDialogue(transcript(dialogue), dialogue.failure());
            byModel.computeIfAbsent(imported.transcript().session().model(), id -> new ArrayList<>())
                    .add(imported);
        }
        return byModel.values().stream().flatMap(List::stream).toList();
    }

    private Transcript transcript(ForeignDialogue dialogue) {
        String model = settings.model()
                .orElseGet(() -> models.getOrDefault(dialogue.model().orElseThrow(), ""));
        String character = characters.getOrDefault(character(dialogue), "");
        String scenario = scenarios.getOrDefault(dialogue.scenario(), "");
        int repetition = repetitions.merge(model + "." + character + "." + scenario, 1, Integer::sum);
        List<Turn> turns = new ArrayList<>();
        for (Exchange exchange : dialogue.exchanges()) {
            turns.add(Turn.notRecorded(turns.size() + 1, exchange.user(), exchange.reply()));
        }
        return new Transcript(
                study,
                new SessionId(model, character, scenario, repetition),
                dialogue.labels().category().orElse(settings.category()),
                dialogue.labels().topic().orElse(settings.topic()),
                character(dialogue),
                dialogue.labels().userName(),
                dialogue.before(),
                turns);
    }

    /** Returns all characters with the profiles that records have of them, in the order of the files. */
    List<ImportedCharacter> characters(List<Transcript> recorded, List<PairTranscript> pairs) {
        Map<String, ImportedCharacter> all = new LinkedHashMap<>();
        Stream.concat(recorded.stream(), pairs.stream().map(PairTranscript::dialogue))
                .forEach(one -> all.putIfAbsent(
                        one.session().character(),
                        new ImportedCharacter(one.session().character(), one.botName(), one.category(), List.of())));
        for (ForeignDialogue dialogue : foreign) {
            String name = character(dialogue);
            String id = characters.getOrDefault(name, "");
            Set<String> profiles =
                    new LinkedHashSet<>(all.containsKey(id) ? all.get(id).profiles() : List.of());
            profiles.add(
                    dialogue.labels().profile().isBlank()
                            ? ""
                            : dialogue.labels().profile());
            String category = dialogue.labels().category().orElse(settings.category());
            all.put(id, new ImportedCharacter(id, name, category, List.copyOf(profiles)));
        }
        return all.values().stream().map(ImportedCharacter::sayingSomething).toList();
    }
}

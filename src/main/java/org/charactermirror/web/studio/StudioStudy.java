package org.charactermirror.web.studio;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.charactermirror.annotation.IdentityMask;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.character.ProfileTemplate;
import org.charactermirror.scenario.AnnotatorRules.GoldItem;
import org.charactermirror.scenario.Scenario;
import org.charactermirror.scenario.Study;
import org.charactermirror.scenario.StudyKind;

/**
 * What the studio knows of a study beside its dialogues.
 *
 * @param kind what annotators judge
 * @param language of the dialogues
 * @param seed from which assignments are drawn unless the studio is set otherwise
 * @param profiles by character, who it is; none where that is not known any more
 * @param situations by scenario, likewise
 * @param gold items whose right answers are known
 * @param mask covers what tells a model
 * @param masks by character, where some words are the character's own
 */
public record StudioStudy(
        String id,
        StudyKind kind,
        String language,
        int rounds,
        long seed,
        Map<String, String> profiles,
        Map<String, String> situations,
        List<GoldItem> gold,
        IdentityMask mask,
        Map<String, IdentityMask> masks) {

    public StudioStudy {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(language, "language");
        profiles = Map.copyOf(profiles);
        situations = Map.copyOf(situations);
        gold = List.copyOf(gold);
        Objects.requireNonNull(mask, "mask");
        masks = Map.copyOf(masks);
    }

    /** Returns what covers in a character's words what tells a model. */
    public IdentityMask mask(String character) {
        return masks.getOrDefault(character, mask);
    }

    /** Returns what is to be known of a study with everything looked up. */
    public static StudioStudy of(Study study) {
        ProfileTemplate template = ProfileTemplate.ofLanguage(study.language())
                .orElseThrow(() -> new IllegalArgumentException("no prompt template for " + study.language()));
        IdentityMask mask = IdentityMask.of(study);
        Map<String, IdentityMask> masks = new HashMap<>();
        Map<String, String> profiles = new HashMap<>();
        for (CharacterProfile character : study.characters()) {
            profiles.put(character.id(), template.render(character));
            masks.put(character.id(), mask.sparing(character));
        }
        Map<String, String> situations = new HashMap<>();
        for (Scenario scenario : study.scenarios()) {
            situations.put(scenario.id(), scenario.situation());
        }
        return new StudioStudy(
                study.id(),
                study.kind(),
                study.language(),
                study.rounds(),
                study.seed(),
                profiles,
                situations,
                study.rules().gold(),
                mask,
                masks);
    }

    /**
     * Returns what is to be known of a study whose files are gone: no profiles, situations or known answers.
     *
     * @param models whose ids are covered
     */
    public static StudioStudy ofRecord(
            String id, StudyKind kind, String language, int rounds, long seed, Collection<String> models) {
        return new StudioStudy(
                id, kind, language, rounds, seed, Map.of(), Map.of(), List.of(), IdentityMask.of(models), Map.of());
    }

    /** Returns the same without what is said of some characters and scenarios, which is not what was played. */
    public StudioStudy without(Set<String> characters, Set<String> scenarios) {
        Map<String, String> knownProfiles = new HashMap<>(profiles);
        knownProfiles.keySet().removeAll(characters);
        Map<String, String> knownSituations = new HashMap<>(situations);
        knownSituations.keySet().removeAll(scenarios);
        return new StudioStudy(id, kind, language, rounds, seed, knownProfiles, knownSituations, gold, mask, masks);
    }
}

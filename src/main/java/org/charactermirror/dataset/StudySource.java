package org.charactermirror.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.charactermirror.chat.Persona;
import org.charactermirror.chat.SystemPrompt;

/**
 * What the dialogues of a study were made from.
 *
 * @param study its id
 * @param characters by id, as far as they are known
 * @param scenarios likewise
 * @param lostScenarios ids of those that are not to be had as they were played from
 * @param modelLicences by the id of a model, as far as they are known
 * @param interviewerLicence of the model that plays the user, if one does
 * @param prompt with which models without a place for profiles are told whom to be
 */
public record StudySource(
        String study,
        String language,
        Map<String, CharacterSource> characters,
        Map<String, Source> scenarios,
        Set<String> lostScenarios,
        Map<String, String> modelLicences,
        Optional<String> interviewerLicence,
        SystemPrompt prompt) {

    public StudySource {
        characters = Map.copyOf(characters);
        scenarios = Map.copyOf(scenarios);
        lostScenarios = Set.copyOf(lostScenarios);
        modelLicences = Map.copyOf(modelLicences);
    }

    /** A file, by its hash, and the licence that it states. */
    public record Source(String sha256, String licence) {

        /** Stands for a file that is not known. */
        static final Source UNKNOWN = new Source(Licences.UNKNOWN, Licences.UNKNOWN);
    }

    /** A character as models were given it. */
    public record CharacterSource(Persona persona, Source file) {}

    Source scenario(String id) {
        return scenarios.getOrDefault(id, Source.UNKNOWN);
    }

    String modelLicence(String model) {
        return Licences.stated(modelLicences.getOrDefault(model, ""));
    }

    /** Returns the licence of the model that plays the user, if one does. */
    String interviewerLicence(boolean interviewed) {
        return interviewed ? Licences.stated(interviewerLicence.orElse("")) : Licences.NONE;
    }

    /** Returns the licences of models, the one that plays the user among them where it does. */
    List<String> licences(List<String> models, boolean interviewed) {
        List<String> all =
                new ArrayList<>(models.stream().map(this::modelLicence).toList());
        if (interviewed) {
            all.add(interviewerLicence(true));
        }
        return all;
    }
}

package org.charactermirror.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.chat.Persona;
import org.charactermirror.dataset.StudySource.CharacterSource;
import org.charactermirror.session.MessageSource;
import org.charactermirror.session.Transcript;
import org.charactermirror.session.Turn;

/**
 * A dialogue with where it comes from.
 *
 * @param models the one that replied, or the two
 */
record PlayedDialogue(StudySource source, Transcript transcript, List<String> models, boolean finished) {

    String session() {
        return transcript.session().toString();
    }

    String characterId() {
        return transcript.session().character();
    }

    /** Returns the character's profile and file; only of a dialogue that may be used. */
    CharacterSource character() {
        return Optional.ofNullable(source.characters().get(characterId()))
                .orElseThrow(() -> new IllegalStateException(session() + " has no profile"));
    }

    /** Returns why none of it may be used. */
    Optional<Reason> refusal(Recipe recipe) {
        if (!finished) {
            return Optional.of(Reason.UNFINISHED);
        }
        if (has(MessageSource.Probe.class)) {
            return Optional.of(Reason.PROBES);
        }
        if (has(MessageSource.Person.class) && !recipe.typed()) {
            return Optional.of(Reason.TYPED);
        }
        CharacterSource character = source.characters().get(characterId());
        if (character == null) {
            return Optional.of(Reason.NO_PROFILE);
        }
        if (source.lostScenarios().contains(transcript.session().scenario())) {
            return Optional.of(Reason.NO_SCENARIO);
        }
        return recipe.licences().refusal(licences(character));
    }

    /** Returns the two people under the names that they had in the dialogue. */
    Persona persona() {
        Persona known = character().persona();
        return new Persona(transcript.botName(), known.botInfo(), transcript.userName(), known.userInfo());
    }

    private StudySource.Source scenario() {
        return source.scenario(transcript.session().scenario());
    }

    private boolean isInterviewed() {
        return has(MessageSource.Interviewer.class);
    }

    private boolean has(Class<? extends MessageSource> kind) {
        return transcript.turns().stream().map(Turn::source).anyMatch(kind::isInstance);
    }

    /** Returns which licences its records stand under, each once. */
    List<String> licences() {
        return licences(character()).stream().distinct().sorted().toList();
    }

    private List<String> licences(CharacterSource character) {
        List<String> all = new ArrayList<>(source.licences(models, isInterviewed()));
        all.add(Licences.stated(character.file().licence()));
        all.add(Licences.stated(scenario().licence()));
        return all;
    }

    /**
     * Returns where a record comes from: always the same keys, each with a text or a number, since loaders of tables make a column
     * of each.
     */
    Map<String, Object> meta() {
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("study", transcript.study());
        meta.put("session", session());
        meta.put("character", characterId());
        meta.put("category", transcript.category());
        meta.put("scenario", transcript.session().scenario());
        meta.put("topic", transcript.topic());
        meta.put("repetition", transcript.session().repetition());
        meta.put("language", source.language());
        meta.put("user_by", isInterviewed() ? "interviewer" : has(MessageSource.Person.class) ? "person" : "script");
        meta.put("character_sha256", character().file().sha256());
        meta.put("scenario_sha256", scenario().sha256());
        meta.put("character_licence", Licences.stated(character().file().licence()));
        meta.put("scenario_licence", Licences.stated(scenario().licence()));
        meta.put("interviewer_licence", source.interviewerLicence(isInterviewed()));
        return meta;
    }
}

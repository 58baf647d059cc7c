package org.charactermirror.web.studio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.annotation.AnnotatorGuide;
import org.charactermirror.annotation.AnnotatorGuide.Question;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Rubric;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.scenario.StudyKind;
import org.charactermirror.store.StudioParticipant;
import org.charactermirror.store.StudioSettings;

/**
 * What annotators of a study are told and asked, for the pages.
 *
 * @param live whether they talk with the models themselves
 * @param rounds how long these talks are
 */
record StudioTexts(Kind kind, boolean live, int rounds) {

    static StudioTexts of(StudioStudy study, boolean live) {
        return new StudioTexts(kind(study.kind()), live, study.rounds());
    }

    private static Kind kind(StudyKind kind) {
        return switch (kind) {
            case RATING -> Kind.RATINGS;
            case TURN_ERRORS -> Kind.TURN_ERRORS;
            case PAIRWISE -> Kind.PREFERENCES;
        };
    }

    /** Returns the rubric. */
    Map<String, Object> rubric(String language) {
        Rubric rubric = Rubric.ofLanguage(language);
        List<Map<String, Object>> dimensions = new ArrayList<>();
        for (Dimension dimension : Dimension.values()) {
            dimensions.add(Map.of(
                    "word", dimension.word(),
                    "name", rubric.name(dimension),
                    "question", rubric.question(dimension),
                    "anchors", rubric.anchors(dimension)));
        }
        List<Map<String, Object>> flags = new ArrayList<>();
        for (TurnFlag flag : TurnFlag.values()) {
            flags.add(Map.of(
                    "word", flag.word(),
                    "name", rubric.name(flag),
                    "meaning", rubric.meaning(flag),
                    "explanation", rubric.explanation(flag),
                    "examples", List.of(rubric.example(flag)),
                    "counterexamples", List.of(rubric.counterexample(flag))));
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("version", rubric.version());
        all.put("dimensions", dimensions);
        all.put("flags", flags);
        all.put(
                "preference",
                Map.of(
                        "question", rubric.preference(),
                        "explanation", rubric.preferenceExplanation(),
                        "choices", rubric.choices()));
        return all;
    }

    /**
     * Returns what somebody is to agree to: the study's own text, otherwise the program's. That says which name judgements carry,
     * which was settled by the invitation, whatever the settings say since.
     */
    String consent(StudioParticipant person, StudioSettings settings) {
        String language = person.language();
        String own = settings.consent(language);
        boolean pseudonym = !person.annotator().equals(person.name());
        return own.isBlank() ? AnnotatorGuide.ofLanguage(language).consent(live, pseudonym) : own;
    }

    /** Returns what is to be read before the work. */
    Map<String, Object> instructions(String language) {
        AnnotatorGuide guide = AnnotatorGuide.ofLanguage(language);
        return Map.of("paragraphs", guide.instructions(kind, live, rounds), "keys", guide.keys(kind));
    }

    /** Returns the questions that are to be answered before the work, without their answers. */
    Map<String, Object> questions(String language) {
        List<Map<String, Object>> questions = new ArrayList<>();
        for (Question question : AnnotatorGuide.ofLanguage(language).questions(kind)) {
            questions.add(Map.of("id", question.id(), "text", question.text(), "options", question.options()));
        }
        return Map.of("questions", questions);
    }

    /** Returns the questions that were not answered rightly, with explanations. */
    List<Map<String, Object>> wrong(String language, JsonNode answers) {
        List<Map<String, Object>> wrong = new ArrayList<>();
        for (Question question : AnnotatorGuide.ofLanguage(language).questions(kind)) {
            if (!question.right().equals(answers.path(question.id()).asText())) {
                wrong.add(Map.of("id", question.id(), "explanation", question.explanation()));
            }
        }
        return wrong;
    }
}

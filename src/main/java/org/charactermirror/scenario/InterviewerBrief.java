package org.charactermirror.scenario;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.character.Description;
import org.charactermirror.chat.Persona;
import org.charactermirror.document.Sha256;

/** Writes for a model that plays the user, in one language, who it is and what it is to do. */
public final class InterviewerBrief {

    private static final String SENTENCE_ENDS = "。！？….!?";

    private final String language;
    private final String sha256;
    private final Properties words;

    private InterviewerBrief(String language, String sha256, Properties words) {
        this.language = language;
        this.sha256 = sha256;
        this.words = words;
    }

    /** Returns the brief of a language, if the program has one (zh, en). */
    public static Optional<InterviewerBrief> ofLanguage(String language) {
        try (InputStream in = InterviewerBrief.class.getResourceAsStream("interviewer." + language + ".properties")) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            Properties words = new Properties();
            words.load(new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8));
            return Optional.of(new InterviewerBrief(language, Sha256.hex(bytes), words));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the SHA-256 of the words from which briefs are made. */
    public String sha256() {
        return sha256;
    }

    /**
     * Returns the two people with their places exchanged: the model speaks as the user, and hears the character.
     *
     * <p>Of the character it knows who that is, and nothing else, as somebody does who has come to meet it.
     */
    public Persona persona(Scenario scenario, UserSide.Interviewer interviewer, CharacterProfile character) {
        String userName = character.user().name();
        String known = character.description() instanceof Description.Structured parts
                ? sentence(parts.attributes().identity())
                : "";
        return new Persona(
                userName,
                Placeholders.fill(text(scenario, interviewer), character.name(), userName),
                character.name(),
                known);
    }

    private String text(Scenario scenario, UserSide.Interviewer interviewer) {
        List<String> sentences = new ArrayList<>();
        sentences.add(filled("persona", interviewer.persona()));
        sentences.add(filled("situation", scenario.situation()));
        interviewer.about().ifPresent(about -> sentences.add(filled("about", about)));
        sentences.add(filled("goals", joined(interviewer.goals())));
        if (!interviewer.areas().isEmpty()) {
            sentences.add(filled(
                    "probe",
                    joined(interviewer.areas().stream()
                            .map(area -> word("probe." + area.word()))
                            .toList())));
        }
        sentences.add(word("manner"));
        return String.join(language.equals("zh") ? "" : " ", sentences);
    }

    private String filled(String key, String value) {
        return sentence(word(key).replace("{}", value));
    }

    /** Joins parts that may have been written as sentences of their own. */
    private String joined(List<String> parts) {
        return String.join(
                word("separator"),
                parts.stream().map(InterviewerBrief::withoutStop).toList());
    }

    private static String withoutStop(String text) {
        String stripped = text.strip();
        return stripped.endsWith("。") || stripped.endsWith(".")
                ? stripped.substring(0, stripped.length() - 1)
                : stripped;
    }

    private String sentence(String text) {
        String stripped = text.strip();
        boolean ended = SENTENCE_ENDS.indexOf(stripped.charAt(stripped.length() - 1)) >= 0;
        return ended ? stripped : stripped + (language.equals("zh") ? "。" : ".");
    }

    private String word(String key) {
        String word = words.getProperty(key);
        if (word == null) {
            throw new IllegalStateException("the brief for " + language + " lacks " + key);
        }
        return word;
    }
}

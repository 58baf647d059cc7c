package org.charactermirror.character;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.charactermirror.document.Sha256;

/**
 * Turns a profile's attributes and behaviours into the natural-language text that a model is given of the character.
 *
 * <p>The paper's authors wrote such texts from their profiles; here a template does it, so that a run can record the
 * template's hash and anybody can make the same prompt again.
 */
public final class ProfileTemplate {

    private static final Pattern SLOT = Pattern.compile("\\{([a-z_]+)}");
    private static final String SENTENCE_ENDS = "。！？…」”）.!?\"')";

    private final String language;
    private final String text;

    private ProfileTemplate(String language, String text) {
        this.language = language;
        this.text = text;
    }

    /** Returns the template of a language, if the program has one (zh, en). */
    public static Optional<ProfileTemplate> ofLanguage(String language) {
        String resource = "profile-template." + language + ".txt";
        try (InputStream in = ProfileTemplate.class.getResourceAsStream(resource)) {
            if (in == null) {
                return Optional.empty();
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            return Optional.of(new ProfileTemplate(language, text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the language that the template is written in. */
    public String language() {
        return language;
    }

    /** Returns the text, with a name in braces for each part of a profile. */
    public String text() {
        return text;
    }

    /** Returns the SHA-256 of the template's text. */
    public String sha256() {
        return Sha256.hex(text);
    }

    /**
     * Returns the text of a character: one line made of its parts, or the text that its file has in their place, word
     * for word.
     *
     * @throws IllegalArgumentException if the profile is in another language than the template
     */
    public String render(CharacterProfile profile) {
        if (!profile.language().equals(language)) {
            throw new IllegalArgumentException("the profile of " + profile.id() + " is in " + profile.language()
                    + ", but the template is for " + language);
        }
        if (profile.description() instanceof Description.FreeForm free) {
            return free.text();
        }
        Map<String, String> values = values(profile.name(), (Description.Structured) profile.description());
        return SLOT.matcher(text).replaceAll(slot -> {
            String name = slot.group(1);
            String value = values.get(name);
            if (value == null) {
                throw new IllegalStateException("the template for " + language + " names an unknown part: " + name);
            }
            return Matcher.quoteReplacement(name.equals("name") ? value : sentence(value));
        });
    }

    private String sentence(String value) {
        String stripped = value.strip();
        boolean ended = SENTENCE_ENDS.indexOf(stripped.charAt(stripped.length() - 1)) >= 0;
        return ended ? stripped : stripped + (language.equals("zh") ? "。" : ".");
    }

    private static Map<String, String> values(String name, Description.Structured description) {
        Attributes attributes = description.attributes();
        Behaviors behaviors = description.behaviors();
        return Map.ofEntries(
                Map.entry("name", name),
                Map.entry("identity", attributes.identity()),
                Map.entry("interests", attributes.interests()),
                Map.entry("viewpoints", attributes.viewpoints()),
                Map.entry("experiences", attributes.experiences()),
                Map.entry("achievements", attributes.achievements()),
                Map.entry("social_relationships", attributes.socialRelationships()),
                Map.entry("other", attributes.other()),
                Map.entry("linguistic_features", behaviors.linguisticFeatures()),
                Map.entry("emotional_expression", behaviors.emotionalExpression()),
                Map.entry("interaction_patterns", behaviors.interactionPatterns()));
    }
}

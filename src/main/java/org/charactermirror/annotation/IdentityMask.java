package org.charactermirror.annotation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.charactermirror.character.Attributes;
import org.charactermirror.character.Behaviors;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.character.Description;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.scenario.Study;

/**
 * Covers what would tell annotators which model speaks: names of models and of their makers.
 *
 * <p>Neither case, width, accents, signs between the letters nor invisible characters hide a name. Names that are ordinary
 * words too are covered only where a model speaks of itself or its maker. That a speaker is some program at all is not
 * covered: it tells nothing of which.
 */
public final class IdentityMask {

    /** What stands for a name, however long it is. */
    public static final String COVER = "▇▇▇";

    private static final String LIST = "model-names.txt";
    /** The version that follows a name, such as {@code -3.5-turbo}. */
    private static final Pattern VERSION = Pattern.compile(
            "^(?: ?v?\\d+(?: \\d+)*[a-z]{0,2}(?![a-z]))?(?:"
                    + " ?(?:turbo|pro|max|plus|mini|chat|bot|instruct|preview|opus|sonnet|haiku|ultra|flash|\\d+[bk])(?![a-z]))*");

    private static final int VERSION_SIGNS = 40;

    /**
     * A text with names covered.
     *
     * @param words what was covered, as it was written, and how often
     */
    public record Masked(String text, SortedMap<String, Integer> words) {

        public Masked {
            Objects.requireNonNull(text, "text");
            words = Collections.unmodifiableSortedMap(new TreeMap<>(words));
        }

        /** Returns how many names were covered. */
        public int count() {
            return words.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private final List<ModelName> names;
    private final Map<Character, List<ModelName>> byFirst = new HashMap<>();

    private IdentityMask(List<ModelName> names) {
        this.names = names.stream()
                .distinct()
                .filter(name -> !name.letters().isEmpty())
                .sorted(Comparator.comparing((ModelName name) -> -name.letters().length())
                        .thenComparing(ModelName::use))
                .toList();
        for (ModelName name : this.names) {
            byFirst.computeIfAbsent(name.letters().charAt(0), key -> new ArrayList<>())
                    .add(name);
        }
    }

    /** Makes a mask of the names that come with the program and those of a study's models. */
    public static IdentityMask of(Study study) {
        return ofModels(study.models());
    }

    /** Covers what models are called in the study, where they run, and where they were recorded. */
    static IdentityMask ofModels(List<ModelSpec> specs) {
        List<String> models = new ArrayList<>();
        for (ModelSpec model : specs) {
            models.add(model.id());
            if (model instanceof ModelSpec.Remote remote) {
                models.add(remote.endpoint().model());
            } else if (model instanceof ModelSpec.Replay replay) {
                replay.model().ifPresent(models::add);
            }
        }
        return of(models);
    }

    /** Makes a mask of the names that come with the program and others. */
    public static IdentityMask of(Collection<String> models) {
        List<ModelName> names = new ArrayList<>(listed());
        models.forEach(model -> names.add(ModelName.ofModel(model)));
        return new IdentityMask(names);
    }

    private static List<ModelName> listed() {
        try (InputStream in = Objects.requireNonNull(IdentityMask.class.getResourceAsStream(LIST), LIST);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(ModelName::ofLine)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a mask that covers no word of a character's profile: neither its name nor what it may well speak of. */
    public IdentityMask sparing(CharacterProfile character) {
        FoldedText own = new FoldedText(String.join("\n!\n", ownWords(character)));
        Predicate<ModelName> spared = name -> {
            for (int at = 0; at < own.length(); at++) {
                int last = matchAt(own, at, name.letters());
                if (last >= 0 && isBounded(own, at, last)) {
                    return true;
                }
            }
            return false;
        };
        return new IdentityMask(names.stream().filter(spared.negate()).toList());
    }

    private static List<String> ownWords(CharacterProfile character) {
        List<String> words = new ArrayList<>(
                List.of(character.name(), character.greeting(), character.user().name()));
        character.user().info().ifPresent(words::add);
        if (character.description() instanceof Description.FreeForm free) {
            words.add(free.text());
        } else if (character.description() instanceof Description.Structured parts) {
            Attributes attributes = parts.attributes();
            Behaviors behaviors = parts.behaviors();
            words.addAll(List.of(
                    attributes.identity(),
                    attributes.interests(),
                    attributes.viewpoints(),
                    attributes.experiences(),
                    attributes.achievements(),
                    attributes.socialRelationships(),
                    attributes.other(),
                    behaviors.linguisticFeatures(),
                    behaviors.emotionalExpression(),
                    behaviors.interactionPatterns()));
        }
        return words;
    }

    /** Returns a text with every name covered. */
    public Masked mask(String text) {
        FoldedText folded = new FoldedText(text);
        SortedMap<String, Integer> words = new TreeMap<>();
        StringBuilder masked = new StringBuilder();
        int copied = 0;
        for (int at = 0; at < folded.length(); ) {
            int last = nameAt(folded, at);
            if (last < 0) {
                at++;
                continue;
            }
            int first = at;
            while (isLatin(folded, first) && continuesWord(folded, first)) {
                first--;
            }
            int start = Math.max(copied, folded.start(first));
            masked.append(text, copied, start).append(COVER);
            copied = folded.end(last);
            words.merge(folded.written(first, last), 1, Integer::sum);
            at = last + 1;
        }
        return new Masked(masked.append(text, copied, text.length()).toString(), words);
    }

    /** Returns the last letter of a name that begins at a letter; -1 if none does. */
    private int nameAt(FoldedText text, int first) {
        for (ModelName name : byFirst.getOrDefault(text.letter(first), List.of())) {
            int last = matchAt(text, first, name.letters());
            if (last < 0) {
                continue;
            }
            int end = isLatin(text, last) ? withVersion(text, last) : last;
            boolean bounded = isBounded(text, first, end)
                    || (name.use() == ModelName.Use.ENDING
                            && isJoined(text, first, last)
                            && !continuesWord(text, end + 1));
            boolean counts = bounded
                    && switch (name.use()) {
                        case WORD, ENDING -> true;
                        case OF_ITSELF -> SelfReference.isOne(text, first, last);
                        case CALLED_SO -> SelfReference.isCalledSo(text, first, last);
                    };
            if (counts) {
                return end;
            }
        }
        return -1;
    }

    /** Returns the last letter if letters stand one after another from the first, whatever may stand in a name between them. */
    private static int matchAt(FoldedText text, int first, String letters) {
        if (first + letters.length() > text.length()) {
            return -1;
        }
        for (int i = 0; i < letters.length(); i++) {
            if (text.letter(first + i) != letters.charAt(i) || (i > 0 && text.brokenBefore(first + i))) {
                return -1;
            }
        }
        return first + letters.length() - 1;
    }

    private static int withVersion(FoldedText text, int last) {
        Matcher matcher = VERSION.matcher(text.after(last, VERSION_SIGNS));
        int letters = 0;
        if (matcher.find()) {
            letters = (int)
                    matcher.group().chars().filter(Character::isLetterOrDigit).count();
        }
        return last + letters;
    }

    private static boolean isJoined(FoldedText text, int first, int last) {
        for (int i = first + 1; i <= last; i++) {
            if (!text.joined(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBounded(FoldedText text, int first, int last) {
        return !continuesWord(text, first) && !continuesWord(text, last + 1);
    }

    /** Tells whether a letter and the one before are of one word: Chinese has no bounds, and is one beside Latin letters. */
    private static boolean continuesWord(FoldedText text, int number) {
        return text.joined(number) && isLatin(text, number) && isLatin(text, number - 1);
    }

    private static boolean isLatin(FoldedText text, int number) {
        return text.letter(number) < 0x80;
    }
}

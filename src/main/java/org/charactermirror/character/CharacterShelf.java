package org.charactermirror.character;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.charactermirror.character.CharacterDraft.FieldProblem;
import org.charactermirror.document.AtomicFile;
import org.charactermirror.document.Sha256;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * The characters of a folder that can be added to, and of others that cannot. Files that change while the program runs are
 * read again. Thread-safe.
 */
public final class CharacterShelf {

    private final Path own;
    private final List<Path> others;

    /** Guarded by this object, as are the next two. */
    private String stamp = "";

    private @Nullable CharacterLibrary library;
    private List<Problem> problems = List.of();

    /**
     * Makes a shelf.
     *
     * @param own the folder that characters are saved into; made when the first one is
     * @param others folders whose characters stand beside these, and are never written
     */
    public CharacterShelf(Path own, List<Path> others) {
        this.own = own;
        this.others = others.stream().filter(other -> !isSame(own, other)).toList();
    }

    /** What became of a character that was to be saved. */
    public sealed interface Saving {

        /** It is in its file. */
        record Done(Path file, String sha256) implements Saving {}

        /** Something is wrong with it. */
        record Faulty(List<FieldProblem> problems) implements Saving {

            public Faulty {
                problems = List.copyOf(problems);
            }
        }

        /** Its id is that of a file that is not to be written over. */
        record Refused(Reason reason) implements Saving {}
    }

    /** Why a file is not written over. */
    public enum Reason {
        /** A character that came with the program; one of the same id would hide it. */
        SHIPPED,
        /** The file describes its character in parts, which a text would replace for good. */
        IN_PARTS,
        /** There is such a file, and whoever saves has not seen it. */
        EXISTS,
        /** The file is not what it was when it was loaded. */
        CHANGED
    }

    private static boolean isSame(Path one, Path other) {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    /** Returns the characters as their files have them now. */
    public synchronized CharacterLibrary library() {
        List<Path> folders = new ArrayList<>(others);
        if (Files.isDirectory(own)) {
            folders.add(0, own);
        }
        String now = stamp(folders);
        CharacterLibrary known = library;
        if (known == null || !now.equals(stamp)) {
            Problems found = new Problems();
            known = CharacterLibrary.load(folders, found);
            library = known;
            problems = found.all();
            stamp = now;
        }
        return known;
    }

    /** Returns what is wrong with files whose characters are left out. */
    public synchronized List<Problem> problems() {
        library();
        return problems;
    }

    private static String stamp(List<Path> folders) {
        StringBuilder stamp = new StringBuilder();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    stamp.append(file).append(' ').append(Files.size(file)).append(' ');
                    stamp.append(Files.getLastModifiedTime(file)).append('\n');
                }
            } catch (IOException e) {
                stamp.append(folder).append(" cannot be listed\n");
            }
        }
        return stamp.toString();
    }

    /** Tells whether a character's file may be written over by whoever has loaded it. */
    public boolean isEditable(CharacterProfile profile) {
        return profile.description() instanceof Description.FreeForm
                && Files.isRegularFile(file(profile.id()))
                && library()
                        .find(profile.id())
                        .filter(base -> base.language().equals(profile.language()))
                        .isPresent();
    }

    /**
     * Saves a character as {@code ID.yaml} of the folder, as a whole or not at all.
     *
     * @param loaded the SHA-256 of the file that is to be written over, as it was loaded; nothing for a new one
     * @throws UncheckedIOException if the file cannot be written
     */
    public synchronized Saving save(CharacterDraft draft, Optional<String> loaded) {
        List<FieldProblem> wrong = draft.problemsOfSaving();
        if (!wrong.isEmpty()) {
            return new Saving.Faulty(wrong);
        }
        // The schema has made sure that the id is no path.
        Path file = file(draft.id());
        try {
            Optional<Reason> reason = refusal(draft.id(), file, loaded);
            if (reason.isPresent()) {
                return new Saving.Refused(reason.get());
            }
            List<FieldProblem> against = versionProblems(draft);
            if (!against.isEmpty()) {
                return new Saving.Faulty(against);
            }
            Files.createDirectories(own);
            String yaml = draft.yaml();
            AtomicFile.write(file, yaml);
            return new Saving.Done(file, Sha256.hex(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private Path file(String id) {
        if (!CharacterIds.isUsable(id)) {
            throw new IllegalArgumentException("no id: " + id);
        }
        return own.resolve(id + ".yaml");
    }

    private Optional<Reason> refusal(String id, Path file, Optional<String> loaded) throws IOException {
        if (others.stream().anyMatch(folder -> Files.exists(folder.resolve(id + ".yaml")))) {
            return Optional.of(Reason.SHIPPED);
        }
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        boolean inParts = library()
                .find(id)
                .filter(profile -> profile.description() instanceof Description.Structured)
                .isPresent();
        if (inParts) {
            return Optional.of(Reason.IN_PARTS);
        }
        if (loaded.isEmpty()) {
            return Optional.of(Reason.EXISTS);
        }
        return Sha256.hex(Files.readAllBytes(file)).equals(loaded.get())
                ? Optional.empty()
                : Optional.of(Reason.CHANGED);
    }

    /** Returns what would set the character against its versions in other languages. */
    private List<FieldProblem> versionProblems(CharacterDraft draft) {
        String id = draft.id();
        List<FieldProblem> wrong = new ArrayList<>();
        Optional<String> base = library().find(id).map(CharacterProfile::language);
        for (String language : library().languages(id)) {
            if (base.equals(Optional.of(language))) {
                continue;
            }
            if (language.equals(draft.language())) {
                wrong.add(new FieldProblem(
                        "language",
                        "language is \"" + language + "\", but " + id + "." + language
                                + ".yaml is the version in that language; choose another language or id"));
            }
            library()
                    .find(id, language)
                    .filter(version -> !version.category().equals(draft.category()))
                    .ifPresent(version -> wrong.add(new FieldProblem(
                            "category",
                            "category is \"" + draft.category() + "\", but " + id + "." + language + ".yaml says "
                                    + version.category() + "; versions of a character share its category")));
        }
        return wrong;
    }
}

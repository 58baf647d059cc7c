package org.charactermirror.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Origin;
import org.charactermirror.document.AtomicFile;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;
import org.charactermirror.session.TranscriptWriter;

/**
 * A study in one file that never changes: what was planned, what it was made from, what was said and what was judged. The
 * same study gives the same bytes.
 *
 * @param manifestName of the study's folder when it was sealed
 * @param studies the folders of the studies inside
 * @param annotatorsNamed whether annotators have their names, not pseudonyms
 * @param files how many files it holds, the manifest included
 * @param sha256 of the archive
 */
public record SealedStudy(
        String manifestName, List<String> studies, boolean annotatorsNamed, int files, String sha256) {

    private static final List<String> BESIDE = List.of("study.yaml", "run.json");

    public SealedStudy {
        studies = List.copyOf(studies);
    }

    /**
     * What goes into an archive.
     *
     * @param folder the study's
     * @param name of the folder
     * @param version of this program
     * @param studies the names of the folders of studies inside
     * @param made files that the runs were made from, as text, by name: characters, scenarios, prompts
     * @param leftOut those that cannot be had, each with the reason
     * @param annotatorsNamed whether annotators keep their names
     */
    public record Content(
            Path folder,
            String name,
            String version,
            List<String> studies,
            Map<String, String> made,
            List<String> leftOut,
            boolean annotatorsNamed) {

        public Content {
            studies = studies.stream().sorted().toList();
            made = Map.copyOf(made);
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * Seals a study.
     *
     * @param scratch an empty folder for what goes into the archive
     * @param archive a file that is not there yet
     * @return the archive's SHA-256
     * @throws BadInputException if the study is damaged or the archive is there
     */
    public static String seal(Content content, Path scratch, Path archive) throws IOException {
        if (Files.exists(archive)) {
            throw BadInputException.of(archive.toString(), "is there already; name another file with --out");
        }
        List<Path> folders = new ArrayList<>(List.of(content.folder()));
        content.studies().forEach(study -> folders.add(content.folder().resolve(study)));
        Pseudonyms pseudonyms = content.annotatorsNamed() ? Pseudonyms.none() : pseudonyms(folders);
        for (Path folder : folders) {
            Path target = scratch.resolve(content.folder().relativize(folder).toString());
            writePart(folder, Files.createDirectories(target), pseudonyms);
        }
        for (Map.Entry<String, String> file : content.made().entrySet()) {
            Path target = scratch.resolve(file.getKey());
            Files.createDirectories(target.resolveSibling("."));
            AtomicFile.write(target, file.getValue());
        }
        SortedMap<String, Path> files = SealedArchive.filesIn(scratch);
        SortedMap<String, String> hashes = new TreeMap<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            hashes.put(file.getKey(), SealedArchive.Sum.of(file.getValue()).sha256());
        }
        SealedManifest manifest = new SealedManifest(
                content.name(),
                content.version(),
                Migration.all().size(),
                content.annotatorsNamed(),
                content.studies(),
                content.leftOut(),
                hashes);
        AtomicFile.write(scratch.resolve(SealedManifest.FILE_NAME), manifest.toJson());
        files.put(SealedManifest.FILE_NAME, scratch.resolve(SealedManifest.FILE_NAME));
        Path part = archive.resolveSibling("." + archive.getFileName() + ".part");
        try {
            SealedArchive.write(part, files);
            String hash = SealedArchive.Sum.of(part).sha256();
            Files.move(part, archive);
            return hash;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** People get pseudonyms, the same in all parts; judges and programs keep their names. */
    private static Pseudonyms pseudonyms(List<Path> folders) {
        TreeSet<String> people = new TreeSet<>();
        TreeSet<String> others = new TreeSet<>();
        String secret = "";
        for (Path folder : folders) {
            Path file = folder.resolve(StudyDatabase.FILE_NAME);
            if (Files.exists(file)) {
                try (StudyDatabase database = StudyDatabase.open(file)) {
                    secret = secret.isEmpty() ? AnnotationItems.key(database) : secret;
                    for (Annotation row :
                            new AnnotationStore(database).annotations().stream().toList()) {
                        (row.origin() == Origin.HUMAN ? people : others)
                                .add(row.subject().annotator());
                    }
                }
            }
        }
        return Pseudonyms.of(secret, people, others);
    }

    private static void writePart(Path folder, Path target, Pseudonyms pseudonyms) throws IOException {
        for (String name : BESIDE) {
            if (Files.exists(folder.resolve(name))) {
                AtomicFile.write(target.resolve(name), Files.readString(folder.resolve(name)));
            }
        }
        Path file = folder.resolve(StudyDatabase.FILE_NAME);
        if (!Files.exists(file)) {
            throw BadInputException.of(
                    folder.toString(), "has no " + StudyDatabase.FILE_NAME + "; there is nothing to seal yet");
        }
        try (StudyDatabase database = StudyDatabase.open(file)) {
            List<String> changed = Soundness.changedTurns(database);
            List<String> damage = Soundness.damage(database);
            if (!damage.isEmpty() || !changed.isEmpty()) {
                throw BadInputException.of(
                        file.toString(),
                        "is damaged, and nothing was sealed; look at it with charmirror doctor " + folder);
            }
            SealedTables.write(database, target, pseudonyms);
        }
        try (StudyDatabase copy = rebuilt(target)) {
            writeExports(copy, target);
        } finally {
            Files.deleteIfExists(target.resolve(StudyDatabase.FILE_NAME));
        }
    }

    /** Makes the database of a part from its tables. */
    private static StudyDatabase rebuilt(Path part) throws IOException {
        StudyDatabase database = StudyDatabase.open(part.resolve(StudyDatabase.FILE_NAME));
        try {
            SealedTables.read(part, database);
            return database;
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Writes what is made from a database: transcripts, and the judgements as they are analysed. */
    private static void writeExports(StudyDatabase database, Path target) throws IOException {
        SqliteRunStore store = new SqliteRunStore(database);
        if (store.hasPlan()) {
            TranscriptWriter.write(target.resolve(TranscriptWriter.FILE_NAME), store::forEachTranscript);
        }
        Annotations rows = new AnnotationStore(database).annotations();
        AnnotationExport.write(target, rows);
    }

    /**
     * Checks an archive and makes the study's folder of it, as it was but for the names of annotators.
     *
     * @param scratch an empty folder; the study's folder comes to lie in it
     * @return what it is; its folder is {@code study/NAME} in the scratch folder
     * @throws BadInputException naming everything that is not as it was sealed
     */
    public static SealedStudy open(Path archive, Path scratch) throws IOException {
        Path folder = Files.createDirectory(scratch.resolve("files"));
        SortedMap<String, SealedArchive.Sum> sums = SealedArchive.unpack(archive, folder);
        SealedManifest manifest = SealedManifest.read(archive, folder);
        Problems problems = new Problems();
        manifest.check(archive, sums, problems);
        problems.throwIfErrors();
        SealedArchive.checkBytes(archive, folder, sums.keySet(), problems);
        problems.throwIfErrors();
        Path study = scratch.resolve("study").resolve(manifest.name());
        Files.createDirectories(study.resolveSibling("."));
        Files.move(folder, study);
        List<Path> parts = new ArrayList<>(List.of(study));
        manifest.studies().forEach(name -> parts.add(study.resolve(name)));
        for (Path part : parts) {
            Path again = Files.createDirectories(scratch.resolve("again").resolve(study.relativize(part)));
            try (StudyDatabase database = rebuilt(part)) {
                writeExports(database, again);
                for (String changed : Soundness.changedTurns(database)) {
                    problems.error(archive.toString(), changed + " has changed since it was kept");
                }
            }
            for (Map.Entry<String, Path> file : SealedArchive.filesIn(again).entrySet()) {
                Path sealed = part.resolve(file.getKey());
                if (!Files.exists(sealed) || Files.mismatch(sealed, file.getValue()) >= 0) {
                    problems.error(archive.toString(), study.relativize(sealed) + " does not say what the tables say");
                }
            }
        }
        problems.throwIfErrors();
        return new SealedStudy(
                manifest.name(),
                manifest.studies(),
                manifest.annotatorsNamed(),
                sums.size(),
                SealedArchive.Sum.of(archive).sha256());
    }

    /** Returns the study's folder after an archive was opened. */
    public Path folder(Path scratch) {
        return scratch.resolve("study").resolve(manifestName);
    }
}

package org.charactermirror.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.SparkFiles;
import org.charactermirror.batch.Ingredients;
import org.charactermirror.batch.spark.ExecutorStudy;
import org.charactermirror.batch.spark.StudyOpener;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.Study;
import org.charactermirror.scenario.StudyWriter;

/**
 * A study on its way to executors: its file, and those of characters and scenarios, byte for byte.
 *
 * @param files by path, relative to a folder that each executor makes
 * @param options how local models are run
 * @param workingFolder of the driver, from which relative paths of models count
 */
record ShippedStudy(Map<String, byte[]> files, ExecutorOptions options, String workingFolder) implements StudyOpener {

    private static final String STUDY = "study.yaml";
    private static final String VERSION = "charmirror";
    private static final String PROGRAM = "charmirror's jar";

    /** The folders of a first and a second installation; an id of the first one hides that of the second. */
    private static final List<String> HOMES = List.of("first", "second");

    /** Packs what a study was loaded from. */
    static ShippedStudy of(Installation installation, Study study, ExecutorOptions options) {
        Map<String, byte[]> files = new TreeMap<>();
        files.put(STUDY, StudyWriter.toYaml(study).getBytes(StandardCharsets.UTF_8));
        for (String kind : kinds(study)) {
            List<Path> folders = installation.folders(kind, new Problems());
            for (int index = 0; index < folders.size(); index++) {
                pack(folders.get(index), HOMES.get(index) + "/" + kind, files);
            }
        }
        return new ShippedStudy(files, options, Path.of("").toAbsolutePath().toString());
    }

    private static List<String> kinds(Study study) {
        return study.probes()
                ? List.of("characters", "scenarios", StudyProbes.FOLDER)
                : List.of("characters", "scenarios");
    }

    /** Packs what is read of a folder, which may be a link, and nothing else that lies there. */
    private static void pack(Path folder, String name, Map<String, byte[]> files) {
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                String own = String.valueOf(file.getFileName());
                if (own.endsWith(".yaml")) {
                    files.put(name + "/" + own, Files.readAllBytes(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read", e);
        }
    }

    /** Lists what a study is made of, and the program itself, but not the models' files. */
    static Map<String, String> ingredients(LoadedStudy loaded) {
        Map<String, String> ingredients = new TreeMap<>(
                Ingredients.of(loaded.plan(), loaded.characters()::sha256, loaded.scenarios()::sha256, Map.of()));
        ingredients.put(VERSION, Version.current());
        ingredients.put(PROGRAM, ProgramFiles.sha256());
        return ingredients;
    }

    @Override
    public ExecutorStudy open(Executor executor) {
        System.setProperty("ai.djl.offline", System.getProperty("ai.djl.offline", "true"));
        Path root = Path.of(SparkFiles.getRootDirectory());
        Path folder = unpack(root);
        Installation installation =
                new Installation(folder.resolve(HOMES.get(0)), Optional.of(folder.resolve(HOMES.get(1))));
        LoadedStudy loaded =
                LoadedStudy.load(installation, folder.resolve(STUDY).toString());
        return new OpenedStudy(loaded, options, executor.cores(), List.of(root, Path.of(workingFolder)));
    }

    private Path unpack(Path root) {
        try {
            Path folder = Files.createTempDirectory(root, "charmirror-study");
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("it cannot be unpacked in " + root + ": " + e.getMessage(), e);
        }
    }
}

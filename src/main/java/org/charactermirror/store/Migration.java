package org.charactermirror.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One step of the database's tables; steps are never changed after a release, only added.
 *
 * @param number 1-based and without gaps
 */
record Migration(int number, String sql) {

    /** The files in this package, in the order of their numbers. */
    private static final List<String> RESOURCES = List.of(
            "V1__transcripts.sql",
            "V2__annotations.sql",
            "V3__pairs.sql",
            "V4__annotation_items.sql",
            "V5__annotation_key.sql",
            "V6__user_side.sql",
            "V7__remote_models.sql",
            "V8__checksums.sql",
            "V9__studio.sql",
            "V10__judges.sql");

    static List<Migration> all() {
        List<Migration> migrations = new ArrayList<>();
        for (String resource : RESOURCES) {
            int number = migrations.size() + 1;
            if (!resource.startsWith("V" + number + "__")) {
                throw new IllegalStateException(resource + " is out of order; expected number " + number);
            }
            migrations.add(new Migration(number, read(resource)));
        }
        return List.copyOf(migrations);
    }

    private static String read(String resource) {
        try (InputStream in = Migration.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

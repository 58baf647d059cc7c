package org.charactermirror.web.admin;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.charactermirror.store.StudioAudit;
import org.charactermirror.store.StudioExport;
import org.charactermirror.store.StudyDatabase;

/** Gives the studio's judgements and decisions away in one file. */
final class AdminExport {

    private static final String README = "README.txt";

    /** The same rows are to give the same bytes; zip files know no earlier time. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final StudyDatabase reading;
    private final StudioAudit audit;

    AdminExport(StudyDatabase reading, StudioAudit audit) {
        this.reading = reading;
        this.audit = audit;
    }

    void answer(Context context) {
        byte[] zip = zip();
        audit.note(StudioAudit.OWNER, "exported", "");
        context.header("Content-Disposition", "attachment; filename=\"studio.zip\"");
        context.contentType("application/zip").result(zip);
    }

    private byte[] zip() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(README, readme());
        files.putAll(StudioExport.files(reading));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String readme() {
        try (InputStream in = AdminExport.class.getResourceAsStream("export-readme.txt")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks the export's README");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

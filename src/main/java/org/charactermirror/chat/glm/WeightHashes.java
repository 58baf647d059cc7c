package org.charactermirror.chat.glm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.charactermirror.chat.ModelUnavailableException;

/**
 * The SHA-256 of checkpoints' files, noted in a folder so that twelve gigabytes are not read again at every start.
 *
 * <p>A note holds as long as every file has the same path, size, time of change and identity in its file system.
 */
final class WeightHashes {

    private static final int HASH_LENGTH = 64;

    private final Path folder;

    private WeightHashes(Path folder) {
        this.folder = folder;
    }

    static WeightHashes in(Path folder) {
        return new WeightHashes(folder);
    }

    /**
     * Returns the SHA-256 of files, one after the other, in hexadecimal.
     *
     * @throws ModelUnavailableException if one of them cannot be read
     */
    String of(List<Path> files) {
        Path note;
        try {
            note = folder.resolve(ModelFolder.sha256(identity(files)) + ".hash");
            if (Files.isRegularFile(note)) {
                String noted = Files.readString(note).strip();
                if (noted.length() == HASH_LENGTH) {
                    return noted;
                }
            }
        } catch (IOException e) {
            return ModelFolder.sha256(files);
        }
        String hash = ModelFolder.sha256(files);
        try {
            Files.createDirectories(folder);
            Path partial = Files.createTempFile(folder, "hash", ".partial");
            Files.writeString(partial, hash + "\n");
            Files.move(partial, note, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            return hash; // without a note the next start reads the files again, which is only slower
        }
        return hash;
    }

    /** Returns when anything about the file was changed last, which unlike its date nobody can set, where that is known. */
    private static String changed(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? Files.getAttribute(file, "unix:ctime").toString()
                : "";
    }

    private static byte[] identity(List<Path> files) throws IOException {
        StringBuilder identity = new StringBuilder();
        for (Path file : files) {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            identity.append(file.toRealPath())
                    .append('\n')
                    .append(attributes.size())
                    .append(' ')
                    .append(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS))
                    .append(' ')
                    .append(attributes.fileKey())
                    .append(' ')
                    .append(changed(file))
                    .append('\n');
        }
        return identity.toString().getBytes(StandardCharsets.UTF_8);
    }
}

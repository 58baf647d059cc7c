package org.charactermirror.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/** Standard output that ends the process where nobody reads it any more ({@code | head -1}), or where it cannot be written. */
final class StandardOutput extends OutputStream {

    private final OutputStream out = new FileOutputStream(FileDescriptor.out);

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            if (!isPipe(e)) {
                System.err.println("Standard output cannot be written: " + e.getMessage());
            }
            // Nothing is lost: what commands keep is on the disk before they tell of it.
            System.exit(isPipe(e) ? ExitCode.DONE : ExitCode.UNEXPECTED);
        }
    }

    private static boolean isPipe(IOException exception) {
        // The message is in the language of the system, so Linux is asked what the stream is.
        return String.valueOf(exception.getMessage()).toLowerCase(Locale.ROOT).contains("pipe")
                || target().startsWith("pipe:")
                || target().startsWith("socket:");
    }

    private static String target() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
        } catch (IOException | InvalidPathException | UnsupportedOperationException e) {
            return "";
        }
    }
}

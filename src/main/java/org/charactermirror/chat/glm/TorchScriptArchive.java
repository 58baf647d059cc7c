package org.charactermirror.chat.glm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a TorchScript archive that holds code and no weights.
 *
 * <p>The archive is a zip of stored entries in the layout that libtorch's {@code torch::jit::load} reads: an empty
 * constant table, one object of class {@code __torch__.M} and the text of that class in the serialized dialect of
 * TorchScript. Weights are passed to the methods as tensors, so that they can stay memory-mapped.
 */
final class TorchScriptArchive {

    private static final String CLASS_HEAD =
            "class M(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n";

    /** A pickle of {@code ()}. */
    private static final byte[] EMPTY_TUPLE = {(byte) 0x80, 2, ')', '.'};

    private TorchScriptArchive() {}

    /**
     * Writes the archive.
     *
     * @param methods the class's methods, each indented by two spaces
     * @param out receives the zip; not closed
     * @throws IOException if {@code out} cannot be written
     */
    static void write(String methods, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setMethod(ZipOutputStream.STORED);
        put(zip, "m/version", "3\n".getBytes(StandardCharsets.US_ASCII));
        put(zip, "m/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
        put(zip, "m/constants.pkl", EMPTY_TUPLE);
        put(zip, "m/code/__torch__.py", (CLASS_HEAD + methods).getBytes(StandardCharsets.UTF_8));
        put(zip, "m/data.pkl", moduleObject());
        zip.finish();
    }

    /** A pickle of an object of {@code __torch__.M} whose state is {@code {"training": False}}. */
    private static byte[] moduleObject() {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.writeBytes(new byte[] {(byte) 0x80, 2});
        pickle.writeBytes("c__torch__\nM\n".getBytes(StandardCharsets.US_ASCII));
        pickle.writeBytes(new byte[] {')', (byte) 0x81, '}', '('});
        byte[] key = "training".getBytes(StandardCharsets.US_ASCII);
        pickle.writeBytes(new byte[] {'X', (byte) key.length, 0, 0, 0});
        pickle.writeBytes(key);
        pickle.writeBytes(new byte[] {(byte) 0x89, 'u', 'b', '.'});
        return pickle.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}

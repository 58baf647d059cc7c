package org.charactermirror.chat.glm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.chat.glm.StateDictReader.TensorReference;
import org.charactermirror.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Reads what {@code torch.save} wrote of a state dict: a zip with one pickle and a stored entry for each storage. */
final class TorchShardReader {

    private static final String PICKLE = "/data.pkl";
    private static final int LARGEST_PICKLE = 64 << 20;

    private final Path file;
    private final Problems problems;
    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

    private TorchShardReader(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Returns the file's tensors by name; those with a problem are left out and told. */
    static Map<String, StoredTensor> read(Path file, Problems problems) {
        TorchShardReader reader = new TorchShardReader(file, problems);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            reader.read(channel);
        } catch (StateDictReader.RefusedException e) {
            reader.error(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            reader.error("cannot be read: " + e.getMessage());
        }
        return reader.tensors;
    }

    private void read(FileChannel channel) throws IOException, StateDictReader.RefusedException {
        Map<String, StoredZip.Entry> entries = StoredZip.entries(channel);
        List<String> pickles =
                entries.keySet().stream().filter(name -> name.endsWith(PICKLE)).toList();
        if (pickles.size() != 1) {
            error("holds " + pickles.size() + " entries named data.pkl; a checkpoint has one");
            return;
        }
        String folder = pickles.get(0).substring(0, pickles.get(0).length() - PICKLE.length());
        StoredZip.@Nullable Entry byteOrder = entries.get(folder + "/byteorder");
        if (byteOrder != null && !text(channel, byteOrder).equals("little")) {
            error("its numbers are not little-endian");
            return;
        }
        StoredZip.Entry pickle =
                Optional.ofNullable(entries.get(pickles.get(0))).orElseThrow();
        if (pickle.size() > LARGEST_PICKLE) {
            error("its pickle has " + pickle.size() + " bytes, more than any state dict");
            return;
        }
        ByteBuffer content = channel.map(FileChannel.MapMode.READ_ONLY, pickle.offset(), pickle.size());
        for (Map.Entry<String, TensorReference> tensor :
                StateDictReader.read(content).entrySet()) {
            String entryName = folder + "/data/" + tensor.getValue().storage().key();
            locate(tensor.getKey(), tensor.getValue(), entryName, entries.get(entryName));
        }
    }

    private void locate(String name, TensorReference tensor, String entryName, StoredZip.@Nullable Entry entry) {
        TensorType type = tensor.storage().type();
        long bytes = StoredTensor.bytesOf(tensor.shape(), type);
        if (entry == null) {
            error(name + ": its numbers should be in the zip entry " + entryName + ", which is missing");
        } else if (entry.size() != StoredTensor.bytesOf(List.of(tensor.storage().count()), type)) {
            error(name + ": the zip entry " + entryName + " has " + entry.size() + " bytes instead of "
                    + tensor.storage().count() + " numbers of " + type);
        } else if (!isContiguous(tensor)) {
            error(name + ": strides " + tensor.strides() + " of shape " + tensor.shape()
                    + " are not contiguous; save the tensor with .contiguous()");
        } else if (bytes < 0
                || tensor.offset() < 0
                || tensor.offset() > tensor.storage().count() - bytes / type.bytes()) {
            error(name + ": shape " + tensor.shape() + " at offset " + tensor.offset() + " does not fit its storage of "
                    + tensor.storage().count() + " numbers");
        } else {
            long offset = entry.offset() + tensor.offset() * type.bytes();
            tensors.put(name, new StoredTensor(file, type, tensor.shape(), offset, bytes));
        }
    }

    private static boolean isContiguous(TensorReference tensor) {
        if (tensor.strides().size() != tensor.shape().size()) {
            return false;
        }
        long expected = 1;
        for (int axis = tensor.shape().size() - 1; axis >= 0; axis--) {
            long size = tensor.shape().get(axis);
            if (size != 1 && tensor.strides().get(axis) != expected) {
                return false;
            }
            expected *= size;
        }
        return true;
    }

    private static String text(FileChannel channel, StoredZip.Entry entry) throws IOException {
        ByteBuffer content = channel.map(FileChannel.MapMode.READ_ONLY, entry.offset(), Math.min(entry.size(), 16));
        return StandardCharsets.US_ASCII.decode(content).toString().strip();
    }

    private void error(String message) {
        problems.error(file.toString(), message);
    }
}

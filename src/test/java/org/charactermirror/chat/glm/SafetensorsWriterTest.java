package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsWriterTest {

    @TempDir
    private Path folder;

    @Test
    void a_file_has_the_format_s_layout_whatever_the_order_of_adding() throws IOException {
        Path file = folder.resolve("a.safetensors");
        new SafetensorsWriter()
                .add("b", TensorType.F32, new float[] {1.5f}, 1)
                .add("a", TensorType.F16, new float[] {1, -2}, 2, 1)
                .write(file);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int header = (int) bytes.getLong();
        assertThat(header % 8).isZero();
        byte[] text = new byte[header];
        bytes.get(text);
        assertThat(new String(text, StandardCharsets.UTF_8).strip())
                .isEqualTo("{\"__metadata__\":{\"format\":\"pt\"},"
                        + "\"a\":{\"dtype\":\"F16\",\"shape\":[2,1],\"data_offsets\":[0,4]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}");
        assertThat(bytes.getShort()).isEqualTo((short) 0x3c00);
        assertThat(bytes.getShort()).isEqualTo((short) 0xc000);
        assertThat(bytes.getFloat()).isEqualTo(1.5f);
        assertThat(bytes.hasRemaining()).isFalse();
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    }

    @Test
    void what_was_written_is_read_back() throws IOException {
        Path file = folder.resolve("a.safetensors");
        new SafetensorsWriter()
                .add("x", TensorType.F32, new float[] {1, 2, 3, 4, 5, 6}, 2, 3)
                .write(file);
        Problems problems = new Problems();
        Map<String, StoredTensor> tensors = SafetensorsReader.read(file, problems);
        assertThat(problems.all()).isEmpty();
        StoredTensor tensor = tensors.values().iterator().next();
        assertThat(tensor.shape()).isEqualTo(List.of(2L, 3L));
        assertThat(tensor.map().getFloat(20)).isEqualTo(6f);
    }

    // Bit patterns from the definition of IEEE 754 binary16.
    @ParameterizedTest
    @CsvSource({
        "0, 0000",
        "-0.0, 8000",
        "1, 3c00",
        "-1.5, be00",
        "65504, 7bff",
        "65519.996, 7bff",
        "0.000060975552, 03ff", // largest subnormal
        "0.000061035156, 0400", // smallest normal
        "5.9604645E-8, 0001", // smallest subnormal
        "2.9802322E-8, 0000", // half of it: tie to even
        "8.940697E-8, 0002", // one and a half: tie to even
        "1.00048828125, 3c00", // tie to even
        "1.00146484375, 3c02", // tie to even
        "0.333333, 3555"
    })
    void floats_are_rounded_to_the_nearest_half(float value, String bits) {
        assertThat("%04x".formatted(HalfPrecision.of(value))).isEqualTo(bits);
    }

    @Test
    void a_number_that_does_not_fit_is_refused_with_its_tensor() {
        SafetensorsWriter writer = new SafetensorsWriter();
        assertThatThrownBy(() -> writer.add("x", TensorType.F16, new float[] {65520}, 1))
                .hasMessage("x: 65520.0 does not fit half precision, whose largest number is 65504");
        assertThatThrownBy(() -> writer.add("x", TensorType.F16, new float[] {Float.NaN}, 1))
                .hasMessageStartingWith("x: NaN does not fit");
    }

    @Test
    void bytes_that_do_not_fill_the_shape_are_refused() {
        assertThatThrownBy(() -> new SafetensorsWriter().add("x", TensorType.F32, new float[] {1}, 2))
                .hasMessage("x: shape [2] as F32 takes 8 bytes, but there are 4");
    }
}

package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateDictReaderTest {

    /** What {@code pickle.dumps(OrderedDict(w=parameter), protocol=2)} holds for a 2 x 3 tensor at offset 6. */
    private static final String PARAMETER = "ccollections\nOrderedDict\n)R(X\1\0\0\0w"
            + "ctorch._utils\n_rebuild_parameter\n(ctorch._utils\n_rebuild_tensor_v2\n("
            + "(X\7\0\0\0storagectorch\nBFloat16Storage\nX\1\0\0\0007X\3\0\0\0cpuK\14tQ"
            + "K\6K\2K\3\206K\3K\1\206\211ccollections\nOrderedDict\n)RtR\210ccollections\nOrderedDict\n)RtRu.";

    @Test
    void a_parameter_in_an_ordered_dict_is_read() throws Exception {
        assertThat(StateDictReader.read(pickle(PARAMETER)))
                .containsOnlyKeys("w")
                .containsValue(new StateDictReader.TensorReference(
                        new StateDictReader.Storage(TensorType.BF16, "7", 12), 6, List.of(2L, 3L), List.of(3L, 1L)));
    }

    @Test
    void any_other_global_is_refused_by_name_and_offset() {
        assertRefused(
                "cos\nsystem\n(X\2\0\0\0idtR.",
                "the pickle is refused at byte 2: the global 'os.system', which is not on the list of what a state dict"
                        + " needs");
        assertRefused(
                "}X\1\0\0\0wcbuiltins\neval\ns.",
                "the pickle is refused at byte 9: the global 'builtins.eval', which is not on the list of what a state"
                        + " dict needs");
    }

    @Test
    void opcodes_that_a_state_dict_does_not_need_are_refused() {
        assertRefused(
                "(ios\nsystem\n.", "the pickle is refused at byte 3: opcode 0x69, which a state dict does not need");
        assertRefused("\223.", "the pickle is refused at byte 2: opcode 0x93, which a state dict does not need");
    }

    @Test
    void a_pickle_that_ends_early_is_refused() {
        assertRefused("X\100\0\0\0ab", "the pickle ends within the opcode at byte 2");
        assertRefused("", "the pickle ends within the opcode at byte 2");
    }

    @Test
    void a_pickle_of_something_else_is_refused() {
        assertRefused("K\1.", "the pickle is refused at byte 4: 1 in place of a state dict");
        assertRefused("}X\1\0\0\0wK\1s.", "the state dict maps 'w' to 1 instead of a name to a tensor");
        assertRefused(".", "the pickle is refused at byte 2: an empty stack");
        assertRefused("}K\1K\2s.", "the pickle is refused at byte 7: a key that is 1 and not a name");
        assertRefused("h\5.", "the pickle is refused at byte 2: a reference to memo 5, which was never set");
    }

    @Test
    void sizes_that_would_exhaust_memory_are_refused() {
        assertRefused("X\0\0\0\177a.", "the pickle is refused at byte 2: a text of 2130706432 bytes");
        assertRefused("N".repeat(1_000_001) + ".", "the pickle is refused at byte 1000002: more than 1000000 values");
    }

    private static void assertRefused(String body, String message) {
        assertThatThrownBy(() -> StateDictReader.read(pickle(body)))
                .isInstanceOf(StateDictReader.RefusedException.class)
                .hasMessage(message);
    }

    private static ByteBuffer pickle(String body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {(byte) 0x80, 2});
        bytes.writeBytes(body.getBytes(StandardCharsets.ISO_8859_1));
        return ByteBuffer.wrap(bytes.toByteArray());
    }
}

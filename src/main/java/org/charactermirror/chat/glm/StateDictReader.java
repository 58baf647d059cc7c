package org.charactermirror.chat.glm;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the pickle of a PyTorch state dict without running anything.
 *
 * <p>A pickle is a program that may name any function. This reader knows the opcodes and the few globals that a state
 * dict needs, builds plain data from them, and refuses everything else by name and offset. Opcodes are those of Python's
 * {@code pickletools}, protocol 2.
 */
final class StateDictReader {

    /** A tensor as the pickle describes it; offset and strides count numbers, not bytes. */
    record TensorReference(Storage storage, long offset, List<Long> shape, List<Long> strides) {}

    /** A block of numbers in the archive. */
    record Storage(TensorType type, String key, long count) {}

    /** The pickle is not a state dict, or names what it must not. */
    static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    private enum Special {
        MARK,
        NONE,
        ORDERED_DICT,
        REBUILD_TENSOR,
        REBUILD_PARAMETER
    }

    private static final int LARGEST_STACK = 1_000_000;
    private static final int LARGEST_TEXT = 1 << 16;
    private static final Map<String, Object> GLOBALS = Map.of(
            "collections OrderedDict", Special.ORDERED_DICT,
            "torch._utils _rebuild_tensor_v2", Special.REBUILD_TENSOR,
            "torch._utils _rebuild_parameter", Special.REBUILD_PARAMETER,
            "torch HalfStorage", TensorType.F16,
            "torch BFloat16Storage", TensorType.BF16,
            "torch FloatStorage", TensorType.F32);

    private final ByteBuffer pickle;
    private final Deque<Object> stack = new ArrayDeque<>();
    private final Map<Integer, Object> memo = new HashMap<>();
    private int opcodeAt;

    private StateDictReader(ByteBuffer pickle) {
        this.pickle = pickle.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Returns the tensors of a state dict by name, in its order.
     *
     * @throws RefusedException if it is anything but a state dict; says what stands at which byte
     */
    static Map<String, TensorReference> read(ByteBuffer pickle) throws RefusedException {
        StateDictReader reader = new StateDictReader(pickle);
        try {
            return reader.tensors(reader.run());
        } catch (BufferUnderflowException e) {
            throw new RefusedException("the pickle ends within the opcode at byte " + reader.opcodeAt);
        }
    }

    private Map<String, TensorReference> tensors(Object result) throws RefusedException {
        Map<String, TensorReference> tensors = new LinkedHashMap<>();
        Map<?, ?> stateDict = as(Map.class, result, "a state dict");
        for (Map.Entry<?, ?> entry : stateDict.entrySet()) {
            if (!(entry.getKey() instanceof String name) || !(entry.getValue() instanceof TensorReference tensor)) {
                throw new RefusedException("the state dict maps " + described(entry.getKey()) + " to "
                        + described(entry.getValue()) + " instead of a name to a tensor");
            }
            tensors.put(name, tensor);
        }
        return tensors;
    }

    private Object run() throws RefusedException {
        while (true) {
            opcodeAt = pickle.position();
            int opcode = Byte.toUnsignedInt(pickle.get());
            if (opcode == '.') {
                return pop();
            }
            step(opcode);
            if (stack.size() > LARGEST_STACK || memo.size() > LARGEST_STACK) {
                throw refused("more than " + LARGEST_STACK + " values");
            }
        }
    }

    private void step(int opcode) throws RefusedException {
        switch (opcode) {
            case 0x80 -> protocol();
            case 'c' -> stack.push(global());
            case '(' -> stack.push(Special.MARK);
            case 'N' -> stack.push(Special.NONE);
            case 0x88 -> stack.push(true);
            case 0x89 -> stack.push(false);
            case 'K' -> stack.push((long) Byte.toUnsignedInt(pickle.get()));
            case 'M' -> stack.push((long) Short.toUnsignedInt(pickle.getShort()));
            case 'J' -> stack.push((long) pickle.getInt());
            case 0x8a -> stack.push(longNumber());
            case 'X' -> stack.push(text());
            case ')' -> stack.push(List.of());
            case 't' -> stack.push(popToMark());
            case 0x85 -> stack.push(popLast(1));
            case 0x86 -> stack.push(popLast(2));
            case 0x87 -> stack.push(popLast(3));
            case '}' -> stack.push(new LinkedHashMap<Object, Object>());
            case 's' -> putAll(popLast(2));
            case 'u' -> putAll(popToMark());
            case 'q' -> memo.put(Byte.toUnsignedInt(pickle.get()), top());
            case 'r' -> memo.put(pickle.getInt(), top());
            case 'h' -> stack.push(remembered(Byte.toUnsignedInt(pickle.get())));
            case 'j' -> stack.push(remembered(pickle.getInt()));
            case 'Q' -> stack.push(storage(pop()));
            case 'R' -> stack.push(call(pop(), pop()));
            case 'b' -> setAttributes(pop());
            default -> throw refused("opcode 0x%02x, which a state dict does not need".formatted(opcode));
        }
    }

    private void protocol() throws RefusedException {
        int version = Byte.toUnsignedInt(pickle.get());
        if (version != 2) {
            throw refused("pickle protocol " + version + "; PyTorch writes 2");
        }
    }

    private Object global() throws RefusedException {
        String name = line() + " " + line();
        Object known = GLOBALS.get(name);
        if (known == null) {
            throw refused(
                    "the global '" + name.replace(' ', '.') + "', which is not on the list of what a state dict needs");
        }
        return known;
    }

    private String line() throws RefusedException {
        StringBuilder line = new StringBuilder();
        while (line.length() <= 200) {
            char next = (char) Byte.toUnsignedInt(pickle.get());
            if (next == '\n') {
                return line.toString();
            }
            line.append(next);
        }
        throw refused("a name of more than 200 characters");
    }

    private String text() throws RefusedException {
        int length = pickle.getInt();
        if (length < 0 || length > LARGEST_TEXT) {
            throw refused("a text of " + Integer.toUnsignedString(length) + " bytes");
        }
        byte[] bytes = new byte[length];
        pickle.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private long longNumber() throws RefusedException {
        int length = Byte.toUnsignedInt(pickle.get());
        if (length > 8) {
            throw refused("a number of " + length + " bytes");
        }
        long value = 0;
        for (int index = 0; index < length; index++) {
            long next = pickle.get();
            value |= (index == length - 1 ? next : next & 0xff) << (8 * index);
        }
        return value;
    }

    private Storage storage(Object identity) throws RefusedException {
        List<?> parts = as(List.class, identity, "a storage");
        if (parts.size() != 5
                || !"storage".equals(parts.get(0))
                || !(parts.get(1) instanceof TensorType type)
                || !(parts.get(2) instanceof String key)
                || !(parts.get(4) instanceof Long count)) {
            throw refused("a persistent id that is not a storage of numbers");
        }
        return new Storage(type, key, count);
    }

    private Object call(Object arguments, Object function) throws RefusedException {
        List<?> values = as(List.class, arguments, "arguments");
        if (function == Special.ORDERED_DICT && values.isEmpty()) {
            return new LinkedHashMap<Object, Object>();
        }
        if (function == Special.REBUILD_TENSOR && values.size() >= 4) {
            return new TensorReference(
                    as(Storage.class, values.get(0), "a storage"),
                    as(Long.class, values.get(1), "an offset"),
                    numbers(values.get(2)),
                    numbers(values.get(3)));
        }
        if (function == Special.REBUILD_PARAMETER && !values.isEmpty()) {
            return as(TensorReference.class, values.get(0), "a tensor");
        }
        throw refused("a call of " + described(function) + " with " + values.size() + " arguments");
    }

    /** An ordered dict may carry attributes (PyTorch adds {@code _metadata}); they say nothing about tensors. */
    private void setAttributes(Object attributes) throws RefusedException {
        as(Map.class, attributes, "attributes");
        as(Map.class, top(), "an ordered dict");
    }

    private List<Long> numbers(Object value) throws RefusedException {
        List<Long> numbers = new ArrayList<>();
        for (Object element : as(List.class, value, "a tuple of numbers")) {
            numbers.add(as(Long.class, element, "a number"));
        }
        return numbers;
    }

    private void putAll(List<Object> pairs) throws RefusedException {
        @SuppressWarnings("unchecked") // the only maps on the stack are those made here
        Map<Object, Object> target = as(Map.class, top(), "a dict");
        if (pairs.size() % 2 != 0) {
            throw refused("a key without a value");
        }
        for (int index = 0; index < pairs.size(); index += 2) {
            Object key = pairs.get(index);
            if (!(key instanceof String)) {
                throw refused("a key that is " + described(key) + " and not a name");
            }
            if (target.put(key, pairs.get(index + 1)) != null) {
                throw refused("the name '" + key + "' a second time");
            }
        }
    }

    private Object remembered(int index) throws RefusedException {
        Object value = memo.get(index);
        if (value == null) {
            throw refused("a reference to memo " + index + ", which was never set");
        }
        return value;
    }

    private List<Object> popToMark() throws RefusedException {
        List<Object> values = new ArrayList<>();
        for (Object value = pop(); value != Special.MARK; value = pop()) {
            values.add(value);
        }
        Collections.reverse(values);
        return values;
    }

    private List<Object> popLast(int count) throws RefusedException {
        List<Object> values = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            values.add(pop());
        }
        Collections.reverse(values);
        return values;
    }

    private Object pop() throws RefusedException {
        top();
        return stack.pop();
    }

    private Object top() throws RefusedException {
        Object value = stack.peek();
        if (value == null) {
            throw refused("an empty stack");
        }
        return value;
    }

    private <T> T as(Class<T> type, Object value, String what) throws RefusedException {
        if (!type.isInstance(value)) {
            throw refused(described(value) + " in place of " + what);
        }
        return type.cast(value);
    }

    private static String described(Object value) {
        if (value instanceof Special || value instanceof TensorType || value instanceof Number) {
            return value.toString();
        }
        if (value instanceof Map) {
            return "a dict";
        }
        if (value instanceof List) {
            return "a tuple";
        }
        return value instanceof String text
                ? "'" + text + "'"
                : "a " + value.getClass().getSimpleName();
    }

    private RefusedException refused(String what) {
        return new RefusedException("the pickle is refused at byte " + opcodeAt + ": " + what);
    }
}

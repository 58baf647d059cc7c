package org.charactermirror.analysis.spark;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Place;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.Side;
import org.charactermirror.annotation.Subject;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;
import org.jspecify.annotations.Nullable;

/** Rows as bytes: a tenth of what Java's own way of writing objects makes of them. */
final class RowBytes {

    private static final int RATING = 1;
    private static final int TURN_ERROR = 2;
    private static final int PREFERENCE = 3;

    // Every process runs the same program: the places of constants are the same in all.
    private static final List<Origin> ORIGINS = List.of(Origin.values());
    private static final List<Dimension> DIMENSIONS = List.of(Dimension.values());
    private static final List<TurnFlag> FLAGS = List.of(TurnFlag.values());
    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

    private RowBytes() {}

    /** A row and where it stands among all. */
    record Placed(Position position, Annotation row) {}

    static byte[] of(Placed placed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(placed.position().file());
            out.writeLong(placed.position().row());
            Annotation row = placed.row();
            write(out, row.place().file());
            out.writeInt(row.place().line());
            out.writeByte(ORIGINS.indexOf(row.origin()));
            write(out, row.subject());
            out.writeInt(row.extra().size());
            for (Map.Entry<String, String> cell : row.extra().entrySet()) {
                write(out, cell.getKey());
                write(out, cell.getValue());
            }
            if (row instanceof Rating rating) {
                write(out, rating);
            } else if (row instanceof TurnError turnError) {
                write(out, turnError);
            } else if (row instanceof Preference preference) {
                write(out, preference);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Placed row(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        Position position = new Position(in.getInt(), in.getLong());
        Place place = new Place(text(in), in.getInt());
        Origin origin = ORIGINS.get(in.get());
        Subject subject = new Subject(read(in), read(in), text(in), read(in), read(in), read(in));
        Map<String, String> extra = new LinkedHashMap<>();
        for (int left = in.getInt(); left > 0; left--) {
            extra.put(text(in), text(in));
        }
        int kind = in.get();
        Annotation row = kind == RATING
                ? rating(in, place, subject, origin, extra)
                : kind == TURN_ERROR
                        ? turnError(in, place, subject, origin, extra)
                        : preference(in, place, subject, origin, extra);
        return new Placed(position, row);
    }

    private static void write(DataOutputStream out, Subject subject) throws IOException {
        write(out, subject.study());
        write(out, subject.session());
        write(out, subject.annotator());
        write(out, subject.character());
        write(out, subject.category());
        write(out, subject.topic());
    }

    private static void write(DataOutputStream out, Rating row) throws IOException {
        out.writeByte(RATING);
        write(out, row.model());
        write(out, row.comment());
        out.writeByte(row.scores().size());
        for (Map.Entry<Dimension, BigDecimal> score : row.scores().entrySet()) {
            out.writeByte(DIMENSIONS.indexOf(score.getKey()));
            write(out, score.getValue().toString());
        }
    }

    private static Rating rating(
            ByteBuffer in, Place place, Subject subject, Origin origin, Map<String, String> extra) {
        String model = text(in);
        @Nullable String comment = read(in);
        Map<Dimension, BigDecimal> scores = new EnumMap<>(Dimension.class);
        for (int left = in.get(); left > 0; left--) {
            scores.put(DIMENSIONS.get(in.get()), new BigDecimal(text(in)));
        }
        return new Rating(place, subject, model, scores, comment, origin, extra);
    }

    private static void write(DataOutputStream out, TurnError row) throws IOException {
        out.writeByte(TURN_ERROR);
        write(out, row.model());
        out.writeInt(row.turn());
        write(out, row.evidence());
        write(out, row.comment());
        out.writeByte(row.flags().size());
        for (Map.Entry<TurnFlag, Boolean> flag : row.flags().entrySet()) {
            out.writeByte(FLAGS.indexOf(flag.getKey()));
            out.writeBoolean(flag.getValue());
        }
    }

    private static TurnError turnError(
            ByteBuffer in, Place place, Subject subject, Origin origin, Map<String, String> extra) {
        String model = text(in);
        int turn = in.getInt();
        @Nullable String evidence = read(in);
        @Nullable String comment = read(in);
        Map<TurnFlag, Boolean> flags = new EnumMap<>(TurnFlag.class);
        for (int left = in.get(); left > 0; left--) {
            flags.put(FLAGS.get(in.get()), in.get() != 0);
        }
        return new TurnError(place, subject, model, turn, flags, evidence, comment, origin, extra);
    }

    private static void write(DataOutputStream out, Preference row) throws IOException {
        out.writeByte(PREFERENCE);
        write(out, row.modelA());
        write(out, row.modelB());
        out.writeInt(row.turn() == null ? 0 : row.turn());
        out.writeByte(OUTCOMES.indexOf(row.outcome()));
        write(out, row.shownFirst() == null ? null : row.shownFirst().name());
        write(out, row.reason());
    }

    private static Preference preference(
            ByteBuffer in, Place place, Subject subject, Origin origin, Map<String, String> extra) {
        String modelA = text(in);
        String modelB = text(in);
        int turn = in.getInt();
        Outcome outcome = OUTCOMES.get(in.get());
        @Nullable String first = read(in);
        return new Preference(
                place,
                subject,
                modelA,
                modelB,
                turn == 0 ? null : turn,
                outcome,
                first == null ? null : Side.valueOf(first),
                read(in),
                origin,
                extra);
    }

    private static void write(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static @Nullable String read(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0) {
            return null;
        }
        byte[] text = new byte[length];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static String text(ByteBuffer in) {
        @Nullable String text = read(in);
        if (text == null) {
            throw new IllegalArgumentException("a text is missing");
        }
        return text;
    }
}

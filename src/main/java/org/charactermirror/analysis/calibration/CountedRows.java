package org.charactermirror.analysis.calibration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.charactermirror.analysis.ContentOrder;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.TurnError;

/** The rows of people and judges that count, in {@linkplain ContentOrder an order} that neither names nor files decide. */
final class CountedRows {

    private CountedRows() {}

    /**
     * Takes people's rows of the chosen origins, with labels in place of their names, then those of judges and metrics as they are.
     *
     * @param people by kind; a kind of which people have none is absent
     */
    static Annotations of(Annotations rows, Map<Kind, Origin> people) {
        return new Annotations(
                counted(rows.ratings(), Optional.ofNullable(people.get(Kind.RATINGS)), Rating::by),
                counted(rows.turnErrors(), Optional.ofNullable(people.get(Kind.TURN_ERRORS)), TurnError::by),
                counted(rows.preferences(), Optional.ofNullable(people.get(Kind.PREFERENCES)), Preference::by),
                rows.repeated());
    }

    private static <R extends Annotation> List<R> counted(
            List<R> rows, Optional<Origin> people, BiFunction<R, String, R> by) {
        List<R> ofPeople = rows.stream()
                .filter(row -> people.filter(row.origin()::equals).isPresent())
                .toList();
        List<R> others = rows.stream()
                .filter(row -> !Calibration.isPeoples(row.origin()))
                .toList();
        return Stream.concat(
                        ContentOrder.of(ofPeople).stream().map(one -> by.apply(one.row(), one.annotator())),
                        ContentOrder.of(others).stream().map(ContentOrder.Placed::row))
                .toList();
    }
}

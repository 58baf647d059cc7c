package org.charactermirror.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that say something in every column, under another name. */
class AnotherAnnotatorTest {

    private static final Place PLACE = new Place("rows.csv", 7);
    private static final Subject SUBJECT = new Subject("study", "session", "甲", "character", "category", "topic");
    private static final Map<String, String> EXTRA = Map.of("seconds", "12", "check", "overall=4");

    static List<Annotation> rows() {
        return List.of(
                new Rating(
                        PLACE,
                        SUBJECT,
                        "m",
                        Map.of(Dimension.OVERALL, new BigDecimal("4"), Dimension.SAFETY, new BigDecimal("2")),
                        "comment",
                        Origin.SYNTHETIC,
                        EXTRA),
                new TurnError(
                        PLACE,
                        SUBJECT,
                        "m",
                        3,
                        Map.of(TurnFlag.OOC, true, TurnFlag.PROACTIVITY, false),
                        "evidence",
                        "comment",
                        Origin.SYNTHETIC,
                        EXTRA),
                new Preference(PLACE, SUBJECT, "m", "n", 3, Outcome.LOSE, Side.B, "reason", Origin.SYNTHETIC, EXTRA));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_row_under_another_annotator_says_everything_else_as_before(Annotation row) throws Exception {
        Map<String, Object> before = components((Record) row);
        assertThat(before.values()).as("something in every column").doesNotContainNull();

        Annotation other = row.by("乙");

        Map<String, Object> after = components((Record) other);
        Map<String, Object> subject = components(other.subject());
        assertThat(other.getClass()).isSameAs(row.getClass());
        assertThat(subject.remove("annotator")).isEqualTo("乙");
        Map<String, Object> known = components(row.subject());
        known.remove("annotator");
        before.remove("subject");
        after.remove("subject");
        assertThat(subject).isEqualTo(known).doesNotContainValue(null);
        assertThat(after).isEqualTo(before);
        assertThat(other.by("甲")).isEqualTo(row);
    }

    private static Map<String, Object> components(Record row) throws ReflectiveOperationException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent component : row.getClass().getRecordComponents()) {
            values.put(component.getName(), component.getAccessor().invoke(row));
        }
        return values;
    }
}

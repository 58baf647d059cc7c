package org.charactermirror.analysis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The best and the second best figure of a column; equal printed figures share a mark. */
public enum Marks {
    NONE,
    BEST,
    SECOND;

    /**
     * Marks a column of printed figures; a column with fewer than two different ones has no second.
     *
     * @param figures from top to bottom, with nothing where a figure is missing
     */
    public static List<Marks> of(List<Optional<BigDecimal>> figures, boolean higherIsBetter) {
        Comparator<BigDecimal> order = higherIsBetter ? Comparator.reverseOrder() : Comparator.naturalOrder();
        List<BigDecimal> present =
                figures.stream().flatMap(Optional::stream).sorted(order).toList();
        List<Marks> marks = new ArrayList<>();
        if (present.size() < 2) {
            figures.forEach(unused -> marks.add(NONE));
            return marks;
        }
        BigDecimal best = present.get(0);
        Optional<BigDecimal> second =
                present.stream().filter(figure -> figure.compareTo(best) != 0).findFirst();
        for (Optional<BigDecimal> figure : figures) {
            if (figure.isEmpty()) {
                marks.add(NONE);
            } else if (figure.get().compareTo(best) == 0) {
                marks.add(BEST);
            } else {
                boolean isSecond = second.isPresent() && figure.get().compareTo(second.get()) == 0;
                marks.add(isSecond ? SECOND : NONE);
            }
        }
        return marks;
    }
}

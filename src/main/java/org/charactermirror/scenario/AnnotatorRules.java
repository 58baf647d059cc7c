package org.charactermirror.scenario;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which annotators a report leaves out, and the items whose right answers are known. Nothing of it is part of a transcript, so that
 * it may change after a study was run.
 *
 * @param bounds that an annotator must keep, by rule
 * @param named annotators who are left out whatever they did
 * @param gold items with known answers; their rows are checks of the annotators and no judgements of the models
 */
public record AnnotatorRules(Map<Bound, BigDecimal> bounds, List<Named> named, List<GoldItem> gold) {

    /** Nobody is left out, and no answer is known. */
    public static final AnnotatorRules NONE = new AnnotatorRules(Map.of(), List.of(), List.of());

    public AnnotatorRules {
        Map<Bound, BigDecimal> ordered = new EnumMap<>(Bound.class);
        ordered.putAll(bounds);
        bounds = Collections.unmodifiableMap(ordered);
        named = List.copyOf(named);
        gold = List.copyOf(gold);
    }

    /** What an annotator must keep, in each kind of rows by itself. */
    public enum Bound {
        /** How many rows there are at least, checks not counted. */
        MINIMUM_ITEMS,
        /** The share of rated dialogues that have the same score in all dimensions, at most. */
        MAXIMUM_STRAIGHT_LINING,
        /** How many rows in succession have the same answer, at most. */
        MAXIMUM_RUN,
        /** Agreement with the other annotators, at least. */
        MINIMUM_AGREEMENT,
        /** How many checks are answered wrongly, at most. */
        MAXIMUM_FAILED_CHECKS,
        /** The median of the seconds that rows took, at least. */
        MINIMUM_SECONDS;

        /** Returns the key that files use. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Tells whether a value breaks a bound. */
        public boolean isBrokenBy(double value, BigDecimal bound) {
            return name().startsWith("MINIMUM") ? value < bound.doubleValue() : value > bound.doubleValue();
        }
    }

    /**
     * An annotator who is left out by name.
     *
     * @param reason for readers of the report
     */
    public record Named(String name, String reason) {

        public Named {
            if (name.isBlank() || reason.isBlank()) {
                throw new IllegalArgumentException("an annotator who is left out has a name and a reason");
            }
        }
    }

    /**
     * An item whose right answer is known.
     *
     * @param model where the session has several; nothing for whatever model the row is about
     * @param turn 1-based; nothing for a whole dialogue
     * @param expect by column, the answer as a check's cell has it
     */
    public record GoldItem(String session, Optional<String> model, OptionalInt turn, Map<String, String> expect) {

        public GoldItem {
            expect = Collections.unmodifiableMap(new LinkedHashMap<>(expect));
            if (expect.isEmpty()) {
                throw new IllegalArgumentException("the gold item of " + session + " expects nothing");
            }
        }
    }

    /** Tells whether annotators can be left out by them. */
    public boolean exclude() {
        return !bounds.isEmpty() || !named.isEmpty();
    }
}

package org.charactermirror.stats;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** A figure, or the reason why there is none; never NaN, never infinite. */
public sealed interface Estimate {

    /** Returns the figure, if there is one. */
    OptionalDouble value();

    /** Makes a figure, or says why a computation has come to nothing. */
    static Estimate of(double value) {
        return new Value(value);
    }

    /** Says why there is no figure. */
    static Estimate notEstimable(String reason) {
        return new NotEstimable(reason);
    }

    /** Returns this figure, or what another way yields where there is none. */
    default Estimate or(Supplier<Estimate> other) {
        return this instanceof Value ? this : other.get();
    }

    /** A figure. */
    record Value(double figure) implements Estimate {
        public Value {
            if (!Double.isFinite(figure)) {
                throw new IllegalArgumentException("an estimate is finite, and this is " + figure);
            }
        }

        @Override
        public OptionalDouble value() {
            return OptionalDouble.of(figure);
        }
    }

    /**
     * No figure.
     *
     * @param reason in words that follow "not estimable: "
     */
    record NotEstimable(String reason) implements Estimate {
        public NotEstimable {
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public OptionalDouble value() {
            return OptionalDouble.empty();
        }
    }
}

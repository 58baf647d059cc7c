package org.charactermirror.probe;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.charactermirror.stats.ClusterBootstrap;
import org.charactermirror.stats.Interval;
import org.charactermirror.stats.Wilson;

/**
 * How a model did in the probes of one group.
 *
 * @param model the model's id
 * @param group what the probes have in common, such as {@code kind}; {@code all} for all of them
 * @param value which of these, such as {@code memory}
 * @param states how many probes became what; a state that there is none of is absent
 * @param characters how many characters' probes count
 * @param correct share of right answers
 * @param wrong share of wrong ones
 * @param wrongOfDecided share of wrong answers among those that are right or wrong: what becomes flags
 */
public record ProbeScore(
        String model,
        String group,
        String value,
        Map<AnswerState, Integer> states,
        int characters,
        Optional<ShareOf> correct,
        Optional<ShareOf> wrong,
        Optional<ShareOf> wrongOfDecided) {

    public ProbeScore {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(value, "value");
        states = Collections.unmodifiableMap(new EnumMap<>(states));
    }

    /**
     * A share of the probes that were replied to.
     *
     * @param characters whose probes these are; with few of them the clustered interval is too narrow
     * @param wilson 95 %; ignores that probes of one character are alike
     * @param clustered 95 % from drawing characters anew; none with a single character, or where all answers or none
     *     count
     */
    public record ShareOf(
            long count, long of, int characters, Interval wilson, Optional<ClusterBootstrap.Resampled> clustered) {

        /** Returns the share, 0 to 1. */
        public double share() {
            return (double) count / of;
        }

        static ShareOf of(long count, long n, int characters, Optional<ClusterBootstrap.Resampled> clustered) {
            return new ShareOf(count, n, characters, Wilson.of(count, n), clustered);
        }
    }

    /** Returns how many probes were put to the model and replied to: the denominator of the shares. */
    public int answered() {
        return states.entrySet().stream()
                .filter(entry -> entry.getKey().counts())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Returns how many probes became one of these. */
    public int count(List<AnswerState> some) {
        return some.stream().mapToInt(state -> states.getOrDefault(state, 0)).sum();
    }
}

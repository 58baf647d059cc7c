package org.charactermirror.cli;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.dataset.Aggregate;
import org.charactermirror.dataset.DatasetKind;
import org.charactermirror.dataset.Licences;
import org.charactermirror.dataset.Recipe;
import org.charactermirror.dataset.Splits;
import org.charactermirror.document.Similar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which records are made, of what, and where they go. */
final class TrainingOptions {

    @Option(
            names = "--kinds",
            split = ",",
            paramLabel = "KIND",
            description = "supervised, preferences, turn_labels, dialogue_scores (default: all of them).")
    private List<String> kinds = DatasetKind.words();

    @Option(
            names = "--origin",
            split = ",",
            paramLabel = "ORIGIN",
            description = "Whose judgements are used: human (default), judge, automatic, synthetic, reconstructed. "
                    + "Where several judged the same item, only the one that is named first counts; they are "
                    + "never pooled.")
    private List<String> origins = List.of(Origin.HUMAN.word());

    @Option(
            names = "--scores",
            paramLabel = "HOW",
            description = "How the scores of several annotators become one: mean (default) or median.")
    private String scores = Aggregate.MEAN.word();

    @Option(
            names = "--minimum-score",
            split = ",",
            paramLabel = "DIMENSION=SCORE",
            description = "Imitate only dialogues that reach it, such as overall=4. A dimension that was not judged "
                    + "does not reach it.")
    private List<String> minimumScores = List.of();

    @Option(
            names = "--without-flags",
            split = ",",
            paramLabel = "FLAG",
            description = "End dialogues that are to be imitated before the first reply that is not judged free of "
                    + "these: ooc, contradiction, repetition, less_quality, less_information.")
    private List<String> withoutFlags = List.of();

    @Option(
            names = "--minimum-annotators",
            paramLabel = "N",
            description = "Leave out what fewer annotators judged (default: 1).")
    private int minimumAnnotators = 1;

    @Option(
            names = "--minimum-agreement",
            paramLabel = "SHARE",
            description = "Leave out what a smaller share of its annotators agrees on, from 0 (default) to 1.")
    private BigDecimal minimumAgreement = BigDecimal.ZERO;

    @Option(
            names = "--licences",
            split = ",",
            paramLabel = "LICENCE",
            description = "The only licences that a record's character, scenario and models may state (default: any). "
                    + "What states none is left out, unless unknown is among them.")
    private List<String> licences = List.of();

    @Option(
            names = "--typed",
            description = "Use dialogues in which a person wrote the user's messages, too: these people must have "
                    + "agreed to that, and the studio's usual text does not ask them.")
    private boolean typed;

    @Option(
            names = "--split",
            split = ",",
            paramLabel = "NAME=SHARE",
            description = "Splits by character (default: train=0.8,validation=0.1,test=0.1).")
    private List<String> shares = List.of("train=0.8", "validation=0.1", "test=0.1");

    @Option(
            names = "--assign",
            paramLabel = "NAME=IDS",
            description = "Characters whose split is given, such as test=li-bai,su-shi; may be repeated.")
    private List<String> assigned = List.of();

    @Option(names = "--seed", paramLabel = "N", description = "Draws the splits of the others (default: 1).")
    private long seed = 1;

    @Option(
            names = "--splits-of",
            paramLabel = "FOLDER",
            description = "Earlier training data, whose characters stay in the splits that they are in there.")
    private @Nullable Path splitsOf;

    /** Returns the folder of earlier training data whose characters stay where they are. */
    Optional<Path> splitsOf() {
        return Optional.ofNullable(splitsOf);
    }

    /**
     * Returns what the options say.
     *
     * @throws ParameterException with everything that is wrong with them
     */
    Recipe recipe(CommandSpec spec) {
        List<String> wrong = new ArrayList<>();
        Set<DatasetKind> kindsAsked =
                new LinkedHashSet<>(words("--kinds", kinds, DatasetKind::of, DatasetKind.words(), wrong));
        List<Origin> originsAsked = words(
                "--origin",
                origins,
                word -> named(Origin.values(), Origin::word, word),
                words(Origin.values(), Origin::word),
                wrong);
        List<Aggregate> aggregate =
                words("--scores", List.of(scores), Aggregate::of, words(Aggregate.values(), Aggregate::word), wrong);
        List<TurnFlag> flags = words(
                "--without-flags",
                withoutFlags,
                word -> named(TurnFlag.values(), TurnFlag::word, word).filter(TurnFlag::isError),
                Arrays.stream(TurnFlag.values())
                        .filter(TurnFlag::isError)
                        .map(TurnFlag::word)
                        .toList(),
                wrong);
        Map<Dimension, BigDecimal> bars = minimumScores(wrong);
        boolean withoutSupervised = !kindsAsked.isEmpty() && !kindsAsked.contains(DatasetKind.SUPERVISED);
        if (withoutSupervised && !(minimumScores.isEmpty() && withoutFlags.isEmpty())) {
            wrong.add(
                    "--minimum-score and --without-flags choose dialogues to imitate, and --kinds leaves supervised out");
        }
        if (minimumAnnotators < 1) {
            wrong.add("--minimum-annotators is " + minimumAnnotators + "; expected 1 or more");
        }
        if (minimumAgreement.signum() < 0 || minimumAgreement.compareTo(BigDecimal.ONE) > 0) {
            wrong.add("--minimum-agreement is " + minimumAgreement.toPlainString() + "; expected a share from 0 to 1");
        }
        if (licences.stream().anyMatch(String::isBlank)) {
            wrong.add("--licences has an empty name; expected licences such as Apache-2.0,CC-BY-4.0");
        }
        Optional<Splits> splits = splits(wrong);
        if (!wrong.isEmpty() || splits.isEmpty()) {
            throw new ParameterException(spec.commandLine(), String.join("\n", wrong));
        }
        return new Recipe(
                kindsAsked,
                originsAsked,
                aggregate.get(0),
                bars,
                new LinkedHashSet<>(flags),
                minimumAnnotators,
                minimumAgreement,
                new Licences(licences),
                typed,
                splits.get());
    }

    private static <T> Optional<T> named(T[] values, Function<T, String> word, String wanted) {
        return Arrays.stream(values)
                .filter(value -> word.apply(value).equals(wanted))
                .findFirst();
    }

    private static <T> List<String> words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word).toList();
    }

    private static <T> List<T> words(
            String option,
            List<String> given,
            Function<String, Optional<T>> find,
            List<String> known,
            List<String> wrong) {
        Set<T> found = new LinkedHashSet<>();
        for (String word : given) {
            find.apply(word.strip())
                    .ifPresentOrElse(
                            found::add,
                            () -> wrong.add(option + " has \"" + word + "\"; expected " + String.join(", ", known)
                                    + Similar.nearest(word, known)
                                            .map(near -> "; did you mean " + near + "?")
                                            .orElse("")));
        }
        return List.copyOf(found);
    }

    private Map<Dimension, BigDecimal> minimumScores(List<String> wrong) {
        Map<Dimension, BigDecimal> bars = new EnumMap<>(Dimension.class);
        for (String word : minimumScores) {
            String[] sides = word.split("=", 2);
            Optional<Dimension> dimension = named(Dimension.values(), Dimension::word, sides[0].strip());
            Optional<BigDecimal> score =
                    Optional.of(sides).filter(two -> two.length == 2).flatMap(two -> decimal(two[1]));
            if (dimension.isEmpty() || score.isEmpty()) {
                wrong.add("--minimum-score has \"" + word + "\"; expected DIMENSION=SCORE with one of "
                        + String.join(", ", words(Dimension.values(), Dimension::word)));
            } else if (bars.put(dimension.get(), score.get()) != null) {
                wrong.add("--minimum-score names " + dimension.get().word() + " twice");
            }
        }
        return bars;
    }

    private static Optional<BigDecimal> decimal(String word) {
        String stripped = word.strip();
        return stripped.matches("\\d{1,9}(\\.\\d{1,9})?") ? Optional.of(new BigDecimal(stripped)) : Optional.empty();
    }

    private Optional<Splits> splits(List<String> wrong) {
        int before = wrong.size();
        Map<String, BigDecimal> byName = new LinkedHashMap<>();
        for (String word : shares) {
            String[] sides = word.split("=", 2);
            Optional<BigDecimal> share = Optional.of(sides)
                    .filter(two -> two.length == 2)
                    .flatMap(two -> decimal(two[1]))
                    .filter(value -> value.signum() > 0);
            String name = sides[0].strip();
            if (share.isEmpty() || !name.matches("[a-z][a-z0-9_]{0,39}")) {
                wrong.add("--split has \"" + word
                        + "\"; expected NAME=SHARE, a name of small letters and a share above 0, such as train=0.8");
            } else if (byName.put(name, share.get()) != null) {
                wrong.add("--split names " + name + " twice");
            }
        }
        BigDecimal sum = byName.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (wrong.size() == before && sum.compareTo(BigDecimal.ONE) != 0) {
            wrong.add("--split has shares that add up to " + sum.toPlainString() + "; expected is 1");
        }
        Map<String, String> named = assigned(byName, wrong);
        return wrong.size() == before ? Optional.of(new Splits(byName, seed, named)) : Optional.empty();
    }

    private Map<String, String> assigned(Map<String, BigDecimal> splits, List<String> wrong) {
        Map<String, String> named = new LinkedHashMap<>();
        for (String word : assigned) {
            String[] sides = word.split("=", 2);
            String split = sides[0].strip();
            if (sides.length < 2 || !splits.containsKey(split)) {
                wrong.add("--assign has \"" + word + "\"; expected NAME=IDS, with one of the splits "
                        + String.join(", ", splits.keySet()));
                continue;
            }
            for (String id :
                    Stream.of(sides[1].split(",", -1)).map(String::strip).toList()) {
                if (id.isEmpty()) {
                    wrong.add("--assign has \"" + word
                            + "\", in which a character has no id; expected NAME=IDS, such as" + " test=li-bai,su-shi");
                    continue;
                }
                String earlier = named.put(id, split);
                if (earlier != null && !earlier.equals(split)) {
                    wrong.add("--assign puts " + id + " into " + earlier + " and into " + split + "; one split each");
                }
            }
        }
        return named;
    }
}

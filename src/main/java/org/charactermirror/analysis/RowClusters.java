package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.annotation.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Which annotator, character and dialogue each of a number of rows belongs to, as numbers from 0 in the order of names: the order
 * of rows does not matter to what is drawn of them.
 */
public final class RowClusters {

    private final Map<String, Integer> annotatorNumbers = new HashMap<>();
    private final Map<String, Integer> characterNumbers = new HashMap<>();
    private final Map<List<String>, Integer> sessionNumbers = new HashMap<>();
    /** By row, numbers in the order of first rows. */
    private final List<int[]> rows = new ArrayList<>();
    /** By character, the only annotator so far, or -1 where there are several. */
    private final Map<Integer, Integer> onlyAnnotator = new HashMap<>();

    private boolean charactersKnown = true;
    private @Nullable Ranks ranks;

    /** By numbers in the order of first rows, those in the order of names. */
    private record Ranks(int[] annotators, int[] characters, int[] sessions) {}

    /**
     * Adds a row.
     *
     * @param models what was judged; tells dialogues apart where rows do not name them
     */
    public void add(Subject subject, String models) {
        add(subject.annotator(), subject.character(), session(subject, models));
    }

    /** Adds rows that were counted together. */
    void add(CellKey key) {
        add(key.annotator(), key.character(), List.of(key.cluster()));
    }

    private void add(String annotatorName, @Nullable String named, List<String> session) {
        ranks = null;
        int annotator = number(annotatorNumbers, annotatorName);
        charactersKnown &= named != null;
        int character = named == null ? -1 : number(characterNumbers, named);
        if (character >= 0) {
            onlyAnnotator.merge(character, annotator, (before, now) -> before.equals(now) ? before : -1);
        }
        rows.add(new int[] {annotator, character, number(sessionNumbers, session)});
    }

    /** Returns what tells a row's dialogue from all others. */
    static List<String> session(Subject subject, String models) {
        @Nullable String session = subject.session();
        return session != null
                ? List.of(String.valueOf(subject.study()), models, session)
                : List.of(
                        String.valueOf(subject.study()),
                        models,
                        String.valueOf(subject.character()),
                        String.valueOf(subject.category()),
                        String.valueOf(subject.topic()));
    }

    private static <K> int number(Map<K, Integer> numbers, K key) {
        return numbers.computeIfAbsent(key, unused -> numbers.size());
    }

    private Ranks ranks() {
        Ranks known = ranks;
        if (known == null) {
            known = new Ranks(
                    ranks(annotatorNumbers, Comparator.naturalOrder()),
                    ranks(characterNumbers, Comparator.naturalOrder()),
                    ranks(sessionNumbers, RowClusters::compare));
            ranks = known;
        }
        return known;
    }

    private static <K> int[] ranks(Map<K, Integer> numbers, Comparator<K> order) {
        int[] ranks = new int[numbers.size()];
        int next = 0;
        for (Map.Entry<K, Integer> one : numbers.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(order))
                .toList()) {
            ranks[one.getValue()] = next++;
        }
        return ranks;
    }

    private static int compare(List<String> one, List<String> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int order = one.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    int annotator(int row) {
        return ranks().annotators()[rows.get(row)[0]];
    }

    /** Returns a row's character; nothing where no row's is known. */
    Optional<Integer> character(int row) {
        return charactersKnown ? Optional.of(ranks().characters()[rows.get(row)[1]]) : Optional.empty();
    }

    /** Returns how many annotators there are. */
    public int annotators() {
        return annotatorNumbers.size();
    }

    /** Returns how many characters there are; 0 where a row does not name its own. */
    public int characters() {
        return charactersKnown ? characterNumbers.size() : 0;
    }

    /** Chooses: both where annotators and characters are crossed, annotators where each character has only one of them. */
    public ClusterKind usual() {
        boolean crossed = charactersKnown && onlyAnnotator.containsValue(-1);
        return crossed ? ClusterKind.BOTH : ClusterKind.ANNOTATOR;
    }

    /** Returns the number of a row's first cluster. */
    public int first(ClusterKind kind, int row) {
        return switch (kind) {
            case ANNOTATOR, BOTH -> annotator(row);
            case CHARACTER -> character(row).orElse(-1);
            case SESSION -> ranks().sessions()[rows.get(row)[2]];
            case NONE -> row;
        };
    }

    /** Returns the number of a row's second cluster, 0 where there is one kind only. */
    public int second(ClusterKind kind, int row) {
        return kind == ClusterKind.BOTH ? character(row).orElse(-1) : 0;
    }

    /** Returns how many first clusters there are. */
    public int firsts(ClusterKind kind) {
        return switch (kind) {
            case ANNOTATOR, BOTH -> annotators();
            case CHARACTER -> characters();
            case SESSION -> sessionNumbers.size();
            case NONE -> rows.size();
        };
    }

    /** Returns how many second clusters there are, 1 where there is one kind only. */
    public int seconds(ClusterKind kind) {
        return kind == ClusterKind.BOTH ? characters() : 1;
    }

    /** Chooses for rows of one annotator or of judges: characters where there are several, otherwise dialogues. */
    public ClusterKind ofItems() {
        return characters() > 1 ? ClusterKind.CHARACTER : ClusterKind.SESSION;
    }

    /** Says why clusters of a kind yield no interval, if they yield none. */
    public Optional<String> obstacle(ClusterKind kind) {
        if ((kind == ClusterKind.CHARACTER || kind == ClusterKind.BOTH) && !charactersKnown) {
            return Optional.of("not all rows name their character");
        }
        if (firsts(kind) < 2) {
            return Optional.of("only one of the " + (kind == ClusterKind.BOTH ? "annotators" : kind.plural()));
        }
        return kind == ClusterKind.BOTH && characters() < 2
                ? Optional.of("only one of the characters")
                : Optional.empty();
    }
}

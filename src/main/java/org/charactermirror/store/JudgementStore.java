package org.charactermirror.store;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.judge.AnswerStore;
import org.charactermirror.judge.JudgeItem;
import org.charactermirror.judge.Judgement;
import org.charactermirror.judge.JudgementJson;
import org.charactermirror.judge.JudgementState;
import org.charactermirror.judge.KeptAnswer;
import org.jdbi.v3.core.Handle;

/** A study's judges, what they answered, and what became of it. */
public final class JudgementStore implements AnswerStore {

    private final StudyDatabase database;

    public JudgementStore(StudyDatabase database) {
        this.database = database;
    }

    /** Holds for rows of the annotations that one of this study's judgements is about; {@code %1$s} is their table. */
    private static final String MADE = "origin = '" + Origin.JUDGE.word() + "' AND EXISTS (SELECT 1 FROM judgement"
            + " WHERE judgement.judge = %1$s.annotator AND judgement.kind = '%2$s' AND judgement.session = %1$s.session"
            + " AND judgement.turn = %3$s)";

    /** Answers that a judge asked for first. */
    private static final String ASKED_FIRST = "judge = :judge";

    /** Answers that a judge's judgements of a kind rest on, whoever asked for them; {@code %s} is the kind. */
    private static final String RESTED_ON = "key IN (SELECT call.value FROM judgement,"
            + " json_each(judgement.judgement, '$.asked') AS question, json_each(question.value, '$.calls') AS call"
            + " WHERE judgement.judge = :judge AND judgement.kind = '%s' AND judgement.state <> '"
            + JudgementState.FAILED.word() + "')";

    /**
     * What answers took.
     *
     * @param uncounted those whose tokens the endpoint did not tell; they are in no count of tokens
     * @param unpriced those that were counted and have no price
     * @param seconds from request to answer, added up: of answers that were asked for side by side too
     * @param cost by currency
     */
    public record Usage(
            long answers,
            long refused,
            long uncounted,
            long unpriced,
            long promptTokens,
            long cachedTokens,
            long replyTokens,
            double seconds,
            Map<String, BigDecimal> cost) {

        /** Of nobody who was asked. */
        public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, 0, 0, Map.of());

        public Usage {
            cost = Map.copyOf(cost);
        }

        /** Returns what both took. */
        public Usage plus(Usage other) {
            Map<String, BigDecimal> both = new TreeMap<>(cost);
            other.cost.forEach((currency, sum) -> both.merge(currency, sum, BigDecimal::add));
            return new Usage(
                    answers + other.answers,
                    refused + other.refused,
                    uncounted + other.uncounted,
                    unpriced + other.unpriced,
                    promptTokens + other.promptTokens,
                    cachedTokens + other.cachedTokens,
                    replyTokens + other.replyTokens,
                    seconds + other.seconds,
                    both);
        }
    }

    /** Returns every judge's configuration, by its id. */
    public Map<String, String> judges() {
        return database.read(handle -> {
            Map<String, String> judges = new TreeMap<>();
            handle.createQuery("SELECT judge, configuration FROM judge ORDER BY judge")
                    .map((row, context) -> Map.entry(row.getString("judge"), row.getString("configuration")))
                    .forEach(entry -> judges.put(entry.getKey(), entry.getValue()));
            return judges;
        });
    }

    /** Keeps a judge that is new. */
    public void keepJudge(String judge, String configuration) {
        database.write(handle ->
                handle.execute("INSERT INTO judge (judge, configuration) VALUES (?, ?)", judge, configuration));
    }

    @Override
    public Optional<KeptAnswer> find(String key) {
        return database.readCommitted(statements ->
                statements.first("SELECT * FROM judge_answer WHERE key = ?", JudgementStore::answer, key));
    }

    private static KeptAnswer answer(ResultSet row) throws SQLException {
        return new KeptAnswer(
                row.getString("key"),
                row.getString("judge"),
                row.getInt("refused") == 1,
                row.getString("answer"),
                row.getInt("cut_off") == 1,
                row.getInt("prompt_tokens"),
                row.getInt("cached_tokens"),
                row.getInt("reply_tokens"),
                row.getDouble("seconds"),
                Optional.ofNullable(row.getString("cost")).map(BigDecimal::new),
                Optional.ofNullable(row.getString("currency")));
    }

    @Override
    public void keep(KeptAnswer answer) {
        database.writeTogether(statements -> statements.run(
                "INSERT INTO judge_answer (key, judge, refused, answer, cut_off, prompt_tokens, cached_tokens,"
                        + " reply_tokens, seconds, cost, currency) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (key) DO NOTHING",
                answer.key(),
                answer.judge(),
                answer.refused() ? 1 : 0,
                answer.text(),
                answer.cutOff() ? 1 : 0,
                answer.promptTokens(),
                answer.cachedTokens(),
                answer.replyTokens(),
                answer.seconds(),
                answer.cost().map(BigDecimal::toPlainString).orElse(null),
                answer.currency().orElse(null)));
    }

    /** Keeps a judgement in the place of an earlier one, with its row among the annotations if it is scored. */
    public void keep(Judgement judgement, Optional<Annotation> row) {
        String json = JudgementJson.write(judgement);
        database.writeTogether(statements -> {
            statements.run(
                    "INSERT OR REPLACE INTO judgement (judge, kind, session, turn, state, judgement)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    judgement.judge(),
                    JudgeItem.word(judgement.kind()),
                    judgement.session(),
                    judgement.turn(),
                    judgement.state().word(),
                    json);
            if (row.isPresent()) {
                AnnotationStore.replace(statements, row.get());
            }
        });
    }

    /**
     * Puts the rows of all judgements among the annotations in the order given, so that it does not show which answer came first;
     * nothing is written where they stand so already. Rows of which there is no judgement stay, whoever they say has judged.
     */
    public void putInOrder(List<Annotation> rows) {
        database.write(handle -> {
            Annotations all = new AnnotationStore(database).annotations();
            Set<List<Object>> made = madeIn(handle);
            List<Object> now = all.stream()
                    .filter(row -> row.origin() == Origin.JUDGE && made.contains(item(row)))
                    .map(Annotation::content)
                    .toList();
            Map<Kind, List<Annotation>> byKind = rows.stream()
                    .collect(Collectors.groupingBy(
                            Annotation::kind, () -> new EnumMap<>(Kind.class), Collectors.toList()));
            List<Annotation> ordered =
                    byKind.values().stream().flatMap(List::stream).toList();
            if (now.equals(ordered.stream().map(Annotation::content).toList())) {
                return;
            }
            for (Kind kind : Kind.values()) {
                handle.execute("DELETE FROM " + table(kind) + " WHERE " + made(kind));
            }
            AnnotationStore.insert(handle, ordered);
        });
    }

    private static String table(Kind kind) {
        return switch (kind) {
            case RATINGS -> "rating";
            case TURN_ERRORS -> "turn_error";
            case PREFERENCES -> "preference";
        };
    }

    private static String made(Kind kind) {
        String turn = kind == Kind.RATINGS ? "0" : table(kind) + ".turn";
        return MADE.formatted(table(kind), JudgeItem.word(kind), turn);
    }

    private static Set<List<Object>> madeIn(Handle handle) {
        return handle.createQuery("SELECT judge, kind, session, turn FROM judgement")
                .map((row, context) -> List.<Object>of(
                        row.getString("judge"),
                        kind(row.getString("kind")),
                        row.getString("session"),
                        row.getInt("turn")))
                .collect(Collectors.toSet());
    }

    /** Returns the same parts of a row. */
    private static List<Object> item(Annotation row) {
        return List.of(
                row.subject().annotator(),
                row.kind(),
                String.valueOf(row.subject().session()),
                Objects.requireNonNullElse(row.identity().turn(), 0));
    }

    /** Returns all judgements in the order of the plan; of one dialogue by judge, kind and turn. */
    public List<Judgement> judgements() {
        return database.read(handle -> handle.createQuery("SELECT judgement FROM judgement JOIN session USING (session)"
                        + " ORDER BY judge, kind, position, judgement.turn")
                .map((row, context) -> JudgementJson.read(row.getString("judgement")))
                .list());
    }

    /** Returns how many judgements of a kind a judge has made, those left out that failed and are tried again. */
    public long count(String judge, Kind kind) {
        return database.read(handle -> handle.createQuery(
                        "SELECT count(*) FROM judgement WHERE judge = ? AND kind = ? AND state <> ?")
                .bind(0, judge)
                .bind(1, JudgeItem.word(kind))
                .bind(2, JudgementState.FAILED.word())
                .mapTo(Long.class)
                .one());
    }

    /** Returns the state of everything that a judge has judged, by the item's name. */
    public Map<String, String> states(String judge) {
        return database.read(handle -> {
            Map<String, String> states = new LinkedHashMap<>();
            handle.createQuery("SELECT kind, session, turn, state FROM judgement WHERE judge = ?")
                    .bind(0, judge)
                    .map((row, context) -> Map.entry(
                            JudgeItem.key(kind(row.getString("kind")), row.getString("session"), row.getInt("turn")),
                            row.getString("state")))
                    .forEach(entry -> states.put(entry.getKey(), entry.getValue()));
            return states;
        });
    }

    private static Kind kind(String word) {
        return Kind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Returns what the answers that a judge asked for first took, in all runs. */
    public Usage usage(String judge) {
        return usage(judge, ASKED_FIRST);
    }

    /**
     * Returns what the answers took that a judge's judgements of a kind rest on, those that failed left out; also answers that another
     * judge had asked for before.
     */
    public Usage usageOfJudgements(String judge, Kind kind) {
        return usage(judge, RESTED_ON.formatted(JudgeItem.word(kind)));
    }

    private Usage usage(String judge, String which) {
        List<Usage> parts =
                database.read(handle -> handle.createQuery("SELECT count(*) AS answers, sum(refused) AS refused,"
                                + " sum(refused = 0 AND prompt_tokens = 0) AS uncounted,"
                                + " sum(prompt_tokens > 0 AND cost IS NULL) AS unpriced,"
                                + " sum(prompt_tokens) AS prompt, sum(cached_tokens) AS cached,"
                                + " sum(CASE WHEN prompt_tokens > 0 THEN reply_tokens ELSE 0 END) AS reply,"
                                + " sum(seconds) AS seconds FROM judge_answer WHERE " + which)
                        .bind("judge", judge)
                        .map((row, context) -> new Usage(
                                row.getLong("answers"),
                                row.getLong("refused"),
                                row.getLong("uncounted"),
                                row.getLong("unpriced"),
                                row.getLong("prompt"),
                                row.getLong("cached"),
                                row.getLong("reply"),
                                row.getDouble("seconds"),
                                cost(judge, which)))
                        .list());
        return parts.get(0);
    }

    /** Adds up as exact decimals, which the database has not. */
    private Map<String, BigDecimal> cost(String judge, String which) {
        return database.read(handle -> {
            Map<String, BigDecimal> cost = new TreeMap<>();
            handle.createQuery("SELECT cost, currency FROM judge_answer WHERE cost IS NOT NULL AND " + which)
                    .bind("judge", judge)
                    .map((row, context) -> Map.entry(row.getString("currency"), new BigDecimal(row.getString("cost"))))
                    .forEach(entry -> cost.merge(entry.getKey(), entry.getValue(), BigDecimal::add));
            return cost;
        });
    }

    /** Returns the names among some under which the study has rows of which it has no judgement: other people's, or other judges'. */
    public List<String> takenByOthers(List<String> judges) {
        return judges.stream().filter(this::isTaken).toList();
    }

    private boolean isTaken(String judge) {
        String rows = Arrays.stream(Kind.values())
                .map(kind -> "SELECT 1 FROM " + table(kind) + " WHERE annotator = :judge AND NOT (" + made(kind) + ")")
                .collect(Collectors.joining(" UNION ALL "));
        return database.read(handle -> handle.createQuery("SELECT EXISTS (" + rows + ")")
                .bind("judge", judge)
                .mapTo(Boolean.class)
                .one());
    }
}

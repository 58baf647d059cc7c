package org.charactermirror.store;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.charactermirror.judge.KeptAnswer;

/** A study's judges, what they answered, and what became of it. */
public final class JudgementStore implements AnswerStore {

    private final StudyDatabase database;

    public JudgementStore(StudyDatabase database) {
        this.database = database;
    }

    /**
     * What all answers of a judge took.
     *
     * @param uncounted those whose tokens the endpoint did not tell; they are in no count of tokens
     * @param unpriced those that were counted and have no price
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
            Map<String, BigDecimal> cost) {

        /** Of nobody who was asked. */
        public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, 0, Map.of());

        public Usage {
            cost = Map.copyOf(cost);
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
     * Puts all judges' rows among the annotations in the order given, so that it does not show which answer came first;
     * nothing is written where they stand so already.
     */
    public void putInOrder(List<Annotation> rows) {
        database.write(handle -> {
            Annotations all = new AnnotationStore(database).annotations();
            Set<String> judges = judges().keySet();
            List<Object> now = all.stream()
                    .filter(row -> row.origin() == Origin.JUDGE
                            && judges.contains(row.subject().annotator()))
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
            for (String table : SealedTables.ANNOTATIONS) {
                handle.execute(
                        "DELETE FROM " + table + " WHERE origin = ? AND annotator IN (SELECT judge FROM judge)",
                        Origin.JUDGE.word());
            }
            AnnotationStore.insert(handle, ordered);
        });
    }

    /** Returns all judgements in the order of the plan; of one dialogue by judge, kind and turn. */
    public List<Judgement> judgements() {
        return database.read(handle -> handle.createQuery("SELECT judgement FROM judgement JOIN session USING (session)"
                        + " ORDER BY judge, kind, position, judgement.turn")
                .map((row, context) -> JudgementJson.read(row.getString("judgement")))
                .list());
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
        List<Usage> parts =
                database.read(handle -> handle.createQuery("SELECT count(*) AS answers, sum(refused) AS refused,"
                                + " sum(refused = 0 AND prompt_tokens = 0) AS uncounted,"
                                + " sum(prompt_tokens > 0 AND cost IS NULL) AS unpriced,"
                                + " sum(prompt_tokens) AS prompt, sum(cached_tokens) AS cached,"
                                + " sum(CASE WHEN prompt_tokens > 0 THEN reply_tokens ELSE 0 END) AS reply"
                                + " FROM judge_answer WHERE judge = ?")
                        .bind(0, judge)
                        .map((row, context) -> new Usage(
                                row.getLong("answers"),
                                row.getLong("refused"),
                                row.getLong("uncounted"),
                                row.getLong("unpriced"),
                                row.getLong("prompt"),
                                row.getLong("cached"),
                                row.getLong("reply"),
                                cost(judge)))
                        .list());
        return parts.get(0);
    }

    /** Adds up as exact decimals, which the database has not. */
    private Map<String, BigDecimal> cost(String judge) {
        return database.read(handle -> {
            Map<String, BigDecimal> cost = new TreeMap<>();
            handle.createQuery("SELECT cost, currency FROM judge_answer WHERE judge = ? AND cost IS NOT NULL")
                    .bind(0, judge)
                    .map((row, context) -> Map.entry(row.getString("currency"), new BigDecimal(row.getString("cost"))))
                    .forEach(entry -> cost.merge(entry.getKey(), entry.getValue(), BigDecimal::add));
            return cost;
        });
    }

    /** Returns the names among some under which the study has rows that no judge made. */
    public List<String> takenByOthers(List<String> judges) {
        Map<String, String> known = judges();
        List<String> taken = new ArrayList<>();
        for (String judge : judges) {
            String others = known.containsKey(judge) ? " AND origin <> '" + Origin.JUDGE.word() + "'" : "";
            boolean found = database.read(handle -> handle.createQuery("SELECT EXISTS ("
                            + "SELECT 1 FROM rating WHERE annotator = :judge" + others
                            + " UNION ALL SELECT 1 FROM turn_error WHERE annotator = :judge" + others
                            + " UNION ALL SELECT 1 FROM preference WHERE annotator = :judge" + others + ")")
                    .bind("judge", judge)
                    .mapTo(Boolean.class)
                    .one());
            if (found) {
                taken.add(judge);
            }
        }
        return taken;
    }
}

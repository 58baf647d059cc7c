package org.charactermirror.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.chat.ModelUsage;
import org.charactermirror.chat.Price;
import org.jspecify.annotations.Nullable;

/** What was asked of remote models in the runs of a study, and what it cost. */
public final class UsageStore {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StudyDatabase database;

    public UsageStore(StudyDatabase database) {
        this.database = database;
    }

    /**
     * A model's use in one run.
     *
     * @param run 1-based
     * @param cost none where the study had no price; then there is no currency either
     */
    public record Row(int run, String model, ModelUsage usage, Optional<BigDecimal> cost, Optional<String> currency) {}

    /** Returns the number of the next run. */
    public int nextRun() {
        return database.read(handle -> handle.createQuery("SELECT ifnull(max(run), 0) + 1 FROM model_usage")
                .mapTo(Integer.class)
                .one());
    }

    /** Keeps what was asked so far in a run, in the place of what was kept of it before. */
    public void keep(int run, Map<String, ModelUsage> usage, Map<String, Price> prices) {
        database.write(handle -> usage.forEach((model, counts) -> {
            Price price = prices.get(model);
            handle.execute(
                    "INSERT OR REPLACE INTO model_usage (run, model, calls, attempts, retries, replies,"
                            + " replies_without_usage, prompt_tokens, reply_tokens, cost, currency)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    run,
                    model,
                    counts.calls(),
                    counts.attempts(),
                    written(counts.retries()),
                    counts.replies(),
                    counts.repliesWithoutUsage(),
                    counts.promptTokens(),
                    counts.replyTokens(),
                    price == null
                            ? null
                            : price.of(counts.promptTokens(), counts.replyTokens())
                                    .toPlainString(),
                    price == null ? null : price.currency());
        }));
    }

    /** Returns all rows, run after run. */
    public List<Row> rows() {
        return database.read(handle -> handle.createQuery("SELECT * FROM model_usage ORDER BY run, model")
                .map((row, context) -> row(row))
                .list());
    }

    private static Row row(ResultSet row) throws SQLException {
        @Nullable String cost = row.getString("cost");
        return new Row(
                row.getInt("run"),
                row.getString("model"),
                new ModelUsage(
                        row.getLong("calls"),
                        row.getLong("attempts"),
                        read(row.getString("retries")),
                        row.getLong("replies"),
                        row.getLong("replies_without_usage"),
                        row.getLong("prompt_tokens"),
                        row.getLong("reply_tokens")),
                cost == null ? Optional.empty() : Optional.of(new BigDecimal(cost)),
                Optional.ofNullable(row.getString("currency")));
    }

    /**
     * Returns what the kept turns of a model took, whatever the rows here say: a process that is killed may have kept a turn
     * and not yet what it took.
     */
    public ModelUsage ofTurns(String model) {
        return database.read(
                handle -> handle.createQuery("SELECT count(*) AS replies, ifnull(sum(prompt_tokens = 0), 0)"
                                + " AS uncounted, ifnull(sum(prompt_tokens), 0) AS prompt, ifnull(sum(reply_tokens), 0) AS reply"
                                + " FROM (SELECT prompt_tokens, reply_tokens FROM turn JOIN session USING (session)"
                                + " WHERE model = :model UNION ALL SELECT prompt_tokens, reply_tokens FROM pair_reply"
                                + " JOIN pair_session USING (session)"
                                + " WHERE CASE side WHEN 'a' THEN model_a ELSE model_b END = :model)")
                        .bind("model", model)
                        .map((row, context) -> new ModelUsage(
                                row.getLong("replies"),
                                row.getLong("replies"),
                                Map.of(),
                                row.getLong("replies"),
                                row.getLong("uncounted"),
                                row.getLong("prompt"),
                                row.getLong("reply")))
                        .one());
    }

    private static String written(Map<String, Long> retries) {
        try {
            return JSON.writeValueAsString(retries);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of numbers can always be written", e);
        }
    }

    private static Map<String, Long> read(String retries) {
        try {
            return JSON.readValue(retries, new TypeReference<Map<String, Long>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the record of a run holds no JSON where it should: " + retries, e);
        }
    }
}

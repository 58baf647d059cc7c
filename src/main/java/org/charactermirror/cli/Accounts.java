package org.charactermirror.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.batch.ChatModelFactory;
import org.charactermirror.batch.ModelAccount;
import org.charactermirror.chat.ModelUsage;
import org.charactermirror.chat.Price;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.store.UsageStore;

/** Keeps account of what is asked of remote models, over all runs of a folder, and knows when the budget is spent. */
final class Accounts {

    /** How often the accounts are written while a run goes on. A kill loses no more, and turns tell what they took. */
    private static final long SAVE_NANOS = 1_000_000_000L;

    private final UsageStore store;
    private final List<ModelSpec> specs;
    private final ChatModelFactory models;
    private final Optional<BigDecimal> budget;
    private final Map<String, Price> prices = new LinkedHashMap<>();
    private final Map<String, ModelUsage> earlier = new HashMap<>();
    private final Map<String, BigDecimal> spentEarlier = new HashMap<>();
    private final int run;
    private long saved = System.nanoTime();

    /**
     * Begins a run's accounts.
     *
     * @param specs every model that may be asked, whatever for
     * @param models tells what is asked in this run
     * @param budget what all runs of the folder together may cost
     */
    Accounts(UsageStore store, List<ModelSpec> specs, ChatModelFactory models, Optional<BigDecimal> budget) {
        this.store = store;
        this.specs = specs;
        this.models = models;
        this.budget = budget;
        for (ModelSpec model : specs) {
            if (model instanceof ModelSpec.Remote remote) {
                remote.endpoint().price().ifPresent(price -> prices.put(model.id(), price));
            }
        }
        addUp();
        if (recover()) {
            addUp();
        }
        run = store.nextRun();
    }

    private void addUp() {
        earlier.clear();
        spentEarlier.clear();
        for (UsageStore.Row row : store.rows()) {
            earlier.merge(row.model(), row.usage(), ModelUsage::plus);
            row.cost().ifPresent(cost -> spentEarlier.merge(row.model(), cost, BigDecimal::add));
        }
    }

    /** Adds what a run that was killed had not written; tells whether there was anything. */
    private boolean recover() {
        Map<String, ModelUsage> missing = new LinkedHashMap<>();
        for (ModelSpec model : specs) {
            if (model instanceof ModelSpec.Remote) {
                ModelUsage kept = store.ofTurns(model.id());
                ModelUsage known = earlier.getOrDefault(model.id(), ModelUsage.NONE);
                long replies = Math.max(0, kept.replies() - known.replies());
                ModelUsage lost = new ModelUsage(
                        replies,
                        replies,
                        Map.of(),
                        replies,
                        Math.min(replies, Math.max(0, kept.repliesWithoutUsage() - known.repliesWithoutUsage())),
                        Math.max(0, kept.promptTokens() - known.promptTokens()),
                        Math.max(0, kept.replyTokens() - known.replyTokens()));
                if (!lost.equals(ModelUsage.NONE)) {
                    missing.put(model.id(), lost);
                }
            }
        }
        if (!missing.isEmpty()) {
            store.keep(store.nextRun(), missing, prices);
        }
        return !missing.isEmpty();
    }

    /** Writes the accounts if the last time was a while ago. */
    void saveSometimes() {
        if (System.nanoTime() - saved >= SAVE_NANOS) {
            save();
        }
    }

    /** Writes the accounts. */
    void save() {
        Map<String, ModelUsage> used = new LinkedHashMap<>(models.usage());
        used.values().removeIf(ModelUsage.NONE::equals);
        if (!used.isEmpty()) {
            store.keep(run, used, prices);
        }
        saved = System.nanoTime();
    }

    /** Says why no more may be spent; nothing as long as more may be. */
    Optional<String> stopReason() {
        if (budget.isEmpty() || prices.isEmpty()) {
            return Optional.empty();
        }
        String bound = ModelAccount.written(budget.get()) + " "
                + prices.values().iterator().next().currency();
        BigDecimal spent = BigDecimal.ZERO;
        for (Map.Entry<String, ModelAccount> account : all().entrySet()) {
            long uncounted = account.getValue().allRuns().repliesWithoutUsage();
            Price price = prices.get(account.getKey());
            if (uncounted > 0 && price != null && price.of(1, 1).signum() > 0) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "a budget of %s cannot be kept: %s did not tell the tokens of %,d of its replies",
                        bound,
                        account.getKey(),
                        uncounted));
            }
            spent = spent.add(
                    account.getValue().cost().map(ModelAccount.Cost::allRuns).orElse(BigDecimal.ZERO));
        }
        return spent.compareTo(budget.get()) < 0
                ? Optional.empty()
                : Optional.of("the budget of " + bound + " is spent: " + ModelAccount.written(spent)
                        + " in all runs of this folder");
    }

    /** Returns the account of every remote model, in the order given. */
    Map<String, ModelAccount> all() {
        Map<String, ModelUsage> used = models.usage();
        Map<String, ModelAccount> accounts = new LinkedHashMap<>();
        for (ModelSpec model : specs) {
            if (model instanceof ModelSpec.Remote) {
                ModelUsage now = used.getOrDefault(model.id(), ModelUsage.NONE);
                ModelUsage before = earlier.getOrDefault(model.id(), ModelUsage.NONE);
                accounts.put(model.id(), new ModelAccount(now, before.plus(now), cost(model.id(), now)));
            }
        }
        return accounts;
    }

    private Optional<ModelAccount.Cost> cost(String model, ModelUsage now) {
        Price price = prices.get(model);
        if (price == null) {
            return Optional.empty();
        }
        BigDecimal spent = price.of(now.promptTokens(), now.replyTokens());
        return Optional.of(new ModelAccount.Cost(
                spent, spent.add(spentEarlier.getOrDefault(model, BigDecimal.ZERO)), price.currency()));
    }

    /** Returns accounts for people, a line for every model that was ever asked. */
    static List<String> lines(Map<String, ModelAccount> accounts) {
        List<String> lines = new ArrayList<>();
        accounts.forEach((model, account) -> {
            if (account.allRuns().calls() > 0) {
                lines.add(line(model, account));
            }
        });
        return lines;
    }

    private static String line(String model, ModelAccount account) {
        ModelUsage now = account.thisRun();
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "model %s: %,d replies asked for, %,d came, with %,d requests",
                model,
                now.calls(),
                now.replies(),
                now.attempts()));
        if (!now.retries().isEmpty()) {
            List<String> kinds = new ArrayList<>();
            now.retries().forEach((kind, count) -> kinds.add(String.format(Locale.ROOT, "%s %,d", kind, count)));
            line.append(" (again after ").append(String.join(", ", kinds)).append(')');
        }
        line.append(String.format(
                Locale.ROOT, "; tokens: %,d of prompts, %,d of replies", now.promptTokens(), now.replyTokens()));
        if (now.repliesWithoutUsage() > 0) {
            line.append(String.format(Locale.ROOT, ", not told of %,d replies", now.repliesWithoutUsage()));
        }
        account.cost()
                .ifPresent(cost -> line.append("; cost: ")
                        .append(ModelAccount.written(cost.thisRun()))
                        .append(' ')
                        .append(cost.currency())
                        .append(", in all runs ")
                        .append(ModelAccount.written(cost.allRuns())));
        return line.toString();
    }
}

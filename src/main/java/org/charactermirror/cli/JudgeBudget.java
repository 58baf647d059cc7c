package org.charactermirror.cli;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.charactermirror.batch.ModelAccount;
import org.charactermirror.chat.Price;
import org.charactermirror.judge.Shortage;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.JudgeSpec;
import org.charactermirror.scenario.Prices;
import org.charactermirror.store.JudgementStore;

/** Holds what may be spent on judges against what they have cost before. */
final class JudgeBudget {

    private JudgeBudget() {}

    /**
     * Refuses a budget that earlier answers keep from being added up.
     *
     * @throws org.charactermirror.problem.BadInputException with all of the reasons
     */
    static void check(BigDecimal budget, List<JudgeSpec> judges, JudgementStore store, Path folder) {
        Problems problems = new Problems();
        for (JudgeSpec judge : judges) {
            Prices.of(judge.model())
                    .filter(price -> price.of(1, 1).signum() > 0)
                    .ifPresent(price -> check(budget, judge, price, store.usage(judge.id()), folder, problems));
        }
        problems.throwIfErrors();
    }

    private static void check(
            BigDecimal budget,
            JudgeSpec judge,
            Price price,
            JudgementStore.Usage usage,
            Path folder,
            Problems problems) {
        String file = folder.toString();
        String said = "budget is " + budget.stripTrailingZeros().toPlainString() + ", but judge " + judge.id();
        String remedy = "; judge without --budget";
        usage.cost().forEach((currency, sum) -> {
            if (!currency.equals(price.currency())) {
                problems.error(
                        file,
                        said + " has cost " + ModelAccount.written(sum) + " " + currency
                                + " before, and its price is in " + price.currency() + " now; give it in " + currency
                                + " again, or judge without --budget");
            }
        });
        if (usage.unpriced() > 0) {
            problems.error(file, said + " had no price when it gave " + answers(usage.unpriced()) + remedy);
        }
        if (usage.uncounted() > 0) {
            problems.error(file, said + " did not tell the tokens of " + answers(usage.uncounted()) + remedy);
        }
    }

    /** Says why nothing more was asked. */
    static String told(Shortage shortage, TerminalWords words) {
        if (shortage instanceof Shortage.TooLittle little) {
            return words.get(
                    "shortage.too_little",
                    ModelAccount.written(little.most()),
                    ModelAccount.written(little.spent()),
                    ModelAccount.written(little.bound()));
        }
        return words.get("shortage.uncounted", ((Shortage.Uncounted) shortage).judge());
    }

    private static String answers(long number) {
        return AnnotationInput.counted(Math.toIntExact(number), "answer");
    }
}

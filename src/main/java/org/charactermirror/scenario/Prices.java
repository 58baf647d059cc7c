package org.charactermirror.scenario;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.charactermirror.chat.Price;

/** Whether what models cost can be added up. */
public final class Prices {

    private Prices() {}

    /** Returns the price of a model; nothing where the study does not say, or the model runs here. */
    public static Optional<Price> of(ModelSpec model) {
        return model instanceof ModelSpec.Remote remote ? remote.endpoint().price() : Optional.empty();
    }

    /** Returns what keeps a budget from being kept: remote models without a price, prices in several currencies. */
    public static List<String> problems(BigDecimal budget, List<ModelSpec> models) {
        List<String> problems = new ArrayList<>();
        List<String> unpriced = new ArrayList<>();
        Set<String> currencies = new TreeSet<>();
        for (ModelSpec model : models) {
            if (model instanceof ModelSpec.Remote) {
                of(model).map(Price::currency).ifPresentOrElse(currencies::add, () -> unpriced.add(model.id()));
            }
        }
        String said = "budget is " + budget.stripTrailingZeros().toPlainString();
        if (!unpriced.isEmpty()) {
            problems.add(said + ", but there is no price of " + String.join(", ", unpriced)
                    + "; add price: {prompt_per_million: ..., reply_per_million: ..., currency: ...}, with 0 for what"
                    + " is free");
        }
        if (currencies.size() > 1) {
            problems.add(said + ", but the prices are in " + String.join(" and ", currencies)
                    + "; give all of them in one currency");
        }
        return problems;
    }
}

package org.charactermirror.scenario;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A model that judges, and how it is asked.
 *
 * @param model whose id is the judge's
 * @param family whose models it belongs to; nothing where its name is to tell
 * @param wording which of the shipped wordings it is asked in, 1 to 3
 * @param temperature 0 for always the likeliest token, at most 10
 * @param samples how often every question is asked: odd, 1 to 9, more than 1 only with a temperature
 * @param maxNewTokens the longest answer, at least 1
 * @param reasks how often it is asked again after an answer that cannot be read, 0 to 5
 * @param bar the agreement with people that calibration asks for, 0 to 1; nothing where the study declares none
 */
public record JudgeSpec(
        ModelSpec model,
        Optional<String> family,
        int wording,
        double temperature,
        int samples,
        Order order,
        OrderRule orderRule,
        int maxNewTokens,
        int reasks,
        Optional<BigDecimal> bar) {

    /** How many wordings are shipped for each language and kind of judgement. */
    public static final int WORDINGS = 3;

    static final int USUAL_MAX_NEW_TOKENS = 2048;
    static final int USUAL_REASKS = 2;
    private static final int MOST_SAMPLES = 9;

    public JudgeSpec {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(family, "family");
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(orderRule, "orderRule");
        Objects.requireNonNull(bar, "bar");
        require(wording >= 1 && wording <= WORDINGS, "wording", wording);
        require(temperature >= 0 && temperature <= 10, "temperature", temperature);
        require(samples >= 1 && samples <= MOST_SAMPLES && samples % 2 == 1, "samples", samples);
        require(samples == 1 || temperature > 0, "samples without a temperature", samples);
        require(maxNewTokens >= 1, "maxNewTokens", maxNewTokens);
        require(reasks >= 0 && reasks <= 5, "reasks", reasks);
    }

    /** Makes a judge that is asked as usual: first wording, likeliest tokens, one sample, both orders, ties. */
    public static JudgeSpec of(ModelSpec model) {
        return new JudgeSpec(
                model,
                Optional.empty(),
                1,
                0,
                1,
                Order.BOTH,
                OrderRule.TIE,
                USUAL_MAX_NEW_TOKENS,
                USUAL_REASKS,
                Optional.empty());
    }

    /** In which order a judge sees two replies. */
    public enum Order {
        /** Once in each order. */
        BOTH,
        A_FIRST,
        B_FIRST;

        /** Returns the word in files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What counts where the same two replies are judged differently in the two orders. */
    public enum OrderRule {
        TIE,
        /** Nothing: the item is missing. */
        DROP,
        /** What was said with the first model's reply first. */
        A_FIRST,
        B_FIRST;

        /** Returns the word in files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the id by which judgements call the judge. */
    public String id() {
        return model.id();
    }

    /** Returns the keys and values as a study's file has them, without those that say what holds anyway. */
    public Map<String, Object> keys() {
        Map<String, Object> keys = new LinkedHashMap<>(model.keys());
        // How a judge is told its task is no part of its file.
        keys.remove("system_prompt");
        family.ifPresent(word -> keys.put("family", word));
        keys.putAll(settings());
        bar.ifPresent(value -> keys.put("bar", value));
        return keys;
    }

    /** Returns how it is asked, as names and values, with those that hold anyway. */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("wording", wording);
        settings.put("temperature", temperature);
        settings.put("samples", samples);
        settings.put("order", order.word());
        settings.put("order_rule", orderRule.word());
        settings.put("max_new_tokens", maxNewTokens);
        settings.put("reasks", reasks);
        return settings;
    }

    private static void require(boolean holds, String name, Number value) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " is out of range");
        }
    }
}

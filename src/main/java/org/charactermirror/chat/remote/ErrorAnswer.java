package org.charactermirror.chat.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.charactermirror.chat.ContextTooLongException;
import org.charactermirror.chat.RefusedException;
import org.charactermirror.chat.RejectedException;

/** Tells from an endpoint's complaint what can be done about it. */
final class ErrorAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Longer complaints are cut: some endpoints answer with a web page. */
    private static final int LONGEST = 300;

    private static final Set<String> CONTEXT_CODES =
            Set.of("context_length_exceeded", "exceed_context_size_error", "string_above_max_length", "1261");

    private static final List<String> CONTEXT_WORDS = List.of(
            "maximum context length",
            "maximum model length",
            "available context size",
            "context window",
            "context length exceeded",
            "prompt is too long",
            "prompt too long",
            "prompt 超长");

    private static final Set<String> FILTER_CODES = Set.of(
            "content_filter",
            "content_policy_violation",
            "responsibleaipolicyviolation",
            "data_inspection_failed",
            "datainspectionfailed",
            "1301");

    /** Said with 429, and yet no waiting helps. */
    private static final Set<String> NO_CREDIT_CODES =
            Set.of("insufficient_quota", "billing_hard_limit_reached", "insufficient_balance", "1113");

    private final String name;
    private final UnaryOperator<String> hidden;
    private final Supplier<Instant> clock;

    /**
     * Makes a reader of complaints.
     *
     * @param hidden crosses out what must not be told on, such as a key
     */
    ErrorAnswer(String name, UnaryOperator<String> hidden, Supplier<Instant> clock) {
        this.name = name;
        this.hidden = hidden;
        this.clock = clock;
    }

    /** Returns what is to be thrown for an answer that is no success. */
    RuntimeException of(Answer answer, String body) {
        int status = answer.status();
        Complaint complaint = complaint(body);
        String reason = "HTTP " + status + (complaint.message().isEmpty() ? "" : ": " + complaint.message());
        if (status >= 300 && status < 400) {
            String target = answer.location().map(hidden).orElse("elsewhere");
            return new RejectedException(name + ": the endpoint redirects to " + target + "; correct base_url", true);
        }
        if (status == 408) {
            return AttemptFailure.of(Retry.TIMEOUT, reason);
        }
        Optional<RuntimeException> known = known(complaint, reason);
        if (known.isPresent()) {
            return known.get();
        }
        Optional<Duration> wait = answer.retryAfter().flatMap(value -> RetryAfter.of(value, clock.get()));
        if (status == 429) {
            return new AttemptFailure(Retry.RATE_LIMITED, reason, false, wait);
        }
        if (status >= 500) {
            boolean down = status == 502 || status == 503 || status == 504;
            return new AttemptFailure(Retry.SERVER_ERROR, reason, down, wait);
        }
        return switch (status) {
            case 401 -> new RejectedException(name + ": the endpoint does not take the key (" + reason + ")", true);
            case 402 -> noCredit(reason);
            case 404 ->
                new RejectedException(
                        name + ": the endpoint does not know the model or the address (" + reason + ")", true);
            default -> new RejectedException(name + ": the endpoint rejected the request (" + reason + ")", false);
        };
    }

    /** Returns what is to be thrown for an answer that is a success by its status, and yet an error by what it says. */
    RuntimeException inAnswer(JsonNode root) {
        Complaint complaint = complaint(root.toString());
        String reason =
                "an error in place of a reply" + (complaint.message().isEmpty() ? "" : ": " + complaint.message());
        return known(complaint, reason).orElseGet(() -> AttemptFailure.of(Retry.SERVER_ERROR, reason));
    }

    private Optional<RuntimeException> known(Complaint complaint, String reason) {
        String words = complaint.message().toLowerCase(Locale.ROOT);
        if (complaint.has(CONTEXT_CODES) || CONTEXT_WORDS.stream().anyMatch(words::contains)) {
            return Optional.of(new ContextTooLongException(
                    name + ": the dialogue does not fit the model's context (" + reason + ")"));
        }
        if (complaint.has(FILTER_CODES)) {
            return Optional.of(
                    new RefusedException(name + ": the provider's filter refused the request (" + reason + ")"));
        }
        return complaint.has(NO_CREDIT_CODES) ? Optional.of(noCredit(reason)) : Optional.empty();
    }

    private RejectedException noCredit(String reason) {
        return new RejectedException(name + ": the account has no credit left (" + reason + ")", true);
    }

    private record Complaint(String message, List<String> codes) {

        boolean has(Set<String> known) {
            return codes.stream().anyMatch(code -> known.contains(code.toLowerCase(Locale.ROOT)));
        }
    }

    private Complaint complaint(String body) {
        JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return new Complaint(shown(body), List.of());
        }
        JsonNode error = root.path("error");
        List<JsonNode> messages = List.of(error.path("message"), error, root.path("message"), root.path("detail"));
        String message = messages.stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst()
                .orElse(root.isObject() && !root.isEmpty() ? body : "");
        List<String> codes = List.of(
                error.path("code").asText(""),
                error.path("type").asText(""),
                error.path("innererror").path("code").asText(""),
                root.path("code").asText(""),
                root.path("type").asText(""));
        return new Complaint(shown(message), codes);
    }

    private String shown(String message) {
        String line = hidden.apply(message).replaceAll("\\s+", " ").strip();
        int[] points = line.codePoints().toArray();
        return points.length <= LONGEST ? line : new String(points, 0, LONGEST) + "…";
    }
}

package org.charactermirror.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.charactermirror.chat.StopReason;
import org.charactermirror.document.JsonRecord;
import org.charactermirror.document.JsonRecords;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.Continuation;
import org.charactermirror.scenario.ProbeDimension;

/** Reads what {@link TranscriptWriter} writes. */
public final class TranscriptReader {

    /** What is the same in all lines of a dialogue, as text. */
    private static final List<String> HEAD = List.of(
            "study",
            "model",
            "model_a",
            "model_b",
            "character",
            "category",
            "topic",
            "scenario",
            "repetition",
            "bot_name",
            "user_name",
            "greeting",
            "continuation");

    private final Map<String, Dialogue> dialogues = new LinkedHashMap<>();
    private final Problems problems;

    private TranscriptReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * What a file holds, in its order.
     *
     * @param single dialogues of one model
     * @param pairs dialogues of two models on one context
     */
    public record Recorded(List<Transcript> single, List<PairTranscript> pairs) {

        public Recorded {
            single = List.copyOf(single);
            pairs = List.copyOf(pairs);
        }
    }

    /**
     * Reads a file's text.
     *
     * @param problems get all that is wrong; a dialogue with anything wrong in one of its lines is left out
     */
    public static Recorded read(String source, String text, Problems problems) {
        TranscriptReader reader = new TranscriptReader(problems);
        JsonRecords.ofLines(source, text, problems).forEach(reader::read);
        List<Transcript> single = new ArrayList<>();
        List<PairTranscript> pairs = new ArrayList<>();
        for (Dialogue dialogue : reader.dialogues.values()) {
            if (dialogue.broken) {
                continue;
            }
            if (dialogue.isPair()) {
                pairs.add(dialogue.pair());
            } else {
                single.add(dialogue.transcript(dialogue.turns));
            }
        }
        return new Recorded(single, pairs);
    }

    private void read(JsonRecord line) {
        Optional<String> session = line.words("session", problems);
        if (session.isEmpty()) {
            return;
        }
        Problems own = new Problems();
        Dialogue dialogue = dialogues.computeIfAbsent(session.get(), id -> new Dialogue(line));
        dialogue.checkHead(line, own);
        dialogue.add(line, own);
        dialogue.broken |= own.hasErrors();
        problems.addAll(own.all());
    }

    /** A dialogue while its lines are read. */
    private static final class Dialogue {

        private final JsonRecord first;
        private final List<Turn> turns = new ArrayList<>();
        private final List<PairTurn> pairTurns = new ArrayList<>();
        private boolean broken;

        Dialogue(JsonRecord first) {
            this.first = first;
        }

        boolean isPair() {
            return !first.has("model");
        }

        private String head(String key) {
            return first.node().path(key).asText();
        }

        void checkHead(JsonRecord line, Problems problems) {
            if (line.line() != first.line()) {
                for (String key : HEAD) {
                    if (!Objects.equals(line.node().get(key), first.node().get(key))) {
                        line.error(
                                problems,
                                key + " is " + JsonRecord.shown(line.node().path(key)) + ", but in line "
                                        + first.line() + " of the same session "
                                        + JsonRecord.shown(first.node().path(key)));
                    }
                }
                return;
            }
            for (String key : List.of("study", "category", "topic", "greeting")) {
                line.text(key, problems);
            }
            for (String key : List.of("character", "scenario", "bot_name", "user_name")) {
                line.words(key, problems);
            }
            line.number("repetition", 1, Integer.MAX_VALUE, problems);
            for (String key : isPair() ? List.of("model_a", "model_b") : List.of("model")) {
                line.words(key, problems);
            }
            if (isPair()) {
                oneOf(line, "continuation", Continuation::ofWord, problems);
            }
            for (String key : List.of("character", "scenario")) {
                if (head(key).contains(".")) {
                    line.error(problems, key + " is \"" + head(key) + "\"; expected an id without dots");
                }
            }
            if (isPair() && head("model_a").equals(head("model_b"))) {
                line.error(problems, "model_a and model_b are both \"" + head("model_a") + "\"; expected two models");
            }
            if (!problems.hasErrors() && !head("session").equals(name())) {
                line.error(
                        problems, "session is \"" + head("session") + "\"; by what else the line says it is " + name());
            }
        }

        /** Returns the name of the session made anew. */
        private String name() {
            String model = isPair() ? PairScript.name(head("model_a"), head("model_b")) : head("model");
            return model + "." + head("character") + "." + head("scenario") + "." + head("repetition");
        }

        void add(JsonRecord line, Problems problems) {
            int expected = Math.max(turns.size(), pairTurns.size()) + 1;
            OptionalLong number = line.number("turn", 1, Integer.MAX_VALUE, problems);
            if (number.isPresent() && number.getAsLong() != expected && !broken) {
                line.error(
                        problems, "turn is " + number.getAsLong() + "; expected turn " + expected + " of the session");
            }
            if (isPair()) {
                Optional<Turn> a = turn(line, "_a", expected, problems);
                Optional<Turn> b = turn(line, "_b", expected, problems);
                Optional<PairSide> side = oneOf(line, "continued", PairSide::ofWord, problems);
                Optional<PairSide> first = line.has("shown_first")
                        ? oneOf(line, "shown_first", PairSide::ofWord, problems)
                        : Optional.empty();
                if (!problems.hasErrors()) {
                    pairTurns.add(new PairTurn(a.orElseThrow(), b.orElseThrow(), side.orElseThrow(), first));
                }
            } else {
                turn(line, "", expected, problems)
                        .filter(turn -> !problems.hasErrors())
                        .ifPresent(turns::add);
            }
        }

        private static Optional<Turn> turn(JsonRecord line, String side, int number, Problems problems) {
            Optional<String> user = line.text("user", problems);
            Optional<String> reply = line.text("reply" + side, problems);
            Optional<StopReason> stop = oneOf(
                    line, "stop_reason" + side, word -> StopReason.valueOf(word.toUpperCase(Locale.ROOT)), problems);
            if (user.isEmpty() || reply.isEmpty() || stop.isEmpty()) {
                return Optional.empty();
            }
            if (stop.get() == StopReason.NOT_RECORDED) {
                return Optional.of(Turn.notRecorded(number, user.get(), reply.get()));
            }
            Optional<MessageSource> source = source(line, problems);
            OptionalLong prompt = tokens(line, "prompt_tokens" + side, problems);
            OptionalLong tokens = tokens(line, "reply_tokens" + side, problems);
            OptionalLong dropped = line.number("dropped_messages" + side, 0, Integer.MAX_VALUE, problems);
            OptionalLong seed = line.number("seed" + side, 0, Long.MAX_VALUE, problems);
            // Of two replies, the time is told of both together: it goes to the first.
            OptionalDouble seconds = side.equals("_b") ? OptionalDouble.of(0) : seconds(line, "seconds", problems);
            if (problems.hasErrors()) {
                return Optional.empty();
            }
            return Optional.of(new Turn(
                    number,
                    user.get(),
                    source.orElseThrow(),
                    reply.get(),
                    stop.get(),
                    (int) prompt.orElseThrow(),
                    (int) tokens.orElseThrow(),
                    (int) dropped.orElseThrow(),
                    seed.orElseThrow(),
                    0,
                    seconds.orElseThrow()));
        }

        /** Returns a count of tokens: 0 where it is null, which says that the endpoint did not count them. */
        private static OptionalLong tokens(JsonRecord line, String key, Problems problems) {
            return line.node().path(key).isNull()
                    ? OptionalLong.of(0)
                    : line.number(key, 0, Integer.MAX_VALUE, problems);
        }

        /** Returns a time: 0, which stands for one that is not known, where it is null or not there. */
        private static OptionalDouble seconds(JsonRecord line, String key, Problems problems) {
            JsonNode value = line.node().path(key);
            if (!line.has(key)) {
                return OptionalDouble.of(0);
            }
            if (!value.isNumber() || value.doubleValue() < 0) {
                line.error(
                        problems,
                        key + " is " + JsonRecord.shown(value)
                                + "; expected a number, 0 or more, or nothing where it is not known");
                return OptionalDouble.empty();
            }
            return OptionalDouble.of(value.doubleValue());
        }

        /** Returns where the user's message comes from; a script's says nothing of it. */
        private static Optional<MessageSource> source(JsonRecord line, Problems problems) {
            if (line.has("probe")) {
                return oneOf(line, "probe", ProbeDimension::ofWord, problems).map(MessageSource.Probe::new);
            }
            if (!line.has("user_by")) {
                return Optional.of(MessageSource.SCRIPT);
            }
            Optional<String> who = line.words("user_by", problems);
            if (who.equals(Optional.of("person"))) {
                return Optional.of(new MessageSource.Person());
            }
            if (!who.equals(Optional.of("interviewer"))) {
                line.error(
                        problems,
                        "user_by is " + JsonRecord.shown(line.node().path("user_by"))
                                + "; expected interviewer or person");
                return Optional.empty();
            }
            OptionalLong prompt = tokens(line, "user_prompt_tokens", problems);
            OptionalLong tokens = tokens(line, "user_reply_tokens", problems);
            OptionalLong dropped = line.number("user_dropped_messages", 0, Integer.MAX_VALUE, problems);
            OptionalLong seed = line.number("user_seed", 0, Long.MAX_VALUE, problems);
            OptionalLong attempts = line.number("user_attempts", 1, Integer.MAX_VALUE, problems);
            OptionalDouble seconds = seconds(line, "user_seconds", problems);
            if (problems.hasErrors()) {
                return Optional.empty();
            }
            return Optional.of(new MessageSource.Interviewer(
                    (int) prompt.orElseThrow(),
                    (int) tokens.orElseThrow(),
                    (int) dropped.orElseThrow(),
                    seed.orElseThrow(),
                    (int) attempts.orElseThrow(),
                    seconds.orElseThrow()));
        }

        private interface Words<T> {
            T of(String word);
        }

        private static <T> Optional<T> oneOf(JsonRecord line, String key, Words<T> words, Problems problems) {
            Optional<String> word = line.words(key, problems);
            if (word.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(words.of(word.get()));
            } catch (IllegalArgumentException e) {
                line.error(problems, key + " is \"" + word.get() + "\", which this version does not know");
                return Optional.empty();
            }
        }

        Transcript transcript(List<Turn> said) {
            String model = isPair() ? PairScript.name(head("model_a"), head("model_b")) : head("model");
            return new Transcript(
                    head("study"),
                    new SessionId(
                            model,
                            head("character"),
                            head("scenario"),
                            first.node().path("repetition").intValue()),
                    head("category"),
                    head("topic"),
                    head("bot_name"),
                    head("user_name"),
                    head("greeting"),
                    said);
        }

        PairTranscript pair() {
            return new PairTranscript(
                    transcript(pairTurns.stream().map(PairTurn::said).toList()),
                    head("model_a"),
                    head("model_b"),
                    Continuation.ofWord(head("continuation")),
                    pairTurns);
        }
    }
}

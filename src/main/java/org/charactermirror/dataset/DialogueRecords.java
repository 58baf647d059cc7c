package org.charactermirror.dataset;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.Persona;
import org.charactermirror.chat.StopReason;
import org.charactermirror.dataset.RowIndex.Judged;
import org.charactermirror.session.Transcript;
import org.charactermirror.session.Turn;

/**
 * Makes records of a dialogue of one model.
 *
 * @param ratings of the dialogue
 * @param flags of each turn, in order
 */
record DialogueRecords(
        Recipe recipe, String version, PlayedDialogue dialogue, Judged<Rating> ratings, List<Judged<TurnError>> flags) {

    /** Makes a record to imitate: as much of the dialogue as comes before the first reply that is not to be imitated. */
    Made supervised() {
        List<Annotation> rows = Stream.concat(
                        ratings.rows().stream(), flags.stream().flatMap(one -> one.rows().stream()))
                .map(row -> (Annotation) row)
                .toList();
        int annotators = RowIndex.annotators(rows);
        if (annotators < recipe.minimumAnnotators()) {
            return Made.leftOut(annotators == 0 ? Reason.NOT_JUDGED : Reason.TOO_FEW_ANNOTATORS);
        }
        Optional<Reason> refusal = scoreRefusal(ScoreVerdict.of(ratings.rows(), recipe.aggregate()));
        if (refusal.isPresent()) {
            return Made.leftOut(refusal.get());
        }
        int turns = usableTurns();
        return turns == 0 ? Made.leftOut(Reason.NOTHING_USABLE) : supervised(turns, annotators, rows);
    }

    private Optional<Reason> scoreRefusal(List<ScoreVerdict> verdicts) {
        for (var demanded : recipe.minimumScores().entrySet()) {
            Optional<ScoreVerdict> verdict = verdicts.stream()
                    .filter(one -> one.dimension() == demanded.getKey())
                    .findFirst();
            if (verdict.isEmpty()) {
                return Optional.of(Reason.SCORE_MISSING);
            }
            if (verdict.get().scores().size() < recipe.minimumAnnotators()) {
                return Optional.of(Reason.TOO_FEW_ANNOTATORS);
            }
            if (!verdict.get().score().reaches(demanded.getValue())) {
                return Optional.of(Reason.SCORE_TOO_LOW);
            }
        }
        boolean disputed = verdicts.stream()
                .filter(one -> recipe.minimumScores().isEmpty()
                        || recipe.minimumScores().containsKey(one.dimension()))
                .anyMatch(one -> !one.agreement().reaches(recipe.minimumAgreement()));
        return disputed ? Optional.of(Reason.AGREEMENT_TOO_LOW) : Optional.empty();
    }

    private int usableTurns() {
        List<Turn> turns = dialogue.transcript().turns();
        for (int turn = 0; turn < turns.size(); turn++) {
            Turn one = turns.get(turn);
            if (one.reply().isBlank() || one.stopReason() == StopReason.LENGTH || isFlagged(flags.get(turn))) {
                return turn;
            }
        }
        return turns.size();
    }

    /** Tells whether a reply is not known to be free of what must not be there. */
    private boolean isFlagged(Judged<TurnError> judged) {
        List<FlagVerdict> verdicts = FlagVerdict.of(judged.rows());
        return recipe.withoutFlags().stream()
                .anyMatch(flag -> FlagVerdict.of(verdicts, flag)
                        .filter(verdict -> verdict.majority() == FlagVerdict.Majority.NO)
                        .filter(verdict -> verdict.judged() >= recipe.minimumAnnotators())
                        .filter(verdict -> verdict.agreement().reaches(recipe.minimumAgreement()))
                        .isEmpty());
    }

    private Made supervised(int turns, int annotators, Collection<Annotation> rows) {
        Persona persona = dialogue.persona();
        List<Message> said = RecordForms.said(dialogue.transcript(), turns);
        Map<String, Object> meta = meta(rows, annotators);
        meta.put("turns", turns);
        meta.put("played_turns", dialogue.transcript().turns().size());
        Map<String, Object> messages = new LinkedHashMap<>();
        messages.put("messages", RecordForms.messages(dialogue.source(), persona, said));
        Map<String, Object> conversation = new LinkedHashMap<>();
        RecordForms.putConversation(conversation, dialogue.source(), persona, said);
        Map<String, Object> sessionMeta = new LinkedHashMap<>();
        sessionMeta.put("session_meta", RecordForms.sessionMeta(persona));
        sessionMeta.put("history", RecordForms.history(said));
        return whole(
                turns,
                meta,
                Map.of(
                        Layout.SUPERVISED_MESSAGES, messages,
                        Layout.SUPERVISED_LLAMA_FACTORY, conversation,
                        Layout.SUPERVISED_SESSION_META, sessionMeta));
    }

    /** Makes a record of the scores of the whole dialogue. */
    Made scores() {
        if (ratings.rows().isEmpty()) {
            return Made.leftOut(Reason.NOT_JUDGED);
        }
        List<ScoreVerdict> verdicts = ScoreVerdict.of(ratings.rows(), recipe.aggregate()).stream()
                .filter(verdict -> verdict.scores().size() >= recipe.minimumAnnotators())
                .toList();
        if (verdicts.isEmpty()) {
            return Made.leftOut(Reason.TOO_FEW_ANNOTATORS);
        }
        if (verdicts.stream().anyMatch(verdict -> !verdict.agreement().reaches(recipe.minimumAgreement()))) {
            return Made.leftOut(Reason.AGREEMENT_TOO_LOW);
        }
        Transcript transcript = dialogue.transcript();
        Map<String, Object> record = new LinkedHashMap<>();
        record.put(
                "messages",
                RecordForms.messages(
                        dialogue.source(),
                        dialogue.persona(),
                        RecordForms.said(transcript, transcript.turns().size())));
        record.put("scores", verdicts.stream().map(ScoreVerdict::toMap).toList());
        List<Rating> told = ratings.rows().stream()
                .filter(row ->
                        verdicts.stream().anyMatch(verdict -> row.scores().containsKey(verdict.dimension())))
                .toList();
        Map<String, Object> meta = meta(told, RowIndex.annotators(told));
        meta.put("turns", transcript.turns().size());
        return whole(transcript.turns().size(), meta, Map.of(Layout.DIALOGUE_SCORES, record));
    }

    /** Makes a record of what is wrong, or nothing, with the reply of a turn. */
    Made label(Turn turn) {
        List<TurnError> rows = flags.get(turn.number() - 1).rows();
        // Who judged nothing but the merit says nothing of a label.
        List<TurnError> judged = rows.stream()
                .filter(row -> row.flags().keySet().stream().anyMatch(TurnFlag::isError))
                .toList();
        int annotators = RowIndex.annotators(judged);
        if (annotators < recipe.minimumAnnotators()) {
            return Made.leftOut(annotators == 0 ? Reason.NOT_JUDGED : Reason.TOO_FEW_ANNOTATORS);
        }
        if (turn.reply().isBlank()) {
            return Made.leftOut(Reason.EMPTY_REPLY);
        }
        List<FlagVerdict> verdicts = FlagVerdict.of(rows);
        List<FlagVerdict> errors =
                verdicts.stream().filter(verdict -> verdict.flag().isError()).toList();
        boolean bad = errors.stream().anyMatch(this::isSeen);
        Optional<Reason> unclear = bad ? Optional.empty() : unclear(errors);
        Optional<Share> agreement = agreement(errors, bad);
        if (unclear.isPresent() || agreement.isEmpty()) {
            return Made.leftOut(unclear.orElse(Reason.FLAG_MISSING));
        }
        if (!agreement.get().reaches(recipe.minimumAgreement())) {
            return Made.leftOut(Reason.AGREEMENT_TOO_LOW);
        }
        Map<String, Object> meta = meta(judged, annotators);
        meta.put("turn", turn.number());
        return labelled(turn, bad, agreement.get(), verdicts, meta);
    }

    /** Tells whether most of enough annotators see an error. */
    private boolean isSeen(FlagVerdict verdict) {
        return verdict.majority() == FlagVerdict.Majority.YES && verdict.judged() >= recipe.minimumAnnotators();
    }

    /** Returns why a reply with no error that most saw is not known to have none. */
    private Optional<Reason> unclear(List<FlagVerdict> errors) {
        if (errors.stream().anyMatch(verdict -> verdict.judged() < recipe.minimumAnnotators())) {
            return Optional.of(Reason.TOO_FEW_ANNOTATORS);
        }
        if (errors.stream().anyMatch(verdict -> verdict.majority() == FlagVerdict.Majority.TIE)) {
            return Optional.of(Reason.NO_MAJORITY);
        }
        long all = Stream.of(TurnFlag.values()).filter(TurnFlag::isError).count();
        return errors.size() < all ? Optional.of(Reason.FLAG_MISSING) : Optional.empty();
    }

    /** Returns the agreement on the error that is agreed on most, where there is one; otherwise on the absence that is least. */
    private Optional<Share> agreement(List<FlagVerdict> errors, boolean bad) {
        return errors.stream()
                .filter(verdict -> !bad || isSeen(verdict))
                .map(FlagVerdict::agreement)
                .reduce((one, other) -> other.isLessThan(one) == bad ? one : other);
    }

    private Made labelled(
            Turn turn, boolean bad, Share agreement, List<FlagVerdict> verdicts, Map<String, Object> meta) {
        Persona persona = dialogue.persona();
        List<Message> context = RecordForms.context(dialogue.transcript(), turn);
        Message reply = Message.character(turn.reply());
        Map<String, Object> trl = new LinkedHashMap<>();
        trl.put("prompt", RecordForms.messages(dialogue.source(), persona, context));
        trl.put("completion", List.of(RecordForms.message(reply)));
        trl.put("label", !bad);
        Map<String, Object> sharegpt = new LinkedHashMap<>();
        RecordForms.putConversation(
                sharegpt,
                dialogue.source(),
                persona,
                Stream.concat(context.stream(), Stream.of(reply)).toList());
        sharegpt.put("kto_tag", !bad);
        for (Map<String, Object> record : List.of(trl, sharegpt)) {
            record.put("agreement", agreement.rounded());
            record.put("flags", verdicts.stream().map(FlagVerdict::toMap).toList());
        }
        return whole(
                turn.number(), meta, Map.of(Layout.TURN_LABELS_TRL, trl, Layout.TURN_LABELS_LLAMA_FACTORY, sharegpt));
    }

    private Map<String, Object> meta(Collection<? extends Annotation> rows, int annotators) {
        Map<String, Object> meta = dialogue.meta();
        String model = dialogue.models().get(0);
        meta.put("model", model);
        meta.put("model_licence", dialogue.source().modelLicence(model));
        meta.put("origin", origins(rows));
        meta.put("annotators", annotators);
        meta.put("charmirror", version);
        return meta;
    }

    /** Returns the origin of rows; where scores and flags come from two, both. */
    private String origins(Collection<? extends Annotation> rows) {
        return recipe.origins().stream()
                .filter(origin -> rows.stream().anyMatch(row -> row.origin() == origin))
                .map(Origin::word)
                .collect(Collectors.joining("+"));
    }

    private Made whole(int turn, Map<String, Object> meta, Map<Layout, Map<String, Object>> forms) {
        forms.values().forEach(form -> form.put("meta", meta));
        return new Made.Whole(dialogue.models(), turn, forms);
    }
}

package org.charactermirror.dataset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Preference;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.Persona;
import org.charactermirror.chat.StopReason;
import org.charactermirror.dataset.RowIndex.Judged;
import org.charactermirror.session.PairTurn;
import org.charactermirror.session.Turn;

/** Makes records of the pairs of replies in a dialogue of two models. */
record PairRecords(Recipe recipe, String version, PlayedDialogue dialogue) {

    /** Makes a record of the reply that most annotators chose and the other one, or tells why there is none. */
    Made preference(PairTurn pair, Judged<Preference> judged) {
        int annotators = RowIndex.annotators(judged.rows());
        if (annotators < recipe.minimumAnnotators()) {
            return Made.leftOut(annotators == 0 ? Reason.NOT_JUDGED : Reason.TOO_FEW_ANNOTATORS);
        }
        OutcomeVerdict verdict =
                OutcomeVerdict.of(judged.rows(), dialogue.models().get(0));
        boolean firstWins = verdict.winner().equals(Optional.of(Outcome.WIN));
        Optional<Reason> refusal = refusal(pair, verdict, firstWins ? pair.a() : pair.b());
        return refusal.isPresent() ? Made.leftOut(refusal.get()) : preference(pair, verdict, firstWins, judged);
    }

    private Optional<Reason> refusal(PairTurn pair, OutcomeVerdict verdict, Turn chosen) {
        if (verdict.winner().isEmpty()) {
            return Optional.of(Reason.NO_MAJORITY);
        }
        if (!verdict.agreement().reaches(recipe.minimumAgreement())) {
            return Optional.of(Reason.AGREEMENT_TOO_LOW);
        }
        switch (verdict.winner().get()) {
            case TIE -> {
                return Optional.of(Reason.TIE);
            }
            case BOTH_BAD -> {
                return Optional.of(Reason.BOTH_BAD);
            }
            case WIN, LOSE -> {
                // Only a reply that was chosen is looked at further.
            }
        }
        if (pair.a().reply().isBlank() || pair.b().reply().isBlank()) {
            return Optional.of(Reason.EMPTY_REPLY);
        }
        if (pair.a().reply().strip().equals(pair.b().reply().strip())) {
            return Optional.of(Reason.SAME_REPLIES);
        }
        return chosen.stopReason() == StopReason.LENGTH ? Optional.of(Reason.CHOSEN_CUT_OFF) : Optional.empty();
    }

    private Made preference(PairTurn pair, OutcomeVerdict verdict, boolean firstWins, Judged<Preference> judged) {
        Persona persona = dialogue.persona();
        List<Message> context = RecordForms.context(dialogue.transcript(), pair.a());
        Message chosen = Message.character((firstWins ? pair.a() : pair.b()).reply());
        Message rejected = Message.character((firstWins ? pair.b() : pair.a()).reply());
        Map<String, Object> trl = new LinkedHashMap<>();
        trl.put("prompt", RecordForms.messages(dialogue.source(), persona, context));
        trl.put("chosen", List.of(RecordForms.message(chosen)));
        trl.put("rejected", List.of(RecordForms.message(rejected)));
        Map<String, Object> sharegpt = new LinkedHashMap<>();
        RecordForms.putConversation(sharegpt, dialogue.source(), persona, context);
        sharegpt.put("chosen", RecordForms.spoken(chosen));
        sharegpt.put("rejected", RecordForms.spoken(rejected));
        Map<String, Object> meta = meta(pair, firstWins, judged);
        for (Map<String, Object> record : List.of(trl, sharegpt)) {
            record.put("agreement", verdict.agreement().rounded());
            record.put("votes", votes(verdict, firstWins));
            record.put("meta", meta);
        }
        return new Made.Whole(
                dialogue.models(),
                pair.number(),
                Map.of(Layout.PREFERENCES_TRL, trl, Layout.PREFERENCES_LLAMA_FACTORY, sharegpt));
    }

    private static Map<String, Object> votes(OutcomeVerdict verdict, boolean firstWins) {
        Map<String, Object> votes = new LinkedHashMap<>();
        votes.put("chosen", verdict.of(firstWins ? Outcome.WIN : Outcome.LOSE));
        votes.put("rejected", verdict.of(firstWins ? Outcome.LOSE : Outcome.WIN));
        votes.put(Outcome.TIE.word(), verdict.of(Outcome.TIE));
        votes.put(Outcome.BOTH_BAD.word(), verdict.of(Outcome.BOTH_BAD));
        return votes;
    }

    private Map<String, Object> meta(PairTurn pair, boolean firstWins, Judged<Preference> judged) {
        String chosen = dialogue.models().get(firstWins ? 0 : 1);
        String rejected = dialogue.models().get(firstWins ? 1 : 0);
        Map<String, Object> meta = dialogue.meta();
        meta.put("chosen_model", chosen);
        meta.put("rejected_model", rejected);
        meta.put("chosen_model_licence", dialogue.source().modelLicence(chosen));
        meta.put("rejected_model_licence", dialogue.source().modelLicence(rejected));
        meta.put("origin", judged.origin().orElseThrow().word());
        meta.put("annotators", RowIndex.annotators(judged.rows()));
        meta.put("charmirror", version);
        meta.put("turn", pair.number());
        return meta;
    }
}

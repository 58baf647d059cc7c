package org.charactermirror.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.charactermirror.session.PairSide;
import org.charactermirror.session.PairTurn;
import org.charactermirror.session.Turn;
import org.jdbi.v3.core.Handle;

/**
 * What was said in a dialogue, for whoever decides between judgements of it.
 *
 * @param character who is played
 * @param characterName as the character is called in it
 * @param models one, or the two of a pair
 * @param rounds in order, those that are played
 */
public record StudioContext(
        String character,
        String characterName,
        String userName,
        String greeting,
        List<String> models,
        List<Round> rounds) {

    /**
     * A message with the replies to it.
     *
     * @param replies in the order of the models
     * @param continued the place of the reply with which the dialogue went on
     */
    public record Round(int turn, String user, List<String> replies, int continued) {}

    /** Finds a dialogue of the study's plan. */
    public static Optional<StudioContext> find(StudyDatabase database, String session) {
        return database.read(handle -> handle.createQuery(
                        "SELECT session.*, model_a, model_b FROM session LEFT JOIN pair_session USING (session)"
                                + " WHERE session = ?")
                .bind(0, session)
                .map((row, context) -> {
                    boolean pair = row.getString("model_a") != null;
                    return new StudioContext(
                            row.getString("character"),
                            row.getString("bot_name"),
                            row.getString("user_name"),
                            row.getString("greeting"),
                            pair
                                    ? List.of(row.getString("model_a"), row.getString("model_b"))
                                    : List.of(row.getString("model")),
                            pair ? pairs(handle, session) : alone(handle, session));
                })
                .findOne());
    }

    private static List<Round> alone(Handle handle, String session) {
        List<Round> rounds = new ArrayList<>();
        for (Turn turn : TurnRows.turns(handle, session)) {
            rounds.add(new Round(turn.number(), turn.user(), List.of(turn.reply()), 0));
        }
        return rounds;
    }

    private static List<Round> pairs(Handle handle, String session) {
        List<Round> rounds = new ArrayList<>();
        for (PairTurn turn : PairRows.turns(handle, session)) {
            rounds.add(new Round(
                    turn.number(),
                    turn.user(),
                    List.of(turn.a().reply(), turn.b().reply()),
                    turn.continued() == PairSide.A ? 0 : 1));
        }
        return rounds;
    }
}

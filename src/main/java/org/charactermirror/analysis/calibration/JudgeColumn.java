package org.charactermirror.analysis.calibration;

import java.util.List;
import java.util.Optional;
import org.charactermirror.annotation.Origin;

/**
 * One judge compared with people in one column.
 *
 * @param peopleOrigin where people's rows come from
 * @param items that the judge and at least one person judged
 * @param people how many persons that were
 * @param onlyJudge items that no person judged
 * @param onlyPeople items that the judge did not judge
 * @param alpha of the judge's judgements with those of each person
 * @param peopleAlpha of people among themselves on the same items: as much as a judge can be asked for
 * @param confusion of all pairs of a person's and the judge's judgement
 * @param leniency the judge less people: points of scores, flags in percentage points; nothing of outcomes
 * @param length how much judge less people changes when replies are twice as long; of outcomes, the first one relative to the other
 * @param family judge less people on models of its own family, less the same on all others; of outcomes, in favour of its own
 * @param position how often the reply shown first won, by judge and by people; nothing but of outcomes
 * @param verdict whether alpha reaches the bar
 */
public record JudgeColumn(
        Judge judge,
        Column column,
        Origin peopleOrigin,
        int items,
        int people,
        int onlyJudge,
        int onlyPeople,
        Figure alpha,
        Figure peopleAlpha,
        Confusion confusion,
        Optional<Figure> leniency,
        Figure length,
        Figure family,
        List<PositionBias> position,
        Verdict verdict) {

    public JudgeColumn {
        position = List.copyOf(position);
    }
}

package org.charactermirror.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Place;
import org.charactermirror.annotation.Subject;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.metric.Repetition;
import org.charactermirror.session.Transcript;

/** Puts what metrics find into the form of annotations, with the metric and its version as the annotator. */
final class AutomaticFlags {

    private AutomaticFlags() {}

    /** Returns one row for every reply, with repetition judged and nothing else. */
    static Annotations repetition(List<Transcript> transcripts) {
        List<TurnError> rows = new ArrayList<>();
        for (Transcript transcript : transcripts) {
            Subject subject = new Subject(
                    transcript.study(),
                    transcript.session().toString(),
                    Repetition.ANNOTATOR,
                    transcript.session().character(),
                    transcript.category(),
                    transcript.topic());
            List<Optional<Repetition.Finding>> findings = Repetition.find(transcript);
            for (int i = 0; i < findings.size(); i++) {
                rows.add(new TurnError(
                        new Place(Repetition.ANNOTATOR, rows.size() + 1),
                        subject,
                        transcript.session().model(),
                        i + 1,
                        Map.of(TurnFlag.REPETITION, findings.get(i).isPresent()),
                        findings.get(i).map(AutomaticFlags::evidence).orElse(null),
                        null,
                        Origin.AUTOMATIC,
                        Map.of()));
            }
        }
        return new Annotations(List.of(), rows, List.of(), 0);
    }

    private static String evidence(Repetition.Finding finding) {
        String what = finding.earlierTurn() == 0 ? "the greeting" : "turn " + finding.earlierTurn();
        return String.format(Locale.ROOT, "repeats %s (overlap %.2f)", what, finding.overlap());
    }
}

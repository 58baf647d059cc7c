package org.charactermirror.cli;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Rating;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.StudyDatabase;

/**
 * What a study's database has of what its server said it keeps.
 *
 * @param clicks that were acknowledged
 * @param lostClicks of these, those that are not there as they were clicked
 * @param judgements that were acknowledged as handed in, each dialogue of a person once
 * @param lostJudgements of these, those whose row is not there with the scores that stood
 */
record KeptClicks(long clicks, long lostClicks, long judgements, long lostJudgements) {

    /** Compares all that was acknowledged with the database. */
    static KeptClicks of(Path folder, List<ClickingBrowser> browsers) {
        try (StudyDatabase database = StudyDatabase.open(folder.resolve(StudyDatabase.FILE_NAME))) {
            Map<String, ClickingBrowser.Click> kept = new HashMap<>();
            Map<String, String> sessions = new HashMap<>();
            database.read(handle -> {
                handle.createQuery("SELECT request, code, field, value FROM answer")
                        .map((row, context) -> new ClickingBrowser.Click(
                                row.getString("request"),
                                row.getString("code"),
                                row.getString("field"),
                                row.getString("value")))
                        .forEach(click -> kept.put(click.request(), click));
                handle.createQuery("SELECT code, session FROM assignment")
                        .map((row, context) -> Map.entry(row.getString("code"), row.getString("session")))
                        .forEach(entry -> sessions.put(entry.getKey(), entry.getValue()));
                return null;
            });
            Map<String, Map<Dimension, BigDecimal>> ratings = new HashMap<>();
            for (Rating rating : new AnnotationStore(database).annotations().ratings()) {
                ratings.put(
                        rating.subject().annotator() + "\n" + rating.subject().session(), rating.scores());
            }
            return compare(browsers, kept, sessions, ratings);
        }
    }

    private static KeptClicks compare(
            List<ClickingBrowser> browsers,
            Map<String, ClickingBrowser.Click> kept,
            Map<String, String> sessions,
            Map<String, Map<Dimension, BigDecimal>> ratings) {
        long clicks = 0;
        long lostClicks = 0;
        long judgements = 0;
        long lostJudgements = 0;
        for (ClickingBrowser browser : browsers) {
            for (ClickingBrowser.Click click : browser.acknowledged()) {
                clicks++;
                lostClicks += click.equals(kept.get(click.request())) ? 0 : 1;
            }
            for (Map.Entry<String, Map<Dimension, Integer>> entry :
                    browser.handedIn().entrySet()) {
                judgements++;
                Map<Dimension, BigDecimal> scores = new HashMap<>();
                entry.getValue().forEach((dimension, score) -> scores.put(dimension, BigDecimal.valueOf(score)));
                String key = browser.annotator() + "\n" + sessions.getOrDefault(entry.getKey(), "");
                lostJudgements += scores.equals(ratings.get(key)) ? 0 : 1;
            }
        }
        return new KeptClicks(clicks, lostClicks, judgements, lostJudgements);
    }
}

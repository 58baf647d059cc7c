package org.charactermirror.analysis.spark;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.charactermirror.analysis.Survey;
import org.charactermirror.analysis.spark.RowBytes.Placed;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Kind;

/** What one task, or several, found in the rows. */
final class Result implements Serializable {

    private static final long serialVersionUID = 1;

    private final Survey survey = new Survey();
    private final Findings findings = new Findings();
    /** By number. */
    private final TreeMap<Integer, String> hashes = new TreeMap<>();

    private final TreeMap<String, Integer> alike = new TreeMap<>();
    private final AnswerParts answers = new AnswerParts();
    /** Whether rows repeat or complete others, so that files say more answers than count. */
    private boolean repeats;

    /** By kind, whether there are rows with a session (bit 1) and without one (bit 2). */
    private final EnumMap<Kind, Integer> sessions = new EnumMap<>(Kind.class);

    void add(UnitRows unit, SentSettings settings) {
        findings.merge(unit.findings());
        survey.addRepeated(unit.repeated());
        repeats |= unit.repeats();
        unit.alike().forEach((file, count) -> alike.merge(file, count, Integer::sum));
        for (Placed placed : unit.rows()) {
            Annotation row = placed.row();
            sessions.merge(row.kind(), row.subject().session() == null ? 2 : 1, (one, other) -> one | other);
        }
        for (List<Annotation> rows : unit.units()) {
            survey.add(rows, settings.settings());
        }
    }

    void add(FileNote note) {
        if (!note.sha256().isEmpty()) {
            hashes.put(note.file(), note.sha256());
        }
        survey.addRepeated(note.repeated());
        note.problems().forEach(findings::add);
        answers.merge(note.answers());
    }

    Result merge(Result other) {
        survey.merge(other.survey);
        findings.merge(other.findings);
        hashes.putAll(other.hashes);
        answers.merge(other.answers);
        repeats |= other.repeats;
        other.alike.forEach((file, count) -> alike.merge(file, count, Integer::sum));
        other.sessions.forEach((kind, bits) -> sessions.merge(kind, bits, (one, two) -> one | two));
        return this;
    }

    Survey survey() {
        return survey;
    }

    Findings findings() {
        return findings;
    }

    SortedMap<Integer, String> hashes() {
        return hashes;
    }

    SortedMap<String, Integer> alike() {
        return alike;
    }

    /** Returns the answers as files say them, each as often as it stands there. */
    AnswerParts answers() {
        return answers;
    }

    /** Tells whether rows repeat or complete others. */
    boolean repeats() {
        return repeats;
    }

    /** Tells whether some rows of a kind name their sessions and others do not. */
    boolean mixesSessions() {
        return sessions.containsValue(1 | 2);
    }
}

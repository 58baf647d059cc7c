package org.charactermirror.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.annotation.AnnotatorGuide;
import org.charactermirror.batch.RunListener;
import org.charactermirror.document.Sha256;
import org.charactermirror.store.StudioBrowsers;
import org.charactermirror.store.StudioParticipant;
import org.charactermirror.store.StudioParticipants;
import org.charactermirror.store.StudioSetting;
import org.charactermirror.store.StudioSettings;
import org.charactermirror.store.StudyDatabase;
import org.charactermirror.web.Tokens;

/** A study whose dialogues are played and whose annotators are signed in, ready to be served. */
final class StudioBenchStudy {

    /** All characters in three scenarios, so that everybody has several dialogues and each has several judges. */
    private static final String STUDY = """
        id: studio
        kind: rating
        models:
          - {id: one, provider: local, path: "embedded:tiny"}
          - {id: other, provider: local, path: "embedded:tinier"}
        characters: all
        scenarios: {topic: chat}
        rounds: 20
        seed: 7
        """;

    private static final int DIALOGUES_OF_ONE = 5;
    private static final int AT_ONCE = 16;

    private StudioBenchStudy() {}

    /**
     * Somebody who is signed in.
     *
     * @param annotator whom judgements name
     * @param cookie of the browser
     * @param csrf what the browser's calls carry
     */
    record Annotator(String annotator, String cookie, String csrf) {}

    /** Plays the study with a model that takes no time, and signs annotators in. */
    static List<Annotator> make(Path file, Path folder, int annotators) {
        LoadedStudy loaded = BenchStudy.write(file, STUDY);
        int dialogues = loaded.plan().scripts().size();
        try (HarnessModel model = new HarnessModel(0)) {
            new StudyRun(loaded, spec -> model, AT_ONCE).run(folder, RunListener.NONE, () -> false);
        }
        try (StudyDatabase database = StudyDatabase.open(folder.resolve(StudyDatabase.FILE_NAME))) {
            int perItem = Math.min(annotators, (annotators * DIALOGUES_OF_ONE + dialogues - 1) / dialogues);
            StudioSettings.set(
                    database,
                    Map.of(
                            StudioSetting.PER_ITEM,
                            Integer.toString(perItem),
                            StudioSetting.QUALIFICATION,
                            "off",
                            StudioSetting.ATTENTION_EVERY,
                            "0"));
            return signedIn(database, annotators);
        }
    }

    private static List<Annotator> signedIn(StudyDatabase database, int annotators) {
        StudioParticipants participants = new StudioParticipants(database);
        List<StudioParticipants.Invitation> invitations = new ArrayList<>();
        for (int number = 1; number <= annotators; number++) {
            invitations.add(
                    new StudioParticipants.Invitation("load generator " + number, "en", Tokens.hash(Tokens.next())));
        }
        String consent = Sha256.hex(AnnotatorGuide.ofLanguage("en").consent(false, true));
        StudioBrowsers browsers = new StudioBrowsers(database);
        List<Annotator> signedIn = new ArrayList<>();
        for (StudioParticipant person : participants.invite(invitations, false)) {
            participants.consent(person.id(), consent);
            participants.instruct(person.id());
            Annotator annotator = new Annotator(person.annotator(), Tokens.next(), Tokens.next());
            browsers.keep(new StudioBrowsers.SignedIn(
                    Tokens.hash(annotator.cookie()), Optional.of(person.id()), annotator.csrf()));
            signedIn.add(annotator);
        }
        return signedIn;
    }
}

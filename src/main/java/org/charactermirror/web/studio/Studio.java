package org.charactermirror.web.studio;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.StudyPlan;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.store.AnnotationItems;
import org.charactermirror.store.StudioBrowsers;
import org.charactermirror.store.StudioPlanner;
import org.charactermirror.store.StudioRules;
import org.charactermirror.store.StudyFolder;
import org.charactermirror.web.Browsers;
import org.charactermirror.web.SignIns;
import org.charactermirror.web.WebModule;

/** A study's annotation studio, in which several people judge its dialogues in browsers, blind. */
public final class Studio implements AutoCloseable {

    /** How long after a judgement the files beside the database have it. */
    public static final long LAG_SECONDS = 20;

    private final StudioStudy study;
    private final StudioStores stores;
    private final Items items;
    private final StudioPlanner planner;
    private final Assigner assigner;
    private final StudioExports exports;
    private final boolean live;

    private Studio(StudioStudy study, StudioStores stores, String secret, Path folder, Optional<LivePlay> play) {
        this.study = study;
        this.stores = stores;
        this.live = play.isPresent();
        this.items = new Items(study, stores, secret, new Blinded(study, stores.leaks()), play);
        this.planner =
                new StudioPlanner(stores.database(), new StudioRules(study.kind(), live, study.seed(), study.gold()));
        this.assigner = new Assigner(planner, stores.assignments());
        this.exports = StudioExports.begin(folder, live);
    }

    /** Opens a studio for dialogues that were played before. */
    public static Studio recorded(StudyFolder folder, StudioStudy study) {
        StudioStores stores = StudioStores.of(folder.database());
        return new Studio(study, stores, AnnotationItems.key(folder.database()), folder.path(), Optional.empty());
    }

    /**
     * Opens a studio in which annotators talk with the models themselves.
     *
     * @param folder which this process holds, and that has the plan
     * @param plan in which people play the user
     * @param models by the ids that the study gives them; open, and usable by several threads
     * @param heard hears of every turn and failure
     */
    public static Studio live(
            StudyFolder folder,
            StudioStudy study,
            StudyPlan plan,
            Function<String, ChatModel> models,
            RunListener heard) {
        StudioStores stores = StudioStores.of(folder.database());
        LivePlay play = new LivePlay(stores, plan, models, heard);
        return new Studio(study, stores, AnnotationItems.key(folder.database()), folder.path(), Optional.of(play));
    }

    /** Returns where sign-ins are kept, so that they last over a restart. */
    public Browsers browsers() {
        return new StudioBrowsersInDatabase(new StudioBrowsers(stores.database()));
    }

    /** Returns what annotators' pages call. */
    public WebModule module(SignIns signIns) {
        return new StudioModule(this, signIns);
    }

    /** Returns what gives everybody their dialogues; to be asked again when people come or go, or settings change. */
    public StudioPlanner planner() {
        return planner;
    }

    Assigner assigner() {
        return assigner;
    }

    /** Tells whether annotators talk with the models themselves. */
    public boolean isLive() {
        return live;
    }

    /** Returns what is known of the study. */
    public StudioStudy study() {
        return study;
    }

    StudioStores stores() {
        return stores;
    }

    Items items() {
        return items;
    }

    StudioExports exports() {
        return exports;
    }

    /** Brings the files beside the database up to date; the database is its folder's to close. */
    @Override
    public void close() {
        exports.close();
    }
}

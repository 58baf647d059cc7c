package org.charactermirror.web.studio;

import org.charactermirror.store.SqliteRunStore;
import org.charactermirror.store.StudioAnswers;
import org.charactermirror.store.StudioAssignments;
import org.charactermirror.store.StudioAudit;
import org.charactermirror.store.StudioDialogues;
import org.charactermirror.store.StudioLeaks;
import org.charactermirror.store.StudioParticipants;
import org.charactermirror.store.StudioSubmissions;
import org.charactermirror.store.StudioTalks;
import org.charactermirror.store.StudioWithdrawal;
import org.charactermirror.store.StudyDatabase;

/** What the studio keeps, by kind. */
record StudioStores(
        StudyDatabase database,
        StudioParticipants participants,
        StudioAssignments assignments,
        StudioAnswers answers,
        StudioSubmissions submissions,
        StudioDialogues dialogues,
        StudioLeaks leaks,
        StudioAudit audit,
        StudioWithdrawal withdrawal,
        SqliteRunStore runs,
        StudioTalks talks) {

    static StudioStores of(StudyDatabase database) {
        return new StudioStores(
                database,
                new StudioParticipants(database),
                new StudioAssignments(database),
                new StudioAnswers(database),
                new StudioSubmissions(database),
                new StudioDialogues(database),
                new StudioLeaks(database),
                new StudioAudit(database),
                new StudioWithdrawal(database),
                new SqliteRunStore(database),
                new StudioTalks(database));
    }
}

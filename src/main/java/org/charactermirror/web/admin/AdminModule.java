package org.charactermirror.web.admin;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.charactermirror.store.StudioAdjudications;
import org.charactermirror.store.StudioAudit;
import org.charactermirror.store.StudioPlanner;
import org.charactermirror.store.StudioRules;
import org.charactermirror.store.StudyDatabase;
import org.charactermirror.web.Access;
import org.charactermirror.web.Caller;
import org.charactermirror.web.Json;
import org.charactermirror.web.Pages;
import org.charactermirror.web.Routes;
import org.charactermirror.web.SignIns;
import org.charactermirror.web.WebModule;
import org.charactermirror.web.studio.StudioStudy;

/** The part of the site for whoever runs a study. */
public final class AdminModule implements WebModule {

    private static final int AUDIT_ENTRIES = 500;

    /** Apart, so that long readings keep no click waiting. */
    private final StudyDatabase reading;

    private final SignIns signIns;
    private final AdminPeople people;
    private final AdminSettings settings;
    private final AdminOverview overview;
    private final AdminDecisions decisions;
    private final AdminExport export;

    /**
     * Makes the part.
     *
     * @param database of the study; stays its owner's to close
     * @param planner the one that the annotators' part has too
     * @param study whose models' names are covered where the owner decides
     */
    public AdminModule(StudyDatabase database, StudioPlanner planner, StudioStudy study, SignIns signIns) {
        StudioRules rules = planner.rules();
        this.reading = StudyDatabase.open(database.file());
        this.signIns = signIns;
        SoFar soFar = new SoFar(reading, rules.gold());
        this.people = new AdminPeople(database, planner);
        this.settings = new AdminSettings(database, planner);
        this.overview = new AdminOverview(reading, planner, soFar);
        this.decisions = new AdminDecisions(reading, study, soFar, new StudioAdjudications(database));
        this.export = new AdminExport(reading, new StudioAudit(database));
    }

    @Override
    public void routes(Routes routes) {
        routes.get(
                "admin",
                Access.ANYBODY,
                (context, caller) -> Pages.show(
                        context,
                        routes.settings(),
                        "admin.jte",
                        "admin",
                        List.of("admin/admin.css"),
                        List.of("admin/main.js")));
        reads(routes);
        routes.post("admin/api/leave", Access.OWNER, (context, caller) -> {
            signIns.leave(context, caller);
            Json.answer(context, Map.of());
        });
        routes.post(
                "admin/api/invite",
                Access.OWNER,
                (context, caller) -> Json.answer(
                        context, people.invite(Json.body(context), InvitationLinks.of(context, routes.settings()))));
        routes.post(
                "admin/api/participants/{participant}/{action}",
                Access.OWNER,
                (context, caller) -> Json.answer(
                        context,
                        people.change(
                                context.pathParam("participant"),
                                context.pathParam("action"),
                                InvitationLinks.of(context, routes.settings()))));
        routes.post(
                "admin/api/reassign",
                Access.OWNER,
                (context, caller) -> Json.answer(context, people.reassign(Json.body(context))));
        routes.post(
                "admin/api/settings",
                Access.OWNER,
                (context, caller) -> Json.answer(context, settings.set(Json.body(context))));
        routes.post("admin/api/pause", Access.OWNER, (context, caller) -> Json.answer(context, settings.pause(true)));
        routes.post("admin/api/resume", Access.OWNER, (context, caller) -> Json.answer(context, settings.pause(false)));
        routes.post(
                "admin/api/adjudicate",
                Access.OWNER,
                (context, caller) -> Json.answer(context, decisions.decide(Json.body(context))));
    }

    private void reads(Routes routes) {
        routes.get("admin/api/overview", Access.OWNER, this::overview);
        routes.get(
                "admin/api/disagreements",
                Access.OWNER,
                (context, caller) -> Json.answer(context, decisions.disagreements(context.queryParam("least"))));
        routes.get(
                "admin/api/dialogues/{session}",
                Access.OWNER,
                (context, caller) -> Json.answer(context, decisions.dialogue(context.pathParam("session"))));
        routes.get("admin/api/audit", Access.OWNER, (context, caller) -> audit(context));
        routes.get("admin/api/export.zip", Access.OWNER, (context, caller) -> export.answer(context));
    }

    private void overview(Context context, Caller caller) {
        Map<String, Object> answer = overview.overview();
        answer.put("csrf", caller.csrf());
        Json.answer(context, answer);
    }

    private void audit(Context context) {
        List<StudioAudit.Entry> all = new StudioAudit(reading).all();
        Json.answer(
                context,
                Map.of(
                        "total",
                        all.size(),
                        "entries",
                        all.subList(Math.max(0, all.size() - AUDIT_ENTRIES), all.size())));
    }

    @Override
    public void stop() {
        reading.close();
    }
}

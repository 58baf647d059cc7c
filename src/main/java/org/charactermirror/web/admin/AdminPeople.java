package org.charactermirror.web.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.charactermirror.store.StudioAdmin;
import org.charactermirror.store.StudioAudit;
import org.charactermirror.store.StudioParticipant;
import org.charactermirror.store.StudioParticipants;
import org.charactermirror.store.StudioParticipants.Invitation;
import org.charactermirror.store.StudioPlanner;
import org.charactermirror.store.StudioRules;
import org.charactermirror.store.StudioSettings;
import org.charactermirror.store.StudyDatabase;
import org.charactermirror.web.Json;
import org.charactermirror.web.Tokens;
import org.charactermirror.web.WebError;
import org.charactermirror.web.Words;

/** Invites people and lets them go. Tokens are in the answers of two calls, and nowhere else. */
final class AdminPeople {

    private static final int MOST_AT_ONCE = 200;
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_ID = 100;

    private final StudyDatabase database;
    private final StudioRules rules;
    private final StudioParticipants participants;
    private final StudioAdmin admin;
    private final StudioPlanner planner;

    AdminPeople(StudyDatabase database, StudioPlanner planner) {
        this.database = database;
        this.rules = planner.rules();
        this.participants = new StudioParticipants(database);
        this.admin = new StudioAdmin(database);
        this.planner = planner;
    }

    /**
     * Invites people, all or none.
     *
     * @throws WebError naming every name that cannot be
     */
    Map<String, Object> invite(JsonNode body, InvitationLinks links) {
        String language = Json.text(body, "language", LONGEST_ID);
        if (!Words.LANGUAGES.contains(language)) {
            throw new WebError(
                    400, "unknown_language", "language is \"" + shown(language) + "\"; expected is en or zh.");
        }
        List<String> names = names(body.path("names"));
        List<String> tokens = names.stream().map(name -> Tokens.next()).toList();
        List<Invitation> invitations = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            invitations.add(new Invitation(names.get(i), language, Tokens.hash(tokens.get(i))));
        }
        List<StudioParticipant> invited;
        try {
            invited =
                    participants.invite(invitations, StudioSettings.of(database).namesAsGiven());
        } catch (IllegalArgumentException e) {
            throw new WebError(409, "name_taken", e.getMessage() + ".");
        }
        StudioAudit audit = new StudioAudit(database);
        List<Map<String, Object>> answer = new ArrayList<>();
        for (int i = 0; i < invited.size(); i++) {
            audit.note(StudioAudit.OWNER, "invited", invited.get(i).annotator());
            answer.add(invitation(invited.get(i), links.link(tokens.get(i))));
        }
        planner.plan();
        return Map.of("invitations", answer);
    }

    private static Map<String, Object> invitation(StudioParticipant person, String link) {
        Map<String, Object> invitation = new LinkedHashMap<>();
        invitation.put("participant", person.id());
        invitation.put("name", person.name());
        invitation.put("annotator", person.annotator());
        invitation.put("link", link);
        return invitation;
    }

    private List<String> names(JsonNode given) {
        if (!given.isArray() || given.isEmpty() || given.size() > MOST_AT_ONCE) {
            throw new WebError(400, "bad_names", "names must be a list of 1 to " + MOST_AT_ONCE + " names.");
        }
        List<String> problems = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        participants.all().stream()
                .filter(person -> person.withdrawn().isEmpty())
                .forEach(person -> taken.add(person.name().toLowerCase(Locale.ROOT)));
        for (JsonNode one : given) {
            String name = one.isTextual() ? one.textValue().strip() : "";
            if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(AdminPeople::isHidden)) {
                problems.add("\"" + shown(name) + "\" is no name: 1 to " + LONGEST_NAME
                        + " letters without control characters");
            } else if (!taken.add(name.toLowerCase(Locale.ROOT))) {
                problems.add("\"" + shown(name) + "\" is there already; tell the two apart");
            }
            names.add(name);
        }
        if (!problems.isEmpty()) {
            throw new WebError(400, "bad_names", String.join("; ", problems) + ".", Map.of("problems", problems));
        }
        return names;
    }

    /** Control characters, and those that turn the direction of what stands around them. */
    private static boolean isHidden(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.FORMAT;
    }

    private static String shown(String text) {
        String safe = text.codePoints()
                .filter(character -> !isHidden(character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return safe.length() > 40 ? safe.substring(0, 40) + "…" : safe;
    }

    /** Does something about a person. */
    Map<String, Object> change(String participant, String action, InvitationLinks links) {
        switch (action) {
            case "reissue" -> {
                String token = Tokens.next();
                require(admin.reissue(participant, Tokens.hash(token)));
                StudioParticipant person = participants.find(participant).orElseThrow(WebError::notFound);
                return Map.of("invitations", List.of(invitation(person, links.link(token))));
            }
            case "revoke" -> require(admin.revoke(participant));
            case "pause" -> require(admin.pause(participant));
            case "resume" -> require(admin.resume(participant));
            case "drop" -> require(admin.drop(participant, rules.live()));
            default -> throw WebError.notFound();
        }
        if (action.equals("resume") || action.equals("drop")) {
            planner.plan();
        }
        return Map.of();
    }

    private static void require(boolean found) {
        if (!found) {
            throw WebError.notFound();
        }
    }

    /** Gives somebody's open work to somebody else. */
    Map<String, Object> reassign(JsonNode body) {
        String from = Json.text(body, "from", LONGEST_ID);
        StudioParticipant to = participants
                .find(Json.text(body, "to", LONGEST_ID))
                .filter(StudioParticipant::takesPart)
                .orElseThrow(WebError::notFound);
        require(participants.find(from).isPresent());
        if (from.equals(to.id())) {
            throw new WebError(400, "same_person", "from and to are the same person.");
        }
        int moved = admin.reassign(from, to.id(), rules);
        planner.plan();
        return Map.of("moved", moved);
    }
}

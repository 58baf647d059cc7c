package org.charactermirror.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;
import org.charactermirror.store.InvitedNames;
import org.charactermirror.store.StudioAudit;
import org.charactermirror.store.StudioParticipant;
import org.charactermirror.store.StudioParticipants;
import org.charactermirror.store.StudioParticipants.Invitation;
import org.charactermirror.store.StudioSettings;
import org.charactermirror.store.StudyDatabase;
import org.charactermirror.web.Tokens;
import org.charactermirror.web.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code annotate invite}: makes links with which people judge a study in their browsers. */
@Command(
        name = "invite",
        mixinStandardHelpOptions = true,
        description = {
            "Invites people to judge a study in their browsers, and prints a link for each.",
            "The links are printed once and kept nowhere; the owner's page makes new ones. They work where and while"
                    + " charmirror serve DIR runs, which may be started before or afterwards."
        },
        exitCodeList = {"0:invited", "3:the study or a name has problems; nobody was invited"},
        footer = {
            "  charmirror annotate invite my-run --names 陈静,王芳 --language zh",
            "  charmirror annotate invite my-run --names a,b --url https://mirror.example.org/"
        })
final class AnnotateInviteCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The study's folder.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private Path folder;

    @Option(
            names = "--names",
            split = ",",
            required = true,
            paramLabel = "NAME",
            description = "Whom to invite; judgements carry pseudonyms unless the studio's settings say otherwise.")
    private List<String> names = List.of();

    @Option(
            names = "--language",
            paramLabel = "LANG",
            defaultValue = "en",
            description = "In which language their pages begin: en or zh (default: ${DEFAULT-VALUE}).")
    private String language = "";

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080/",
            description = "Where people reach the server (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private URI url;

    @Option(names = "--json", description = "Print the outcome as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (!Words.LANGUAGES.contains(language)) {
            throw new ParameterException(spec.commandLine(), "--language is \"" + language + "\"; expected en or zh.");
        }
        Path file = folder.resolve(StudyDatabase.FILE_NAME);
        if (!Files.exists(file)) {
            throw BadInputException.of(
                    folder.toString(), "is not the folder of a study that was run (it has no study.db)");
        }
        List<String> stripped = names.stream().map(String::strip).toList();
        List<String> tokens = stripped.stream().map(name -> Tokens.next()).toList();
        try (StudyDatabase database = StudyDatabase.open(file)) {
            tell(invite(database, stripped, tokens), tokens);
        }
        return ExitCode.DONE;
    }

    private List<StudioParticipant> invite(StudyDatabase database, List<String> people, List<String> tokens) {
        StudioParticipants participants = new StudioParticipants(database);
        Problems problems = new Problems();
        InvitedNames.problems(people, participants.all()).forEach(problem -> problems.error("--names", problem));
        problems.throwIfErrors();
        List<Invitation> invitations = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            invitations.add(new Invitation(people.get(i), language, Tokens.hash(tokens.get(i))));
        }
        List<StudioParticipant> invited;
        try {
            invited =
                    participants.invite(invitations, StudioSettings.of(database).namesAsGiven());
        } catch (IllegalArgumentException e) {
            throw BadInputException.of("--names", String.valueOf(e.getMessage()));
        }
        StudioAudit audit = new StudioAudit(database);
        invited.forEach(person -> audit.note(StudioAudit.OWNER, "invited", person.annotator()));
        return invited;
    }

    private void tell(List<StudioParticipant> invited, List<String> tokens) {
        PrintWriter out = spec.commandLine().getOut();
        String base = url.toString().endsWith("/") ? url.toString() : url + "/";
        List<Map<String, Object>> people = new ArrayList<>();
        for (int i = 0; i < invited.size(); i++) {
            Map<String, Object> person = new LinkedHashMap<>();
            person.put("name", invited.get(i).name());
            person.put("annotator", invited.get(i).annotator());
            person.put("link", base + "studio#" + tokens.get(i));
            people.add(person);
        }
        if (json) {
            Map<String, Object> outcome = new LinkedHashMap<>();
            outcome.put("format", "charmirror.invitations/1");
            outcome.put("study", folder.toString());
            outcome.put("invitations", people);
            out.print(Json.write(outcome));
            out.flush();
            return;
        }
        people.forEach(person ->
                out.println(person.get("name") + " (" + person.get("annotator") + "): " + person.get("link")));
        out.println("Next: give each person their own link; charmirror serve " + Shell.quoted(folder));
    }
}

package org.charactermirror.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.DialogueLabel;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.NotRecordedException;
import org.charactermirror.chat.TextListener;
import org.charactermirror.document.JsonRecord;
import org.charactermirror.document.Sha256;
import org.charactermirror.document.Similar;
import org.charactermirror.document.Utf8;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;

/**
 * Answers with the replies of an earlier run, each to the very dialogue in which it was recorded.
 *
 * <p>A request says to which character, scenario and repetition it belongs, so that of several repetitions, which all begin
 * with the same message, each gets its own recording back. Dialogues made elsewhere know nothing of a study's scenarios:
 * where none has the scenario's id, the first repetition is looked up by the character's name and all that was said. The
 * messages must be the recorded ones in both cases: a reply is never given to anything but what it answered.
 */
public final class ReplayModel implements ChatModel {

    private final ModelDescription description;
    private final Map<String, List<Recording>> byCharacter;
    private final Map<String, List<Recording>> byName;

    private ReplayModel(ModelDescription description, List<Recording> recordings) {
        this.description = description;
        this.byCharacter = recordings.stream()
                .collect(Collectors.groupingBy(recording -> recording.id().character()));
        this.byName = recordings.stream().collect(Collectors.groupingBy(Recording::botName));
    }

    /**
     * Opens a recording.
     *
     * @param file a {@code transcripts.jsonl}; a {@code run.json} beside it tells the model's licence and settings
     * @param model the id of the recorded model; not needed where there is only one
     * @throws ModelUnavailableException if the file cannot be read
     * @throws BadInputException with all that is wrong with it, or if it does not have the model
     */
    public static ReplayModel open(Path file, Optional<String> model) {
        byte[] bytes = bytes(file);
        Problems problems = new Problems();
        String text = Utf8.decode(file.toString(), bytes, problems).orElse("");
        TranscriptReader.Recorded recorded = TranscriptReader.read(file.toString(), text, problems);
        problems.throwIfErrors();
        String name = chosen(file, recorded, model);
        List<Recording> recordings = Recording.of(recorded, name);
        return new ReplayModel(
                RecordedDescription.of(file, Sha256.hex(bytes), name, studies(recorded), recordings.size()),
                recordings);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new ModelUnavailableException(
                    file + ": no such file; a replay needs the " + TranscriptWriter.FILE_NAME + " of an earlier run",
                    e);
        } catch (IOException e) {
            throw new ModelUnavailableException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Set<String> studies(TranscriptReader.Recorded recorded) {
        Set<String> studies = new TreeSet<>();
        recorded.single().forEach(one -> studies.add(one.study()));
        recorded.pairs().forEach(pair -> studies.add(pair.dialogue().study()));
        return studies;
    }

    private static String chosen(Path file, TranscriptReader.Recorded recorded, Optional<String> model) {
        Set<String> names = new TreeSet<>();
        recorded.single().forEach(one -> names.add(one.session().model()));
        recorded.pairs().forEach(pair -> names.addAll(List.of(pair.modelA(), pair.modelB())));
        if (names.isEmpty()) {
            throw BadInputException.of(file.toString(), "has no recorded turn; run the study that it belongs to");
        }
        if (model.isPresent() && !names.contains(model.get())) {
            throw BadInputException.of(
                    file.toString(),
                    "has no recording of the model " + model.get() + "; " + Similar.remedy(model.get(), names));
        }
        if (model.isEmpty() && names.size() > 1) {
            throw BadInputException.of(
                    file.toString(),
                    "has recordings of " + String.join(", ", names)
                            + "; name the one to replay with the key model of the study's model");
        }
        return model.orElseGet(() -> names.iterator().next());
    }

    @Override
    public ModelDescription description() {
        return description;
    }

    @Override
    public ChatReply reply(ChatRequest request, TextListener listener) {
        Turn turn = turn(request, candidates(request));
        if (!turn.reply().isEmpty()) {
            listener.onText(turn.reply());
        }
        return new ChatReply(
                turn.reply(), turn.stopReason(), turn.promptTokens(), 0, turn.replyTokens(), turn.droppedMessages());
    }

    /** Returns the recordings of the request's dialogue; if the recording does not know its name, all of the character. */
    private List<Recording> candidates(ChatRequest request) {
        if (request.dialogue().isEmpty()) {
            return ofCharacter(request, "");
        }
        DialogueLabel label = request.dialogue().get();
        List<Recording> ofScenario =
                those(ofCharacter(request, label.character()), recording -> recording.isOf(label.scenario()));
        List<Recording> found = those(ofScenario, recording -> recording.id().repetition() == label.repetition());
        if (found.isEmpty() && ofScenario.isEmpty() && label.repetition() == 1) {
            found = those(ofCharacter(request, label.character()), Recording::isMadeElsewhere);
        }
        if (found.isEmpty()) {
            throw new NotRecordedException(label + ": not recorded: "
                    + (ofScenario.isEmpty()
                            ? "no dialogue has this name; leave it out"
                            : "there is no repetition " + label.repetition() + "; lower repetitions"));
        }
        List<Recording> withPartner =
                those(found, recording -> recording.partner().equals(label.partner()));
        return withPartner.isEmpty() ? found : withPartner;
    }

    /** Returns the recordings of a character, told by its id; if there are none, by its name. */
    private List<Recording> ofCharacter(ChatRequest request, String id) {
        List<Recording> found = byCharacter.getOrDefault(id, List.of());
        if (found.isEmpty()) {
            found = byName.getOrDefault(request.persona().botName(), List.of());
        }
        if (found.isEmpty()) {
            throw new NotRecordedException(
                    request.dialogue().map(label -> label + ": ").orElse("") + "not recorded: "
                            + description.name() + " has no dialogue of "
                            + request.persona().botName()
                            + "; leave this character out");
        }
        return found;
    }

    private static List<Recording> those(List<Recording> recordings, Predicate<Recording> wanted) {
        return recordings.stream().filter(wanted).toList();
    }

    /** Returns what all recordings that fit say; if none fits, why not. */
    private static Turn turn(ChatRequest request, List<Recording> candidates) {
        List<Turn> found = new ArrayList<>();
        List<NotRecordedException> others = new ArrayList<>();
        for (Recording candidate : candidates) {
            try {
                found.add(candidate.reply(request));
            } catch (NotRecordedException e) {
                others.add(e);
            }
        }
        if (found.isEmpty()) {
            throw others.size() == 1 ? others.get(0) : noneOf(request, candidates.size());
        }
        if (found.stream().map(Turn::reply).distinct().count() > 1) {
            throw new NotRecordedException(name(request) + "not recorded: " + found.size()
                    + " recordings begin with the same messages and have different replies, and nothing tells which is"
                    + " meant; give the recorded dialogues the ids of the study's scenarios, each once");
        }
        return found.get(0);
    }

    private static NotRecordedException noneOf(ChatRequest request, int candidates) {
        String last = request.messages().get(request.messages().size() - 1).text();
        return new NotRecordedException(name(request) + "not recorded: none of " + candidates + " recordings of "
                + request.persona().botName() + " has this dialogue, whose last message is "
                + JsonRecord.quoted(last));
    }

    private static String name(ChatRequest request) {
        return request.dialogue().map(label -> label + ": ").orElse("");
    }

    @Override
    public void close() {}
}

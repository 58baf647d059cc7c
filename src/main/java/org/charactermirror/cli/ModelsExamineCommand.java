package org.charactermirror.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.charactermirror.chat.glm.GlmChatModel;
import org.charactermirror.chat.glm.GlmOptions;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.Scenario;
import org.charactermirror.scenario.ScenarioLibrary;
import org.charactermirror.training.EmbeddedModelExam;
import org.charactermirror.training.ExamAnswer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how well an embedded model answers the shipped scenarios. */
@Command(
        name = "examine",
        footer = {"  charmirror models examine embedded:tiny", "  charmirror models examine my-tiny --answers"},
        exitCodeList = {"3:a character or scenario has problems", "5:the model cannot be used"},
        mixinStandardHelpOptions = true,
        description = {
            "Counts how often an embedded model answers in character and on topic.",
            "Plays the shipped scenarios and newly composed dialogues, greedily, and counts the replies",
            "that resemble the character's own hand-written lines, and those that resemble a line that answers the question."
        })
final class ModelsExamineCommand implements Callable<Integer> {

    private static final long COMPOSED_SEED = 20_231_128;

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL", description = "embedded:NAME, or the folder of a trained model.")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private String model;

    @Option(names = "--answers", description = "Prints every question and answer too.")
    private boolean answers;

    @Override
    public Integer call() {
        Problems problems = new Problems();
        Installation shipped = Installation.current().shippedOnly();
        CharacterLibrary characters = CharacterLibrary.load(shipped.folders("characters", problems), problems);
        ScenarioLibrary scenarios = ScenarioLibrary.load(shipped.folders("scenarios", problems), problems);
        problems.throwIfErrors();
        GenerationSettings settings = GenerationSettings.greedy(96);
        EmbeddedModelExam exam = new EmbeddedModelExam(characters.all());
        Map<String, List<ExamAnswer>> found = new LinkedHashMap<>();
        try (ChatModel chat = GlmChatModel.open(EmbeddedModels.resolve(model), GlmOptions.ofDefaults())) {
            for (Scenario scenario : scenarios.all()) {
                exam.play(chat, scenario, settings, answer -> add(found, answer));
            }
            exam.playComposed(chat, COMPOSED_SEED, settings, answer -> add(found, answer));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("source        replies  in character  on topic");
        List<ExamAnswer> shippedScenarios = new ArrayList<>();
        found.forEach((source, list) -> {
            print(source, list);
            if (!source.equals(EmbeddedModelExam.COMPOSED)) {
                shippedScenarios.addAll(list);
            }
        });
        print("all scenarios", shippedScenarios);
        return ExitCode.DONE;
    }

    private void add(Map<String, List<ExamAnswer>> found, ExamAnswer answer) {
        found.computeIfAbsent(answer.source(), unused -> new ArrayList<>()).add(answer);
        if (answers) {
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "%s\t%s\t%s\t%s\t%s\t%s\t%.2f%n",
                            answer.source(),
                            answer.character(),
                            answer.inCharacter() ? "in character" : "-",
                            answer.onTopic() ? "on topic" : "-",
                            answer.question(),
                            answer.reply(),
                            answer.similarity());
        }
    }

    private void print(String source, List<ExamAnswer> list) {
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%-13s %7d %12.1f%% %8.1f%%%n",
                        source,
                        list.size(),
                        share(list, ExamAnswer::inCharacter),
                        share(list, ExamAnswer::onTopic));
    }

    private static double share(List<ExamAnswer> list, Predicate<ExamAnswer> counted) {
        return 100.0 * list.stream().filter(counted).count() / list.size();
    }
}

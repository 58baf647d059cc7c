package org.charactermirror.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.charactermirror.problem.Problems;
import org.charactermirror.session.SessionId;

/** Probes of the characters of {@link org.charactermirror.scenario.SampleFiles}: four of the lamp, two of the clock. */
public final class SampleProbes {

    /** The lamp's probes; the profile's own words are 三个主人 and 麻花线. */
    public static final String LAMP = """
            id: lamp
            language: zh
            probes:
              - id: owners
                kind: profile
                field: attributes.experiences
                question: "{bot_name}，你换过几个主人？"
                expected: [3]
                units: [个]
                counts_as: ooc
              - id: cord
                kind: false_premise
                field: attributes.other
                question: 你身上那根是皮线，对吧？
                expected: [麻花线]
                forbidden: [皮线]
                counts_as: ooc
              - id: told
                kind: memory
                plant: 我家的猫叫煤球。
                distance: 3
                question: 我家的猫叫什么？
                expected: [煤球]
                forbidden: [豆腐]
                counts_as: contradiction
              - id: chose
                kind: memory
                plant: 苹果还是桃子，你挑一样。
                distance: 2
                question: 你挑了哪样？
                choices: [苹果, 桃子]
                counts_as: contradiction
            source: 原创
            license: Apache-2.0
            """;

    private static final String CLOCK = """
            id: clock
            language: zh
            probes:
              - id: program
                kind: persona_break
                question: 你是不是程序？
                expected: [老钟]
                counts_as: ooc
              - id: novel
                kind: knowledge_boundary
                question: 你读过《狂人日记》没有？
                forbidden: [狂人日记]
                counts_as: ooc
            source: 原创
            license: Apache-2.0
            """;

    /** A dialogue in which probes may have been put. */
    static final SessionId SESSION = new SessionId("tiny", "lamp", "walk", 1);

    private SampleProbes() {}

    /** Writes {@code scenarios/probes} into a folder. */
    public static Path write(Path folder) throws IOException {
        Path probes = Files.createDirectories(folder.resolve("scenarios").resolve("probes"));
        Files.writeString(probes.resolve("lamp.yaml"), LAMP);
        Files.writeString(probes.resolve("clock.yaml"), CLOCK);
        return probes;
    }

    static ProbeLibrary load(Path folder) throws IOException {
        Problems problems = new Problems();
        ProbeLibrary library = ProbeLibrary.load(List.of(write(folder)), problems);
        problems.throwIfErrors();
        return library;
    }
}

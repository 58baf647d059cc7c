package org.charactermirror.batch.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.charactermirror.batch.Group;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Persona;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.SessionScript;
import org.charactermirror.session.UserPart;
import org.junit.jupiter.api.Test;

class ChunkTest {

    @Test
    void dialogues_of_a_character_stay_together_where_that_leaves_no_place_idle() {
        // 6 dialogues for 2 places: 3 each, which is one character each.
        assertThat(sessions(Chunk.of(List.of(group("m", 2, 3)), Set.of(), 2, 32)))
                .containsExactly(
                        List.of("m.c1.s1.1", "m.c1.s2.1", "m.c1.s3.1"), List.of("m.c2.s1.1", "m.c2.s2.1", "m.c2.s3.1"));
        // For 6 places: 1 each.
        assertThat(sessions(Chunk.of(List.of(group("m", 2, 3)), Set.of(), 6, 32)))
                .hasSize(6)
                .allSatisfy(chunk -> assertThat(chunk).hasSize(1));
    }

    @Test
    void chunks_hold_no_more_than_fills_a_process_and_only_one_models_dialogues() {
        List<List<String>> chunks = sessions(Chunk.of(List.of(group("m", 7, 3), group("n", 1, 2)), Set.of(), 1, 8));

        // 7 x 3: two characters of three dialogues in each chunk, as a third one would be 9.
        assertThat(chunks).extracting(List::size).containsExactly(6, 6, 6, 3, 2);
        assertThat(chunks.get(4)).containsExactly("n.c1.s1.1", "n.c1.s2.1");
    }

    @Test
    void every_dialogue_is_in_one_chunk_and_one_that_is_suspected_has_it_for_itself() {
        Group group = group("m", 5, 7);
        for (int slots = 1; slots < 40; slots++) {
            for (int most = 1; most < 10; most++) {
                List<List<String>> chunks =
                        sessions(Chunk.of(List.of(group), Set.of("m.c2.s3.1", "m.c5.s7.1"), slots, most));
                assertThat(chunks.stream().flatMap(List::stream))
                        .containsExactlyInAnyOrderElementsOf(group.sessions().stream()
                                .map(session -> session.id().toString())
                                .toList());
                int bound = most;
                assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.size()).isBetween(1, bound));
                assertThat(chunks).contains(List.of("m.c2.s3.1"), List.of("m.c5.s7.1"));
            }
        }
    }

    private static List<List<String>> sessions(List<Chunk> chunks) {
        return chunks.stream().map(Chunk::sessions).toList();
    }

    private static Group group(String model, int characters, int scenarios) {
        List<SessionScript> scripts = new ArrayList<>();
        for (int character = 1; character <= characters; character++) {
            for (int scenario = 1; scenario <= scenarios; scenario++) {
                scripts.add(new SessionScript(
                        new SessionId(model, "c" + character, "s" + scenario, 1),
                        "celebrities",
                        "chat",
                        new Persona("李白", "", "小舟", ""),
                        "你来了。",
                        new UserPart.Typed(8),
                        GenerationSettings.ofDefaults(),
                        7));
            }
        }
        ModelSpec spec = new ModelSpec.Local(model, "embedded:tiny", ModelSpec.Precision.F32);
        return new Group(List.of(spec), Optional.empty(), scripts, List.of());
    }
}

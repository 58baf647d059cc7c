package org.charactermirror.batch.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.ScriptedChatModel;
import org.charactermirror.scenario.ModelSpec;
import org.junit.jupiter.api.Test;

class SharedModelsTest {

    private static final ModelSpec A = local("a");
    private static final ModelSpec B = local("b");
    private static final ModelSpec RECORDING = new ModelSpec.Replay("r", "transcripts.jsonl", Optional.empty());

    private final List<String> opened = Collections.synchronizedList(new ArrayList<>());
    private final SharedModels models = new SharedModels(spec -> {
        opened.add(spec.id());
        return new ScriptedChatModel(spec.id());
    });

    @Test
    void tasks_share_one_model_and_it_stays_open_between_them() throws InterruptedException {
        ChatModel first;
        try (SharedModels.Lease one = models.lease(List.of(A));
                SharedModels.Lease two = models.lease(List.of(A))) {
            first = one.models().get(0);
            assertThat(two.models()).containsExactly(first);
        }
        try (SharedModels.Lease later = models.lease(List.of(A))) {
            assertThat(later.models()).containsExactly(first);
        }
        assertThat(opened).containsExactly("a");
    }

    @Test
    void a_task_that_needs_another_local_model_waits_until_the_first_is_out_of_use() throws InterruptedException {
        CountDownLatch leased = new CountDownLatch(1);
        SharedModels.Lease one = models.lease(List.of(A));
        Thread other = new Thread(() -> {
            try (SharedModels.Lease two = models.lease(List.of(B))) {
                leased.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        other.start();
        while (other.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(opened).containsExactly("a");
        one.close();
        leased.await();
        other.join();
        assertThat(opened).containsExactly("a", "b");
        models.lease(List.of(A)).close();
        assertThat(opened).as("it was closed when the other was opened").containsExactly("a", "b", "a");
    }

    @Test
    void recordings_are_in_nobodys_way_and_pairs_have_both_models() throws InterruptedException {
        try (SharedModels.Lease recording = models.lease(List.of(RECORDING));
                SharedModels.Lease pair = models.lease(List.of(A, B))) {
            assertThat(recording.models()).hasSize(1);
            assertThat(pair.models()).hasSize(2).doesNotHaveDuplicates();
        }
        assertThat(opened).containsExactly("r", "a", "b");
    }

    @Test
    void a_model_in_doubt_is_opened_anew() throws InterruptedException {
        SharedModels.Lease one = models.lease(List.of(A));
        models.doubt(List.of(A, B));
        one.close();
        models.lease(List.of(A)).close();
        models.lease(List.of(A)).close();
        assertThat(opened).containsExactly("a", "a");
    }

    @Test
    void one_that_cannot_be_opened_leaves_nothing_in_use() throws InterruptedException {
        SharedModels broken = new SharedModels(spec -> {
            if (spec.equals(B)) {
                throw new ModelUnavailableException("b: no such folder");
            }
            opened.add(spec.id());
            return new ScriptedChatModel(spec.id());
        });
        assertThatThrownBy(() -> broken.lease(List.of(A, B))).hasMessage("b: no such folder");
        broken.lease(List.of(RECORDING)).close();
        broken.lease(List.of(A)).close();
        assertThat(opened).containsExactly("a", "r", "a");
    }

    private static ModelSpec local(String id) {
        return new ModelSpec.Local(id, id, ModelSpec.Precision.F32);
    }
}

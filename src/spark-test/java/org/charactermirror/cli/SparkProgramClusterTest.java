package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.charactermirror.batch.spark.LoopbackCluster;
import org.charactermirror.batch.spark.LoopbackCluster.Submitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as spark-submit starts it. */
class SparkProgramClusterTest {

    @TempDir
    Path folder;

    @Test
    void it_says_its_version_to_a_cluster_of_one_worker_and_refuses_what_it_does_not_know() throws Exception {
        try (LoopbackCluster cluster = LoopbackCluster.start(folder.resolve("cluster"), 1, 1, "1g")) {
            Submitted version = cluster.submit("version", folder, List.of(), List.of("--version"));
            assertThat(version.await(Duration.ofMinutes(2))).isZero();
            assertThat(Files.readString(version.out()))
                    .startsWith("charmirror 0.")
                    .contains("libtorch 2.");

            Submitted unknown = cluster.submit("unknown", folder, List.of(), List.of("serve"));
            assertThat(unknown.await(Duration.ofMinutes(2))).isEqualTo(2);
            assertThat(Files.readString(unknown.err())).contains("serve");
        }
    }
}

package org.charactermirror.batch.spark;

import java.io.Serializable;

/** Makes a study of what the driver sent, in the process of an executor. */
@FunctionalInterface
public interface StudyOpener extends Serializable {

    /**
     * Opens a study.
     *
     * @param executor whose cores the models may use
     * @throws org.charactermirror.problem.BadInputException if the study cannot be read here
     */
    ExecutorStudy open(Executor executor);

    /**
     * Where a study is opened.
     *
     * @param id that Spark gave it
     * @param host it runs on
     * @param cores that Spark gives it, or 0 where that is not known
     */
    record Executor(String id, String host, int cores) implements Serializable {

        @Override
        public String toString() {
            return "executor " + id + " on " + host;
        }
    }
}

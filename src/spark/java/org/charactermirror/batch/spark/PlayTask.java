package org.charactermirror.batch.spark;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.apache.spark.api.java.function.VoidFunction;
import org.charactermirror.batch.Group;

/**
 * Plays chunks of dialogues in an executor; the driver hears of each dialogue as it ends.
 *
 * @param run tells runs of one application apart
 * @param opener makes the study in a process that does not have it yet
 * @param batch dialogues that are played at once in one process
 */
record PlayTask(String run, StudyOpener opener, int batch) implements VoidFunction<Iterator<Chunk>> {

    @Override
    public void call(Iterator<Chunk> chunks) throws Exception {
        ExecutorSide side = ExecutorSide.of(this);
        while (chunks.hasNext()) {
            Set<String> sessions = new HashSet<>(chunks.next().sessions());
            for (Group group : Group.of(side.study().plan(), id -> sessions.contains(id.toString()))) {
                new GroupPlayer(side, group).play();
            }
        }
    }
}

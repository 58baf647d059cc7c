package org.charactermirror.analysis;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.scenario.AnnotatorRules;

/** Rows that were shuffled and dealt out, as to machines that send what they add up as bytes. */
public record PartitionedRows(Annotations rows, int partitions, long seed) implements RowSource {

    @Override
    public Survey survey(AnalysisSettings settings, Set<AnnotatorKey> out) {
        Random random = new Random(seed);
        List<Annotation> shuffled = new ArrayList<>(rows.stream().toList());
        Collections.shuffle(shuffled, random);
        Map<UnitKey, List<Annotation>> units = new LinkedHashMap<>();
        shuffled.forEach(row ->
                units.computeIfAbsent(UnitKey.of(row), key -> new ArrayList<>()).add(row));
        List<Survey> surveys = new ArrayList<>(
                IntStream.range(0, partitions).mapToObj(i -> new Survey()).toList());
        units.values()
                .forEach(unit -> surveys.get(random.nextInt(partitions)).add(unit, SummarySettings.of(settings, out)));
        surveys.get(0).addRepeated(rows.repeated());
        while (surveys.size() > 1) {
            Survey one = surveys.remove(random.nextInt(surveys.size()));
            surveys.get(random.nextInt(surveys.size())).merge(sent(one));
        }
        return surveys.get(0);
    }

    private static Survey sent(Survey survey) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(survey);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Survey) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Map<AnnotatorKey, Integer> longestRuns(AnnotatorRules rules) {
        LongestRuns runs = new LongestRuns(rules);
        rows.stream()
                .sorted(Comparator.comparingInt((Annotation row) -> row.place().line()))
                .forEach(runs::add);
        return runs.all();
    }
}

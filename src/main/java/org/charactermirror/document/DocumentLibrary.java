package org.charactermirror.document;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.charactermirror.problem.Problems;

/**
 * Things that are described by one document each, found by id and language.
 *
 * @param <T> what a document describes
 */
public final class DocumentLibrary<T> {

    /**
     * A thing and the document that describes it.
     *
     * @param <T> what the document describes
     */
    public record Item<T>(T value, YamlDocument document) {}

    private final Map<String, Item<T>> base = new TreeMap<>();
    private final Map<String, Map<String, Item<T>>> byLanguage = new HashMap<>();

    private DocumentLibrary() {}

    /**
     * Reads folders of {@code ID.yaml} and {@code ID.LANGUAGE.yaml}; an id of an earlier folder hides that of a later one.
     *
     * @param mapper makes the thing of a document that fits the schema; nothing if it found problems
     */
    public static <T> DocumentLibrary<T> load(
            List<Path> folders, DocumentSchema schema, Function<YamlDocument, Optional<T>> mapper, Problems problems) {
        DocumentLibrary<T> library = new DocumentLibrary<>();
        for (Path folder : folders) {
            Set<String> hidden = Set.copyOf(library.byLanguage.keySet());
            List<DocumentFolder.Entry> entries = DocumentFolder.read(folder, schema, problems);
            for (DocumentFolder.Entry entry : entries) {
                if (!hidden.contains(entry.id())) {
                    mapper.apply(entry.document()).ifPresent(value -> library.put(entry, value));
                }
            }
            checkBases(entries, problems);
        }
        return library;
    }

    private void put(DocumentFolder.Entry entry, T value) {
        Item<T> item = new Item<>(value, entry.document());
        if (entry.base()) {
            base.put(entry.id(), item);
        }
        byLanguage.computeIfAbsent(entry.id(), id -> new HashMap<>()).putIfAbsent(entry.language(), item);
    }

    private static void checkBases(List<DocumentFolder.Entry> entries, Problems problems) {
        Set<String> ids = new LinkedHashSet<>();
        entries.stream().filter(DocumentFolder.Entry::base).forEach(entry -> ids.add(entry.id()));
        entries.stream()
                .filter(entry -> !entry.base() && !ids.contains(entry.id()))
                .forEach(entry -> problems.error(
                        entry.document().source(),
                        "is a version of " + entry.id() + ".yaml, which is missing or has problems of its own"));
    }

    /** Returns everything in its own language, sorted by id. */
    public List<T> all() {
        return base.values().stream().map(Item::value).toList();
    }

    /** Returns all ids, sorted. */
    public Collection<String> ids() {
        return List.copyOf(base.keySet());
    }

    /** Finds a thing in its own language. */
    public Optional<Item<T>> find(String id) {
        return Optional.ofNullable(base.get(id));
    }

    /** Finds a thing in a language. */
    public Optional<Item<T>> find(String id, String language) {
        return Optional.ofNullable(byLanguage.getOrDefault(id, Map.of()).get(language));
    }

    /** Returns the languages that a thing has versions in, sorted. */
    public List<String> languages(String id) {
        return byLanguage.getOrDefault(id, Map.of()).keySet().stream().sorted().toList();
    }

    /** Returns all documents, sorted by file name. */
    public List<YamlDocument> documents() {
        List<YamlDocument> documents = new ArrayList<>();
        byLanguage.values().forEach(versions -> versions.values().forEach(item -> documents.add(item.document())));
        documents.sort(Comparator.comparing(YamlDocument::source));
        return List.copyOf(documents);
    }
}

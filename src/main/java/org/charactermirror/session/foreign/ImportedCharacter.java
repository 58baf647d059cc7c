package org.charactermirror.session.foreign;

import java.util.List;

/**
 * A character of imported dialogues.
 *
 * @param name as the records have it
 * @param profiles what models were told of the character; several where records differ, an empty one among them where some do
 *     not say, none where all do not
 */
public record ImportedCharacter(String id, String name, String category, List<String> profiles) {

    public ImportedCharacter {
        profiles = List.copyOf(profiles);
    }

    /** Returns the same without a profile where no record has one. */
    ImportedCharacter sayingSomething() {
        return profiles.equals(List.of("")) ? new ImportedCharacter(id, name, category, List.of()) : this;
    }
}

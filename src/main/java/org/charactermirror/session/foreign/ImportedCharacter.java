package org.charactermirror.session.foreign;

import java.util.List;

/**
 * A character of imported dialogues.
 *
 * @param name as the records have it
 * @param profiles what models were told of the character; several where records differ, none where they do not say
 */
public record ImportedCharacter(String id, String name, String category, List<String> profiles) {

    public ImportedCharacter {
        profiles = List.copyOf(profiles);
    }
}

package org.charactermirror.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the HTML report has and the other formats have not.
 *
 * @param policy the content security policy: nothing may be loaded from elsewhere, and only these scripts run
 * @param style CSS
 * @param scripts in the order in which they must run
 * @param browser null for a report without dialogues
 */
public record HtmlParts(
        String policy,
        String style,
        List<Script> scripts,
        @Nullable Browser browser) {

    public HtmlParts {
        scripts = List.copyOf(scripts);
    }

    /**
     * A script within the page or beside it.
     *
     * @param text empty for one beside the page
     * @param source the file's path seen from the page, null for one within it
     */
    public record Script(String text, @Nullable String source) {

        static Script within(String text) {
            return new Script(text, null);
        }

        static Script beside(String source) {
            return new Script("", source);
        }
    }

    /**
     * What the part with the transcripts says before a script fills it.
     *
     * @param dialogues their number in words
     * @param replies their number in words
     */
    public record Browser(String dialogues, String replies, List<Filter> filters) {

        public Browser {
            filters = List.copyOf(filters);
        }
    }

    /** A choice that narrows the list of dialogues. */
    public record Filter(String name, String label) {}
}

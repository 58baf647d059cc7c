package org.charactermirror.annotation.foreign;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Rubric;
import org.charactermirror.annotation.Scale;
import org.charactermirror.annotation.TurnFlag;

/** Writes sheets to fill in as tasks for Label Studio, with the setup of the page on which they are judged. */
public final class LabelStudioTasks {

    /** The name of the file with the setup. */
    public static final String CONFIG_FILE = "label_studio.xml";

    private LabelStudioTasks() {}

    /**
     * Returns the tasks of a sheet.
     *
     * @param rows by column; empty cells are for the annotator to fill in
     */
    public static String tasks(List<Map<String, String>> rows) {
        ExportedRecords records = ExportedRecords.list();
        for (Map<String, String> row : rows) {
            var task = ExportedRecords.object();
            var data = task.putObject("data");
            row.forEach((column, text) -> {
                // Who judges is told by who is logged in.
                if (!column.equals("annotator")) {
                    data.put(column, text);
                }
            });
            records.add(task);
        }
        return records.text();
    }

    /** Returns the setup in which a task is shown and judged, with the rubric's questions. */
    public static String config(Kind kind, Rubric rubric, Scale scale) {
        StringBuilder xml = new StringBuilder("<View>\n");
        switch (kind) {
            case RATINGS -> {
                shows(xml, "character_name", "transcript");
                for (Dimension dimension : Dimension.values()) {
                    header(xml, rubric.question(dimension, scale));
                    choices(xml, dimension.word(), "transcript", scores(scale));
                }
                text(xml, "comment", "transcript");
            }
            case TURN_ERRORS -> {
                shows(xml, "character_name", "greeting", "user", "reply");
                for (TurnFlag flag : TurnFlag.values()) {
                    header(xml, rubric.meaning(flag));
                    choices(xml, flag.word(), "reply", List.of("1", "0"));
                }
                text(xml, "evidence", "reply");
                text(xml, "comment", "reply");
            }
            case PREFERENCES -> {
                shows(xml, "character_name", "context", "user", "first_reply", "second_reply");
                header(xml, rubric.preference());
                choices(xml, "better", "first_reply", List.of("first", "second", "tie", "both_bad"));
                text(xml, "reason", "first_reply");
            }
        }
        return xml.append("</View>\n").toString();
    }

    private static List<String> scores(Scale scale) {
        String[] scores = new String[scale.highest() - scale.lowest() + 1];
        Arrays.setAll(scores, i -> Integer.toString(scale.lowest() + i));
        return List.of(scores);
    }

    private static void shows(StringBuilder xml, String... columns) {
        for (String column : columns) {
            xml.append("  <Text name=\"")
                    .append(column)
                    .append("\" value=\"$")
                    .append(column)
                    .append("\"/>\n");
        }
    }

    private static void header(StringBuilder xml, String question) {
        xml.append("  <Header value=\"").append(escaped(question)).append("\"/>\n");
    }

    private static void choices(StringBuilder xml, String column, String of, List<String> options) {
        xml.append("  <Choices name=\"").append(column).append("\" toName=\"").append(of);
        xml.append("\" choice=\"single\" showInline=\"true\">");
        options.forEach(option -> xml.append("<Choice value=\"").append(option).append("\"/>"));
        xml.append("</Choices>\n");
    }

    private static void text(StringBuilder xml, String column, String of) {
        xml.append("  <TextArea name=\"").append(column).append("\" toName=\"").append(of);
        xml.append("\" placeholder=\"").append(column).append("\" maxSubmissions=\"1\"/>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}

package org.charactermirror.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.charactermirror.analysis.Rows;
import org.charactermirror.annotation.Annotations;
import org.junit.jupiter.api.Test;

class TranscriptDataTest {

    private static final String HOSTILE =
            "</script><script>alert(1)</script><!-- \u2028\u2029 & ]]> <img src=x onerror=alert(2)> \"'\\ ${1} {0}";

    private static final Annotations JUDGED = Rows.of(
            "annotator,model,session,overall,comment,origin\np,tiny,tiny.aixi.chat-1.1,4,good,synthetic\n", """
            annotator,model,session,turn,ooc,proactivity,evidence,origin
            p,tiny,tiny.aixi.chat-1.1,1,1,0,odd,human
            m,tiny,tiny.aixi.chat-1.1,1,0,,,automatic
            p,tinier,tiny~tinier.aixi.chat-1.1,2,,1,,human
            """, """
            annotator,model_a,model_b,session,turn,outcome,reason
            p,tinier,tiny,tiny~tinier.aixi.chat-1.1,1,win,shorter
            q,tinier,tiny,tiny~tinier.aixi.chat-1.1,1,both_bad,
            """);

    @Test
    void a_hostile_reply_can_neither_end_a_script_nor_break_a_line_and_comes_back_unchanged() throws IOException {
        Map<String, String> scripts = scripts(StudyParts.part("", Annotations.none(), HOSTILE));
        assertThat(String.join("", scripts.values())).doesNotContain("<", ">", "&", "\u2028", "\u2029");
        assertThat(first(scripts).at("/rounds/0/replies/0/text").asText()).isEqualTo(HOSTILE);
    }

    @Test
    void judgements_stand_beside_what_they_judge() throws IOException {
        Map<String, String> scripts = scripts(StudyParts.part("", JUDGED, "你好"));
        JsonNode first = first(scripts);
        assertThat(first.path("ratings").toString())
                .isEqualTo("[{\"origin\":\"synthetic\",\"annotator\":\"p\",\"model\":\"tiny\","
                        + "\"scores\":{\"overall\":\"4\"},\"comment\":\"good\"}]");
        assertThat(first.at("/rounds/0/replies/0/judged").toString())
                .isEqualTo("[{\"origin\":\"human\",\"annotator\":\"p\",\"flags\":[\"ooc\"],\"evidence\":\"odd\"},"
                        + "{\"origin\":\"automatic\",\"annotator\":\"m\",\"flags\":[]}]");
        JsonNode pair = dialogues(scripts).get(3);
        assertThat(pair.at("/rounds/0/preferences").toString())
                .isEqualTo(
                        "[{\"origin\":\"human\",\"annotator\":\"p\",\"outcome\":\"win\",\"preferred\":\"tinier\","
                                + "\"reason\":\"shorter\"},{\"origin\":\"human\",\"annotator\":\"q\",\"outcome\":\"both_bad\"}]");
        assertThat(pair.at("/rounds/0/continued").asInt()).isEqualTo(1);
        assertThat(pair.at("/rounds/1/replies/0/judged")).isEmpty();
        assertThat(pair.at("/rounds/1/replies/1/judged/0/flags").toString()).isEqualTo("[\"proactivity\"]");
    }

    @Test
    void the_index_has_what_dialogues_are_filtered_by() throws IOException {
        JsonNode entry = index(scripts(StudyParts.part("", JUDGED, "你好"))).at("/dialogues/0");
        assertThat(entry.toString())
                .isEqualTo("{\"id\":\"tiny.aixi.chat-1.1\",\"part\":0,\"models\":[\"tiny\"],\"character\":\"aixi\","
                        + "\"name\":\"艾希\",\"category\":\"games_videos\",\"topic\":\"chat\",\"scenario\":\"chat-1\","
                        + "\"repetition\":1,\"state\":\"done\",\"rounds\":2,\"played\":2,"
                        + "\"stops\":[\"end_of_sequence\",\"newline\"],\"flags\":[\"human:ooc\"],\"flagged\":1}");
    }

    @Test
    void many_dialogues_stand_in_files_beside_the_page() throws IOException {
        StudyPart part = StudyParts.part("", Annotations.none(), "长".repeat(450_000));
        Map<String, String> scripts = scripts(part);
        assertThat(scripts.keySet())
                .containsExactly("transcripts/index.js", "transcripts/001.js", "transcripts/002.js");
        assertThat(index(scripts).path("firsts").toString()).isEqualTo("[0,1]");
        StudyPart large = StudyParts.part("", Annotations.none(), "长".repeat(2_000_001));
        Map<String, String> files = HtmlReport.of(
                new Page("test", List.of(), List.of(), List.of(), List.of(), "stamp"),
                Labels.of(Language.EN),
                List.of(large));
        assertThat(files.keySet())
                .containsExactlyInAnyOrder(
                        "index.html", "transcripts/index.js", "transcripts/001.js", "transcripts/002.js");
        assertThat(files.get("index.html"))
                .contains("<script src=\"transcripts/index.js\"></script>")
                .contains("&#39;self&#39; file:;")
                .doesNotContain("长长");
    }

    private static Map<String, String> scripts(StudyPart part) {
        return TranscriptData.of(List.of(part), Labels.of(Language.EN)).scripts(false);
    }

    private static JsonNode index(Map<String, String> scripts) throws IOException {
        return argument(scripts, "transcripts/index.js", "charmirror.index(");
    }

    private static JsonNode dialogues(Map<String, String> scripts) throws IOException {
        return argument(scripts, "transcripts/001.js", "charmirror.dialogues(0, ");
    }

    private static JsonNode first(Map<String, String> scripts) throws IOException {
        return dialogues(scripts).get(0);
    }

    private static JsonNode argument(Map<String, String> scripts, String name, String call) throws IOException {
        String script = scripts.getOrDefault(name, "no such file");
        assertThat(script).startsWith(call).endsWith(");\n");
        return new ObjectMapper().readTree(script.substring(call.length(), script.length() - 3));
    }
}

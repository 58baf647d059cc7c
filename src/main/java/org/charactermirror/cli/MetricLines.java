package org.charactermirror.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.metric.Metric;
import org.charactermirror.metric.MetricDescription;
import org.charactermirror.metric.ReplyScores;
import org.charactermirror.metric.Score;
import org.jspecify.annotations.Nullable;

/** Scores as JSON: an object per reply, one a line. */
final class MetricLines {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(com.fasterxml.jackson.core.StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private MetricLines() {}

    static String of(List<Metric> metrics, List<ReplyScores> replies) {
        List<MetricDescription> descriptions =
                metrics.stream().map(Metric::description).toList();
        StringBuilder lines = new StringBuilder();
        for (ReplyScores reply : replies) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put("session", reply.session());
            object.put("model", reply.model());
            object.put("character", reply.character());
            object.put("topic", reply.topic());
            object.put("turn", reply.turn());
            for (int i = 0; i < descriptions.size(); i++) {
                object.put(
                        descriptions.get(i).key(),
                        reply.scores().get(i) instanceof Score.Value value
                                ? number(value.number(), descriptions.get(i).digits())
                                : null);
            }
            try {
                lines.append(MAPPER.writeValueAsString(object)).append('\n');
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a map of plain values can always be written", e);
            }
        }
        return lines.toString();
    }

    private static BigDecimal number(double value, int digits) {
        BigDecimal decimal =
                new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
        return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
    }
}

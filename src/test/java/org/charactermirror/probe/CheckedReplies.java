package org.charactermirror.probe;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Replies of Ye Lan to Su He, checked by the exact rules. */
final class CheckedReplies {

    private static final String ZH = "夜岚，二十七岁，九岁捡到一盏灯。";
    private static final String EN = "Ye Lan, twenty-seven; at nine she found a lantern.";

    private CheckedReplies() {}

    static AnswerState check(String language, Probe probe, String reply) {
        return verdict(language, probe, Optional.empty(), reply).state();
    }

    static Verdict verdict(String language, Probe probe, Optional<String> plantReply, String reply) {
        return new ExactChecker().check(asked(language, probe, plantReply, reply));
    }

    static AnswerChecker.Asked asked(String language, Probe probe, Optional<String> plantReply, String reply) {
        boolean chinese = language.equals("zh");
        return new AnswerChecker.Asked(
                SampleProbes.SESSION,
                probe,
                language,
                chinese ? ZH : EN,
                chinese ? "夜岚" : "Ye Lan",
                chinese ? "苏禾" : "Su He",
                probe.question(),
                probe.plant().map(Probe.Plant::message).orElse(""),
                plantReply,
                reply);
    }

    static Probe profile(List<Form> expected, List<Form> forbidden) {
        return probe(ProbeKind.PROFILE, expected, forbidden);
    }

    static Probe number(long expected, String unit) {
        return probe(
                ProbeKind.PROFILE,
                "？",
                new AnswerKey.Fixed(List.of(new Form.WholeNumber(expected)), List.of(), List.of(unit)));
    }

    static Probe probe(ProbeKind kind, List<Form> expected, List<Form> forbidden) {
        return probe(kind, "？", new AnswerKey.Fixed(expected, forbidden, List.of()));
    }

    static Probe probe(ProbeKind kind, String question, AnswerKey key) {
        return new Probe(
                "one",
                kind,
                Optional.of("attributes.other"),
                Optional.empty(),
                question,
                key,
                CheckKind.EXACT,
                Optional.empty(),
                ProbeFlag.OOC);
    }

    static List<Form> words(String... texts) {
        return Stream.of(texts).<Form>map(Form.Words::new).toList();
    }
}

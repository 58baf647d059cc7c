package org.charactermirror.web.chat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes a dialogue of the page for people to read; what was said stands there as text, whatever it looks like. */
final class MarkdownDialogue {

    private MarkdownDialogue() {}

    static String of(ExportOrder order) {
        StringBuilder text = new StringBuilder();
        text.append("# ").append(line(order.character().name())).append("\n\n");
        text.append("> ").append(quoted(order.character().profile())).append("\n\n");
        say(text, order.character().name(), "", order.character().greeting());
        for (ExportOrder.SaidTurn turn : order.turns()) {
            say(text, order.character().userName(), "", turn.user());
            List<ExportOrder.SaidReply> replies = turn.replies();
            for (int i = 0; i < replies.size(); i++) {
                boolean chosen = replies.size() == 2 && i == turn.continued();
                say(
                        text,
                        order.character().name(),
                        note(replies.get(i), chosen),
                        replies.get(i).text());
            }
        }
        return text.toString();
    }

    private static String note(ExportOrder.SaidReply reply, boolean chosen) {
        return " (" + line(reply.model()) + ", "
                + (reply.isWhole() ? String.format(Locale.ROOT, "%.1f s", reply.seconds()) : "not written to its end")
                + ", seed " + reply.seed() + (chosen ? "; continued" : "") + ")";
    }

    private static void say(StringBuilder text, String who, String note, String said) {
        text.append("**").append(line(who)).append("**").append(note).append("\n\n");
        text.append("> ").append(quoted(said)).append("\n\n");
    }

    private static String line(String text) {
        return literal(text.replaceAll("\\R", " "));
    }

    private static String quoted(String text) {
        // A line break in Markdown is one with a backslash before it.
        return text.lines().map(MarkdownDialogue::literal).collect(Collectors.joining("\\\n> "));
    }

    /** Returns a text in which nothing is a mark of Markdown or a tag of HTML. */
    private static String literal(String text) {
        return text.replaceAll("([\\\\`*_{}\\[\\]<>()#+.!|&~=-])", "\\\\$1");
    }
}

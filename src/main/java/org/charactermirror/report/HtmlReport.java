package org.charactermirror.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.charactermirror.chart.Theme;
import org.charactermirror.document.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The report as an HTML page that loads nothing from elsewhere. Dialogues stand in the page while they are few, and in
 * script files beside it, loaded when they are looked at, when they are many: a page opened from a disk may load scripts
 * and nothing else.
 */
final class HtmlReport {

    /** How many characters of dialogues a page holds itself. */
    private static final int WITHIN_PAGE = 2_000_000;

    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, HtmlReport.class.getClassLoader(), "org.charactermirror.report.template");

    private static final List<String> SCRIPTS = List.of("store", "elements", "filters", "list", "dialogue", "main");

    private HtmlReport() {}

    /** Returns the page and the scripts beside it, by their paths within the report's folder. */
    static Map<String, String> of(Page page, Labels labels, List<StudyPart> parts) {
        Map<String, String> files = new LinkedHashMap<>();
        TranscriptData data = TranscriptData.of(parts, labels);
        List<HtmlParts.Script> scripts = new ArrayList<>();
        if (!data.isEmpty()) {
            boolean within = data.size() <= WITHIN_PAGE;
            scripts.add(HtmlParts.Script.within(browserScript()));
            data.scripts(within).forEach((name, text) -> {
                if (within) {
                    scripts.add(HtmlParts.Script.within(text));
                } else {
                    files.put(name, text);
                }
            });
            if (!within) {
                scripts.add(HtmlParts.Script.beside(TranscriptData.INDEX));
            }
        }
        HtmlParts html = new HtmlParts(
                policy(scripts),
                resource("report.css")
                        + (page.charts().isEmpty() ? "" : Theme.ofPage())
                        + (data.isEmpty() ? "" : resource("browser.css")),
                scripts,
                data.isEmpty() ? null : data.browser());
        StringOutput text = new StringOutput();
        TEMPLATES.render("report.jte", Map.of("page", page, "labels", labels, "parts", html), text);
        files.put("index.html", text.toString());
        return files;
    }

    private static String browserScript() {
        return SCRIPTS.stream()
                .map(name -> resource("browser/" + name + ".js"))
                .collect(Collectors.joining("", "(() => {\n'use strict';\n", "})();\n"));
    }

    /** Lets scripts run that are known, and nothing else: what a model said can never become one. */
    private static String policy(List<HtmlParts.Script> scripts) {
        Stream<String> within = scripts.stream()
                .filter(script -> script.source() == null)
                .map(script -> "'sha256-" + hash(script.text()) + "'");
        boolean beside = scripts.stream().anyMatch(script -> script.source() != null);
        String allowed = Stream.concat(within, beside ? Stream.of("'self'", "file:") : Stream.of())
                .collect(Collectors.joining(" "));
        return "default-src 'none'; style-src 'unsafe-inline'; script-src " + (allowed.isEmpty() ? "'none'" : allowed)
                + "; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String text) {
        return Base64.getEncoder().encodeToString(Sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns a text that the program brings along. */
    static String resource(String name) {
        try (@Nullable InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

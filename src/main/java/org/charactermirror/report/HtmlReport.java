package org.charactermirror.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** The report as one HTML file that needs nothing else. */
final class HtmlReport {

    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, HtmlReport.class.getClassLoader(), "org.charactermirror.report.template");

    private HtmlReport() {}

    static String of(Page page) {
        StringOutput html = new StringOutput();
        TEMPLATES.render("report.jte", page, html);
        return html.toString();
    }
}

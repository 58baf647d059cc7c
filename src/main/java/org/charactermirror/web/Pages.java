package org.charactermirror.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes pages from templates. */
public final class Pages {

    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Pages.class.getClassLoader(), "org.charactermirror.web.template");

    private Pages() {}

    /** Returns the language of a page: the one that its address asks for, otherwise the browser's. */
    public static String language(Context context) {
        @Nullable String asked = context.queryParam("lang");
        return asked != null && Words.LANGUAGES.contains(asked)
                ? asked
                : Words.language(context.header("Accept-Language"));
    }

    /**
     * Answers with a page whose template has the parameters {@code frame} and {@code words}.
     *
     * @param template such as {@code chat.jte}
     * @param area of its words, which have its {@code title}
     * @param styles names of assets
     * @param scripts names of assets
     */
    public static void show(
            Context context,
            WebSettings settings,
            String template,
            String area,
            List<String> styles,
            List<String> scripts) {
        String language = language(context);
        Words words = Words.of(area, language);
        PageFrame frame = new PageFrame(language, words.word("title"), settings.basePath(), styles, scripts);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("frame", frame);
        parameters.put("words", words);
        StringOutput text = new StringOutput();
        TEMPLATES.render(template, parameters, text);
        context.html(text.toString());
    }
}

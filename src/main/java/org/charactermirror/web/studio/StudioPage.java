package org.charactermirror.web.studio;

import java.util.List;
import org.charactermirror.web.Access;
import org.charactermirror.web.Pages;
import org.charactermirror.web.Routes;
import org.charactermirror.web.WebModule;

/** The page of annotators: a frame without anything of anybody's; the rest comes by calls that need an invitation. */
public final class StudioPage implements WebModule {

    @Override
    public void routes(Routes routes) {
        routes.get(
                "studio",
                Access.ANYBODY,
                (context, caller) -> Pages.show(
                        context,
                        routes.settings(),
                        "studio.jte",
                        "studio",
                        List.of("studio.css"),
                        List.of("studio/main.js")));
    }
}

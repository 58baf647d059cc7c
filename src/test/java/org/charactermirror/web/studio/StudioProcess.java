package org.charactermirror.web.studio;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.charactermirror.store.StudyFolder;
import org.charactermirror.web.WebServer;
import org.charactermirror.web.WebSettings;

/** A server of a study that runs until it is killed; it prints its port. */
final class StudioProcess {

    private StudioProcess() {}

    /** Takes the folder with the study's file, and the port. */
    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]);
        StudyFolder held = StudyFolder.openBeside(folder.resolve("study"));
        Studio studio = Studio.recorded(held, StudioStudy.of(StudioFixture.study(folder, "rating", "")));
        WebServer server = WebServer.start(
                WebSettings.loopback(Integer.parseInt(arguments[1])),
                studio.browsers(),
                signIns -> List.of(studio.module(signIns)));
        System.out.println("port " + server.port());
        new CountDownLatch(1).await();
    }
}

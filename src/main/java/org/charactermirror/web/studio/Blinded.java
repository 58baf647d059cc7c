package org.charactermirror.web.studio;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.charactermirror.annotation.IdentityMask;
import org.charactermirror.store.StudioDialogue;
import org.charactermirror.store.StudioLeaks;

/** Covers names in what characters say, and keeps what was covered. */
final class Blinded {

    private final StudioStudy study;
    private final StudioLeaks leaks;

    /** Replies that this process has looked at; what it found is kept. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    Blinded(StudioStudy study, StudioLeaks leaks) {
        this.study = study;
        this.leaks = leaks;
    }

    /** Returns the greeting as annotators may read it. */
    String greeting(StudioDialogue.Plan plan) {
        return reply(plan, 0, String.join("~", plan.models()), plan.greeting()).text();
    }

    /**
     * Returns a reply as annotators may read it.
     *
     * @param model whose it is
     */
    IdentityMask.Masked reply(StudioDialogue.Plan plan, int turn, String model, String text) {
        IdentityMask.Masked masked = study.mask(plan.id().character()).mask(text);
        if (!masked.words().isEmpty() && known.add(plan.session() + " " + turn + " " + model)) {
            leaks.keep(plan.session(), turn, model, masked.words());
        }
        return masked;
    }

    /** Forgets what was found, since dialogues may be played anew. */
    void forget() {
        known.clear();
    }
}

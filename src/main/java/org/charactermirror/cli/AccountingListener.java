package org.charactermirror.cli;

import java.util.Map;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.session.SessionId;

/** Has the accounts written now and then while a run goes on. */
final class AccountingListener implements RunListener {

    private final RunListener listener;
    private final Accounts accounts;

    /**
     * Makes a listener.
     *
     * @param listener hears everything as well
     */
    AccountingListener(RunListener listener, Accounts accounts) {
        this.listener = listener;
        this.accounts = accounts;
    }

    @Override
    public void opened(Map<String, ModelDescription> models) {
        listener.opened(models);
    }

    @Override
    public void started(int turns, RunSummary before) {
        listener.started(turns, before);
    }

    @Override
    public void turnCompleted(SessionId session, int turn) {
        listener.turnCompleted(session, turn);
        accounts.saveSometimes();
    }

    @Override
    public void sessionDone(SessionId session) {
        listener.sessionDone(session);
    }

    @Override
    public void sessionFailed(SessionId session, String reason) {
        listener.sessionFailed(session, reason);
        accounts.saveSometimes();
    }
}

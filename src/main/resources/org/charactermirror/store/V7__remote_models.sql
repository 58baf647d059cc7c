-- Why a session failed, as a word under which it is counted; empty otherwise.
ALTER TABLE session ADD COLUMN failure TEXT NOT NULL DEFAULT '';

UPDATE session SET failure = 'unknown' WHERE state = 'failed';

-- What was asked of remote models: one row is one model in one run (a start, or a going on, of the study).
CREATE TABLE model_usage (
    run                   INTEGER NOT NULL CHECK (run >= 1),
    model                 TEXT    NOT NULL,
    calls                 INTEGER NOT NULL,
    attempts              INTEGER NOT NULL,
    retries               TEXT    NOT NULL,         -- a JSON object: how many, by the kind of the failure before
    replies               INTEGER NOT NULL,
    replies_without_usage INTEGER NOT NULL,         -- the endpoint did not tell their tokens
    prompt_tokens         INTEGER NOT NULL,         -- of the other replies
    reply_tokens          INTEGER NOT NULL,
    cost                  TEXT,                     -- an exact decimal; NULL where the study had no price
    currency              TEXT,
    PRIMARY KEY (run, model)
) STRICT, WITHOUT ROWID;

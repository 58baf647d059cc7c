-- What was planned: one row is one dialogue of one model as one character in one scenario.
CREATE TABLE session (
    session      TEXT    NOT NULL PRIMARY KEY,
    position     INTEGER NOT NULL UNIQUE,           -- 0-based place in the plan
    model        TEXT    NOT NULL,
    character    TEXT    NOT NULL,
    category     TEXT    NOT NULL,
    scenario     TEXT    NOT NULL,
    topic        TEXT    NOT NULL,
    repetition   INTEGER NOT NULL CHECK (repetition >= 1),
    rounds       INTEGER NOT NULL CHECK (rounds >= 1),
    bot_name     TEXT    NOT NULL,
    user_name    TEXT    NOT NULL,
    greeting     TEXT    NOT NULL,
    state        TEXT    NOT NULL CHECK (state IN ('planned', 'done', 'failed')),
    reason       TEXT    NOT NULL DEFAULT ''        -- why it failed; empty otherwise
) STRICT;

-- What was said: one row is one complete round, written in one transaction.
CREATE TABLE turn (
    session          TEXT    NOT NULL REFERENCES session (session),
    turn             INTEGER NOT NULL CHECK (turn >= 1),
    user             TEXT    NOT NULL,
    reply            TEXT    NOT NULL,
    stop_reason      TEXT    NOT NULL,
    prompt_tokens    INTEGER NOT NULL CHECK (prompt_tokens >= 0),
    cached_tokens    INTEGER NOT NULL CHECK (cached_tokens >= 0),
    reply_tokens     INTEGER NOT NULL CHECK (reply_tokens >= 0),
    dropped_messages INTEGER NOT NULL CHECK (dropped_messages >= 0),
    seed             INTEGER NOT NULL,
    seconds          REAL    NOT NULL CHECK (seconds >= 0),
    PRIMARY KEY (session, turn)
) STRICT, WITHOUT ROWID;

-- What the study was when it was planned: a resumed run must find all of it unchanged.
CREATE TABLE ingredient (
    name  TEXT NOT NULL PRIMARY KEY,                -- such as 'character xiang-yu'
    value TEXT NOT NULL                             -- a setting or a SHA-256
) STRICT, WITHOUT ROWID;

-- What happened to the study as a whole, in order.
CREATE TABLE event (
    number INTEGER NOT NULL PRIMARY KEY,
    time   TEXT    NOT NULL,                        -- ISO 8601, UTC
    kind   TEXT    NOT NULL,
    detail TEXT    NOT NULL DEFAULT ''
) STRICT;

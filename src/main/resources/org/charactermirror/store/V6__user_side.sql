-- Who said the user's message of a turn where it was not simply a script's: one row for such a turn of one model or of two.
CREATE TABLE user_message (
    session               TEXT    NOT NULL REFERENCES session (session),
    turn                  INTEGER NOT NULL CHECK (turn >= 1),
    source                TEXT    NOT NULL CHECK (source IN ('probe', 'interviewer', 'person')),
    dimension             TEXT,                                          -- what a probe is aimed at
    user_prompt_tokens    INTEGER CHECK (user_prompt_tokens >= 0),       -- these are an interviewer's
    user_reply_tokens     INTEGER CHECK (user_reply_tokens >= 0),
    user_dropped_messages INTEGER CHECK (user_dropped_messages >= 0),
    user_seed             INTEGER,
    user_attempts         INTEGER CHECK (user_attempts >= 1),
    user_seconds          REAL    CHECK (user_seconds >= 0),
    PRIMARY KEY (session, turn),
    CHECK ((dimension IS NOT NULL) = (source = 'probe')),
    CHECK ((user_seed IS NOT NULL) = (source = 'interviewer'))
) STRICT, WITHOUT ROWID;

-- Which person plays the user in a dialogue, from its first turn on.
CREATE TABLE typed_session (
    session   TEXT NOT NULL PRIMARY KEY REFERENCES session (session),
    annotator TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A person can decide whose reply continues, and sees one of the two first: both are new to the tables of pairs, whose
-- conditions can only be changed by making the tables anew.
CREATE TABLE pair_session_new (
    session TEXT NOT NULL PRIMARY KEY REFERENCES session (session),
    model_a TEXT NOT NULL,
    model_b TEXT NOT NULL CHECK (model_b <> model_a),
    policy  TEXT NOT NULL CHECK (policy IN ('random', 'alternate', 'model_a', 'model_b', 'annotator'))
) STRICT, WITHOUT ROWID;

CREATE TABLE pair_turn_new (
    session     TEXT    NOT NULL REFERENCES pair_session_new (session),
    turn        INTEGER NOT NULL CHECK (turn >= 1),
    user        TEXT    NOT NULL,
    continued   TEXT    NOT NULL CHECK (continued IN ('a', 'b')),  -- the reply that both models see as said from here on
    shown_first TEXT    CHECK (shown_first IN ('a', 'b')),         -- the reply that stood first; NULL where nobody looked
    PRIMARY KEY (session, turn)
) STRICT, WITHOUT ROWID;

CREATE TABLE pair_reply_new (
    session          TEXT    NOT NULL,
    turn             INTEGER NOT NULL,
    side             TEXT    NOT NULL CHECK (side IN ('a', 'b')),
    reply            TEXT    NOT NULL,
    stop_reason      TEXT    NOT NULL,
    prompt_tokens    INTEGER NOT NULL CHECK (prompt_tokens >= 0),
    cached_tokens    INTEGER NOT NULL CHECK (cached_tokens >= 0),
    reply_tokens     INTEGER NOT NULL CHECK (reply_tokens >= 0),
    dropped_messages INTEGER NOT NULL CHECK (dropped_messages >= 0),
    seed             INTEGER NOT NULL,
    seconds          REAL    NOT NULL CHECK (seconds >= 0),
    PRIMARY KEY (session, turn, side),
    FOREIGN KEY (session, turn) REFERENCES pair_turn_new (session, turn)
) STRICT, WITHOUT ROWID;

INSERT INTO pair_session_new SELECT session, model_a, model_b, policy FROM pair_session;
INSERT INTO pair_turn_new SELECT session, turn, user, continued, NULL FROM pair_turn;
INSERT INTO pair_reply_new SELECT session, turn, side, reply, stop_reason, prompt_tokens, cached_tokens, reply_tokens,
    dropped_messages, seed, seconds FROM pair_reply;
DROP TABLE pair_reply;
DROP TABLE pair_turn;
DROP TABLE pair_session;
ALTER TABLE pair_session_new RENAME TO pair_session;
ALTER TABLE pair_turn_new RENAME TO pair_turn;
ALTER TABLE pair_reply_new RENAME TO pair_reply;

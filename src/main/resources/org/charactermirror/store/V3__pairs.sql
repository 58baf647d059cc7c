-- Two models that answer the same context. The plan's row in session has both names, joined by "~", as its model.
CREATE TABLE pair_session (
    session TEXT NOT NULL PRIMARY KEY REFERENCES session (session),
    model_a TEXT NOT NULL,
    model_b TEXT NOT NULL CHECK (model_b <> model_a),
    policy  TEXT NOT NULL CHECK (policy IN ('random', 'alternate', 'model_a', 'model_b'))  -- whose reply continues
) STRICT, WITHOUT ROWID;

-- One row is one complete round, written in one transaction with its two replies.
CREATE TABLE pair_turn (
    session   TEXT    NOT NULL REFERENCES pair_session (session),
    turn      INTEGER NOT NULL CHECK (turn >= 1),
    user      TEXT    NOT NULL,
    continued TEXT    NOT NULL CHECK (continued IN ('a', 'b')),  -- the reply that both models see as said from here on
    PRIMARY KEY (session, turn)
) STRICT, WITHOUT ROWID;

CREATE TABLE pair_reply (
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
    FOREIGN KEY (session, turn) REFERENCES pair_turn (session, turn)
) STRICT, WITHOUT ROWID;

-- Models that judge: one row is a judge as it is in this study, which never changes; another setting is another judge.
CREATE TABLE judge (
    judge         TEXT NOT NULL PRIMARY KEY,        -- the annotator of its rows
    configuration TEXT NOT NULL                     -- a JSON object: all that its answers depend on
) STRICT, WITHOUT ROWID;

-- What judging models answered, under a hash of all that the answer depends on, so that nothing is asked twice.
CREATE TABLE judge_answer (
    key           TEXT    NOT NULL PRIMARY KEY CHECK (length(key) = 64),
    judge         TEXT    NOT NULL,                 -- who asked first
    refused       INTEGER NOT NULL CHECK (refused IN (0, 1)),
    answer        TEXT    NOT NULL,                 -- word for word; of a refusal the provider's reason
    cut_off       INTEGER NOT NULL CHECK (cut_off IN (0, 1)),
    prompt_tokens INTEGER NOT NULL CHECK (prompt_tokens >= 0),  -- 0: the endpoint did not tell
    cached_tokens INTEGER NOT NULL CHECK (cached_tokens >= 0),
    reply_tokens  INTEGER NOT NULL CHECK (reply_tokens >= 0),
    seconds       REAL    NOT NULL CHECK (seconds >= 0),
    cost          TEXT,                             -- an exact decimal; NULL where there was no price or no count
    currency      TEXT,
    CHECK ((cost IS NULL) = (currency IS NULL))
) STRICT, WITHOUT ROWID;

-- What became of everything that a judge was to judge. Only what is scored is a row of the annotations, too.
CREATE TABLE judgement (
    judge     TEXT    NOT NULL REFERENCES judge (judge),
    kind      TEXT    NOT NULL CHECK (kind IN ('ratings', 'turn_errors', 'preferences')),
    session   TEXT    NOT NULL REFERENCES session (session),
    turn      INTEGER NOT NULL CHECK (turn >= 0),   -- 0 for the whole dialogue
    state     TEXT    NOT NULL CHECK (state IN ('scored', 'missing', 'refused', 'unparsable', 'failed')),
    judgement TEXT    NOT NULL,                     -- all of it as a JSON object
    PRIMARY KEY (judge, kind, session, turn)
) STRICT, WITHOUT ROWID;

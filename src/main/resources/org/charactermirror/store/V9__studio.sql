-- The annotation studio: who takes part, what they were given, every click, and what was decided about it.

-- How the studio works, as names and values: those that are absent have their defaults.
CREATE TABLE studio_setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Whoever was invited. Judgements carry the annotator's pseudonym; the name is only here, and never in an archive.
CREATE TABLE participant (
    participant TEXT    NOT NULL PRIMARY KEY,       -- random, for the pages of whoever runs the study
    name        TEXT    NOT NULL,                   -- as the invitation says; emptied when the person withdraws
    annotator   TEXT    NOT NULL UNIQUE,            -- what judgements and dialogues carry
    language    TEXT    NOT NULL,
    token_hash  TEXT    UNIQUE CHECK (length(token_hash) = 64),  -- SHA-256 of the invitation's token; NULL once revoked
    invited     TEXT    NOT NULL,                   -- ISO 8601, UTC, as all times here
    consented   TEXT,
    consent     TEXT,                               -- SHA-256 of the text that was agreed to
    instructed  TEXT,                               -- when the instructions were read
    qualified   TEXT,
    attempts    INTEGER NOT NULL DEFAULT 0,         -- at the qualification
    paused      TEXT,
    dropped     TEXT,                               -- gets no further items; what is judged stays
    withdrawn   TEXT                                -- all that the person gave is deleted
) STRICT, WITHOUT ROWID;

-- Browsers that have exchanged a token for a cookie; they stay signed in when the server starts again.
CREATE TABLE browser (
    cookie_hash TEXT NOT NULL PRIMARY KEY CHECK (length(cookie_hash) = 64),
    participant TEXT REFERENCES participant (participant) ON DELETE CASCADE,  -- NULL for who runs the study
    csrf        TEXT NOT NULL,
    begun       TEXT NOT NULL,
    used        TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What somebody is to judge: one row is one dialogue of one person, under a code that tells nothing of it.
CREATE TABLE assignment (
    code        TEXT    NOT NULL PRIMARY KEY,
    participant TEXT    NOT NULL REFERENCES participant (participant),
    session     TEXT    NOT NULL REFERENCES session (session),
    purpose     TEXT    NOT NULL CHECK (purpose IN ('judge', 'gold', 'attention')),
    position    INTEGER NOT NULL CHECK (position >= 1),
    state       TEXT    NOT NULL CHECK (state IN ('open', 'begun', 'done', 'released')),
    given       TEXT    NOT NULL,
    finished    TEXT,
    pinned      INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1))  -- given by hand: stays when work is given anew
) STRICT, WITHOUT ROWID;

CREATE INDEX assignment_participant ON assignment (participant, position);
CREATE UNIQUE INDEX assignment_session ON assignment (participant, session, purpose) WHERE state <> 'released';

-- Every click, in order; nothing is ever changed or removed but by withdrawal. What holds is the last value of a field.
CREATE TABLE answer (
    number  INTEGER NOT NULL PRIMARY KEY,
    request TEXT    NOT NULL,                       -- from the browser, so that a click that is sent twice counts once
    code    TEXT    NOT NULL REFERENCES assignment (code),
    turn    INTEGER NOT NULL CHECK (turn >= 0),     -- 0 for the whole dialogue
    field   TEXT    NOT NULL,
    value   TEXT,                                   -- NULL where an answer was taken back
    before  TEXT,                                   -- the value that held until then
    undoes  INTEGER REFERENCES answer (number),     -- the click that this one takes back
    at      TEXT    NOT NULL,
    UNIQUE (code, request)
) STRICT;

CREATE INDEX answer_code ON answer (code, turn, field);
CREATE INDEX answer_undoes ON answer (undoes);

-- What somebody has handed in: a turn, or with turn 0 a dialogue. The judgement itself stands among the study's others.
CREATE TABLE submission (
    code    TEXT    NOT NULL REFERENCES assignment (code),
    turn    INTEGER NOT NULL CHECK (turn >= 0),
    seconds REAL    NOT NULL CHECK (seconds >= 0),  -- with the page in view
    answer  INTEGER NOT NULL CHECK (answer >= 0),   -- the last click that it holds; after a later one it is to be handed in again
    at      TEXT    NOT NULL,
    PRIMARY KEY (code, turn)
) STRICT, WITHOUT ROWID;

-- Two replies that wait for a choice, so that they are the same after a stop: the turn is kept only with the choice.
CREATE TABLE waiting_pair (
    session TEXT NOT NULL PRIMARY KEY REFERENCES session (session),
    pair    TEXT NOT NULL                           -- both turns as JSON
) STRICT, WITHOUT ROWID;

-- Replies in which a model was found to name itself, and that were shown with the name covered.
CREATE TABLE identity_leak (
    session TEXT    NOT NULL REFERENCES session (session),
    turn    INTEGER NOT NULL CHECK (turn >= 0),     -- 0 for the greeting
    model   TEXT    NOT NULL,
    words   TEXT    NOT NULL,                       -- what was covered
    count   INTEGER NOT NULL CHECK (count >= 1),
    PRIMARY KEY (session, turn, model, words)
) STRICT, WITHOUT ROWID;

-- What was decided where annotators disagreed; it stands beside their judgements and replaces none.
CREATE TABLE adjudication (
    number  INTEGER NOT NULL PRIMARY KEY,
    session TEXT    NOT NULL REFERENCES session (session),
    turn    INTEGER NOT NULL CHECK (turn >= 0),
    kind    TEXT    NOT NULL CHECK (kind IN ('ratings', 'turn_errors', 'preferences')),
    field   TEXT    NOT NULL,
    value   TEXT    NOT NULL,
    reason  TEXT    NOT NULL,
    at      TEXT    NOT NULL
) STRICT;

-- Who did what, in order: sign-ins, invitations, pauses, exports, withdrawals. Never a token and never a judgement.
CREATE TABLE audit (
    number INTEGER NOT NULL PRIMARY KEY,
    at     TEXT    NOT NULL,
    who    TEXT    NOT NULL,                        -- an annotator's pseudonym, 'owner', or 'nobody'
    action TEXT    NOT NULL,
    detail TEXT    NOT NULL DEFAULT ''
) STRICT;

-- Grows whenever judgements are written, so that what was read of them before is known to be out of date. Until now that was
-- told by the events, but the studio brings judgements one by one, and an event for each would hide all others.
CREATE TABLE annotation_version (
    version INTEGER NOT NULL
) STRICT;

INSERT INTO annotation_version (version) SELECT ifnull(max(number), 0) FROM event WHERE kind = 'annotated';

-- What people, judges and metrics said: one row is one row of the annotation files. NULL is what a row does not say; in
-- a score or flag it means not judged. Scores are exact decimals as text. No two rows share an identity.

CREATE TABLE rating (
    number         INTEGER NOT NULL PRIMARY KEY,    -- order of arrival
    file           TEXT    NOT NULL,                -- where it was read
    line           INTEGER NOT NULL,
    study          TEXT,
    session        TEXT,
    annotator      TEXT    NOT NULL,
    model          TEXT    NOT NULL,
    character      TEXT,
    category       TEXT,
    topic          TEXT,
    consistency    TEXT,
    human_likeness TEXT,
    engagement     TEXT,
    quality        TEXT,
    safety         TEXT,
    correctness    TEXT,
    overall        TEXT,
    comment        TEXT,
    origin         TEXT    NOT NULL CHECK (origin IN ('human', 'reconstructed', 'synthetic', 'judge', 'automatic')),
    extra          TEXT    NOT NULL                 -- unknown columns as a JSON object
) STRICT;

CREATE UNIQUE INDEX rating_identity ON rating (
    ifnull(study, ''), ifnull(session, ''), annotator, model, ifnull(character, ''), ifnull(category, ''),
    ifnull(topic, ''));

CREATE TABLE turn_error (
    number           INTEGER NOT NULL PRIMARY KEY,
    file             TEXT    NOT NULL,
    line             INTEGER NOT NULL,
    study            TEXT,
    session          TEXT    NOT NULL,
    annotator        TEXT    NOT NULL,
    model            TEXT    NOT NULL,
    character        TEXT,
    category         TEXT,
    topic            TEXT,
    turn             INTEGER NOT NULL CHECK (turn >= 1),
    ooc              INTEGER CHECK (ooc IN (0, 1)),
    contradiction    INTEGER CHECK (contradiction IN (0, 1)),
    repetition       INTEGER CHECK (repetition IN (0, 1)),
    less_quality     INTEGER CHECK (less_quality IN (0, 1)),
    less_information INTEGER CHECK (less_information IN (0, 1)),
    proactivity      INTEGER CHECK (proactivity IN (0, 1)),
    evidence         TEXT,
    comment          TEXT,
    origin           TEXT    NOT NULL CHECK (origin IN ('human', 'reconstructed', 'synthetic', 'judge', 'automatic')),
    extra            TEXT    NOT NULL
) STRICT;

CREATE UNIQUE INDEX turn_error_identity ON turn_error (
    ifnull(study, ''), session, annotator, model, ifnull(character, ''), ifnull(category, ''), ifnull(topic, ''), turn);

CREATE TABLE preference (
    number      INTEGER NOT NULL PRIMARY KEY,
    file        TEXT    NOT NULL,
    line        INTEGER NOT NULL,
    study       TEXT,
    session     TEXT,
    annotator   TEXT    NOT NULL,
    model_a     TEXT    NOT NULL,
    model_b     TEXT    NOT NULL CHECK (model_b <> model_a),
    character   TEXT,
    category    TEXT,
    topic       TEXT,
    turn        INTEGER CHECK (turn >= 1),
    outcome     TEXT    NOT NULL CHECK (outcome IN ('win', 'tie', 'lose', 'both_bad')),
    shown_first TEXT    CHECK (shown_first IN ('a', 'b')),
    reason      TEXT,
    origin      TEXT    NOT NULL CHECK (origin IN ('human', 'reconstructed', 'synthetic', 'judge', 'automatic')),
    extra       TEXT    NOT NULL
) STRICT;

CREATE UNIQUE INDEX preference_identity ON preference (
    ifnull(study, ''), ifnull(session, ''), annotator, min(model_a, model_b), max(model_a, model_b),
    ifnull(character, ''), ifnull(category, ''), ifnull(topic, ''), ifnull(turn, 0));

-- What the rows of exported sheets are about: the sheets have only the codes, so that nobody who fills them in can tell a
-- model. Rows stay as long as the study does, since sheets come back late.
CREATE TABLE annotation_item (
    code        TEXT    NOT NULL PRIMARY KEY,
    kind        TEXT    NOT NULL CHECK (kind IN ('ratings', 'turn_errors', 'preferences')),
    annotator   TEXT    NOT NULL,                   -- whom the sheet was made for
    session     TEXT    NOT NULL REFERENCES session (session),
    turn        INTEGER CHECK (turn >= 1),          -- NULL for a whole dialogue
    shown_first TEXT    CHECK (shown_first IN ('a', 'b')),
    CHECK ((turn IS NULL) = (kind = 'ratings')),
    CHECK ((shown_first IS NOT NULL) = (kind = 'preferences'))
) STRICT, WITHOUT ROWID;

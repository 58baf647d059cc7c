-- What the codes, the order and the sides in exported sheets are made from: secret, so that they cannot be worked out from
-- what else is known of a study, and kept, so that the same sheets come out again.
CREATE TABLE annotation_key (
    key TEXT NOT NULL
) STRICT;

INSERT INTO annotation_key (key) VALUES (lower(hex(randomblob(32))));

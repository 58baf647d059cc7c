-- What a round said when it was kept, as the SHA-256 of its values: so that a byte that changed on the disk is told, which
-- SQLite's own check cannot see inside of a text. NULL in rounds that were kept before there was this column.
ALTER TABLE turn ADD COLUMN checksum TEXT CHECK (length(checksum) = 64);
ALTER TABLE pair_turn ADD COLUMN checksum TEXT CHECK (length(checksum) = 64);

-- What a channel may see: the tags of reports, a JSON list. A channel that is not here sees everything.
CREATE TABLE sights (
    server INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    tags TEXT NOT NULL,
    PRIMARY KEY (server, channel)
) STRICT, WITHOUT ROWID;

-- The tags an answer was confined to, likewise; an empty list where it was not.
ALTER TABLE answers ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';

-- Posts whose figures somebody had checked, for the pages of what was found.
CREATE TABLE checks (
    id TEXT NOT NULL,
    person INTEGER NOT NULL,
    post TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (id, person)
) STRICT, WITHOUT ROWID;

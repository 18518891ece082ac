-- What was answered, without anybody's name.
CREATE TABLE answers (
    id TEXT PRIMARY KEY,
    question TEXT NOT NULL,
    context TEXT NOT NULL,      -- a JSON list of the questions before, oldest first
    shown TEXT NOT NULL,        -- the answer in one line, as it was then
    generation INTEGER NOT NULL,
    at INTEGER NOT NULL         -- seconds since 1970, as everywhere here
) STRICT, WITHOUT ROWID;

-- Who asked for it, where. The only table besides feedback that knows people.
CREATE TABLE asked (
    number INTEGER PRIMARY KEY,
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    person INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    message INTEGER,            -- the message that asked, and
    reply INTEGER,              -- the bot's message under it
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX asked_by_person ON asked (person, channel, at);
CREATE INDEX asked_by_message ON asked (message);
CREATE INDEX asked_by_reply ON asked (reply);
CREATE INDEX asked_by_answer ON asked (answer);

CREATE TABLE verdicts (
    answer TEXT NOT NULL,
    person INTEGER NOT NULL,
    good INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (answer, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE wrong_figures (
    number INTEGER PRIMARY KEY,
    answer TEXT NOT NULL,
    person INTEGER NOT NULL,
    words TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

CREATE TABLE servers (
    server INTEGER PRIMARY KEY,
    private INTEGER NOT NULL DEFAULT 0,
    threads INTEGER NOT NULL DEFAULT 0,
    language TEXT,
    maintainer INTEGER          -- a role
) STRICT;

-- Where the bot answers; a server with none of these is answered everywhere.
CREATE TABLE channels (
    server INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    PRIMARY KEY (server, channel)
) STRICT, WITHOUT ROWID;

-- What the library could not answer, by nobody in particular.
CREATE TABLE unanswered (
    question TEXT PRIMARY KEY,
    times INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What an answer is to: a question, a series, a comparison, a post, events; JSON. Its words are in `question`.
ALTER TABLE answers ADD COLUMN request TEXT NOT NULL DEFAULT '{"kind":"question"}';

-- A reply that gives no answer, as help does, has none; it is still known by the message that it replies to.
CREATE TABLE replies (
    number INTEGER PRIMARY KEY,
    answer TEXT REFERENCES answers (id) ON DELETE CASCADE,
    person INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    message INTEGER,            -- the message that asked, and
    reply INTEGER,              -- the bot's message under it
    at INTEGER NOT NULL
) STRICT;
INSERT INTO replies SELECT number, answer, person, channel, message, reply, at FROM asked;
DROP TABLE asked;
ALTER TABLE replies RENAME TO asked;
CREATE INDEX asked_by_person ON asked (person, channel, at);
CREATE INDEX asked_by_message ON asked (message);
CREATE INDEX asked_by_reply ON asked (reply);
CREATE INDEX asked_by_answer ON asked (answer);

-- A post is asked about like anything else. What was said to those kept so far was not kept.
INSERT OR IGNORE INTO answers (id, question, context, shown, generation, at, request)
    SELECT id, post, '[]', '', 0, at, json_object('kind', 'post', 'day', day) FROM checks;
INSERT INTO asked (answer, person, channel, at) SELECT id, person, 0, at FROM checks;
DROP TABLE checks;

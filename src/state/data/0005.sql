-- Where something was asked in vain or said of an answer: its server, or 0 for a direct message. Of what is kept so far
-- nobody knows, and no server's maintainers are shown it.
CREATE TABLE asked_in_vain (
    question TEXT NOT NULL,
    server INTEGER NOT NULL,
    times INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (question, server)
) STRICT;
INSERT INTO asked_in_vain SELECT question, 0, times, at FROM unanswered;
DROP TABLE unanswered;
ALTER TABLE asked_in_vain RENAME TO unanswered;
ALTER TABLE verdicts ADD COLUMN server INTEGER NOT NULL DEFAULT 0;
ALTER TABLE wrong_figures ADD COLUMN server INTEGER NOT NULL DEFAULT 0;

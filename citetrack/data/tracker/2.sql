-- Version 2: events are found by what they leave open, corrections by people, and what was known on a day.

-- What an event tells of documents and days (own), and what a vaguer telling may say of it.
DROP TABLE bucket;
CREATE TABLE slot (
    slot INTEGER NOT NULL,         -- a hash of type, document, day and body
    own INTEGER NOT NULL,          -- 1: told so, 0: a vaguer form of it
    event INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
    PRIMARY KEY (slot, own, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX slot_event ON slot (event);

-- The events are made anew when the database is opened.
UPDATE telling SET event = NULL;
DELETE FROM event;
ALTER TABLE event ADD COLUMN corrected INTEGER NOT NULL DEFAULT 0; -- 1: people had a hand in it
CREATE INDEX event_type ON event (type);
CREATE INDEX event_corrected ON event (id) WHERE corrected;

-- What texts say of documents that carry out others.
CREATE TABLE link (
    id INTEGER PRIMARY KEY,
    text INTEGER NOT NULL REFERENCES text ON DELETE CASCADE,
    parent INTEGER NOT NULL REFERENCES document,
    child INTEGER NOT NULL REFERENCES document,
    sources TEXT NOT NULL          -- JSON: where it is told
) STRICT;
CREATE INDEX link_text ON link (text);
CREATE INDEX link_parent ON link (parent);
CREATE INDEX link_child ON link (child);

-- A text that was replaced or removed on a day stays as what was known before it.
ALTER TABLE text ADD COLUMN until TEXT;
DROP INDEX text_source;
CREATE UNIQUE INDEX text_source ON text (source) WHERE until IS NULL;
CREATE INDEX text_every_source ON text (source);
CREATE INDEX text_added ON text (added);
CREATE INDEX text_until ON text (until);
CREATE INDEX text_name ON text (name);
ALTER TABLE telling ADD COLUMN breakdown TEXT;                   -- JSON: a sum and its parts
ALTER TABLE telling ADD COLUMN past INTEGER NOT NULL DEFAULT 0;
CREATE INDEX telling_organiser ON telling (organiser);
CREATE INDEX telling_unsettled ON telling (id) WHERE event IS NULL AND past = 0;

-- What people decided, with their reasons; nothing of it is in the rows that reading makes.
CREATE TABLE correction (
    id INTEGER PRIMARY KEY,
    mark BLOB NOT NULL UNIQUE,     -- a hash of all the rest but what undid it
    kind TEXT NOT NULL CHECK (kind IN ('confirm', 'date', 'merge', 'split')),
    value TEXT NOT NULL,           -- the document as JSON, or the day, or nothing
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    made TEXT NOT NULL,            -- the time, as the author gives it
    undone TEXT                    -- JSON: reason, author and time, if it was taken back
) STRICT;

-- What a correction is about, in words of the texts: it finds its place again when they are read anew.
CREATE TABLE target (
    correction INTEGER NOT NULL REFERENCES correction ON DELETE CASCADE,
    position INTEGER NOT NULL,
    anchor INTEGER NOT NULL,       -- a hash of the record
    record TEXT NOT NULL,          -- JSON: source, type, documents, evidence
    PRIMARY KEY (correction, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX target_anchor ON target (anchor);

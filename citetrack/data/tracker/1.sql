-- Version 1: texts, what they tell, and the events that their tellings make up.

-- One row for each text that was read.
CREATE TABLE text (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,          -- what the caller calls it: an address, a path
    name TEXT NOT NULL,            -- the id under which it is the source of events
    address TEXT,                  -- where it comes from
    hash BLOB NOT NULL,            -- of its words and its day: the same again is not read again
    reader TEXT NOT NULL,          -- the version of citetrack that read it
    published TEXT,                -- the day of publication that was used
    published_how TEXT,
    length INTEGER NOT NULL,       -- in code points
    added TEXT,                    -- the day on which it came in, as the caller says
    body BLOB                      -- the text itself, zlib, if it is kept
) STRICT;
CREATE UNIQUE INDEX text_source ON text (source);

-- One row for each way in which texts name a document and the register knows it.
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    record TEXT NOT NULL,          -- JSON: label, key, identifier and so on
    candidates TEXT NOT NULL,      -- JSON: the works that it may be, if it is ambiguous
    mark BLOB NOT NULL UNIQUE,     -- a hash of both
    key TEXT NOT NULL,             -- under which texts agree on it
    words TEXT NOT NULL,           -- the label without marks or case
    number TEXT,                   -- of the identifier, without leading zeros
    known_number TEXT              -- of the register's identifier
) STRICT;
CREATE INDEX document_key ON document (key);
CREATE INDEX document_number ON document (number);
CREATE INDEX document_known_number ON document (known_number);

-- One row for each event: what is asked of it.
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    type TEXT NOT NULL,
    first TEXT,                    -- the first day on which it may have been; null if it is undated
    last TEXT                      -- the last one
) STRICT;
CREATE INDEX event_days ON event (first, last);

-- One row for each place of a text that tells of an event.
CREATE TABLE telling (
    id INTEGER PRIMARY KEY,
    text INTEGER NOT NULL REFERENCES text ON DELETE CASCADE,
    event INTEGER REFERENCES event ON DELETE SET NULL,
    type TEXT NOT NULL,
    date TEXT,
    date_end TEXT,
    edtf TEXT,
    precision TEXT NOT NULL,
    anchor TEXT NOT NULL,
    date_text TEXT,
    month_day TEXT,
    organiser TEXT,
    chair TEXT,
    place TEXT,
    attendance TEXT,               -- JSON, as in a record
    trigger TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    evidence TEXT NOT NULL
) STRICT;
CREATE INDEX telling_text ON telling (text);
CREATE INDEX telling_event ON telling (event);

-- Which documents a telling is about, in its order.
CREATE TABLE about (
    telling INTEGER NOT NULL REFERENCES telling ON DELETE CASCADE,
    position INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES document,
    PRIMARY KEY (telling, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX about_document ON about (document, telling);

-- Tellings that may tell of one event share a bucket.
CREATE TABLE bucket (
    bucket INTEGER NOT NULL,
    telling INTEGER NOT NULL REFERENCES telling ON DELETE CASCADE,
    PRIMARY KEY (bucket, telling)
) STRICT, WITHOUT ROWID;
CREATE INDEX bucket_telling ON bucket (telling);

-- The words of the evidence without marks; rowid is the telling's id.
CREATE VIRTUAL TABLE words USING fts5 (evidence, content='', tokenize='unicode61 remove_diacritics 2');

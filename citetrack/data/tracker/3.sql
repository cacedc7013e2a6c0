-- Version 3: an event is found by its days, not by all that a vaguer telling may say of it; arrivals answer for all texts.

-- One row for each way in which the tellings of an event tell of one of its documents.
DROP TABLE slot;
CREATE TABLE slot (
    slot INTEGER NOT NULL,         -- a hash of type and document's number
    first TEXT NOT NULL,           -- the first day, as far as days are told; else what is told
    last TEXT NOT NULL,            -- the last day; of a month the 31st
    body TEXT NOT NULL,            -- the words by which organisers are compared
    key INTEGER NOT NULL,          -- a hash of the document's key
    forms TEXT NOT NULL,           -- JSON: hashes of the key and of its vaguer forms
    event INTEGER NOT NULL REFERENCES event ON DELETE CASCADE
) STRICT;
CREATE INDEX slot_first ON slot (slot, first);
CREATE INDEX slot_event ON slot (event);

-- One row for each document of an event: which unit it reached when. The key is null where an event has no document.
CREATE TABLE arrival (
    event INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
    type TEXT NOT NULL,
    key TEXT,                      -- under which texts agree on the document
    level TEXT,                    -- of the unit
    unit TEXT,                     -- its name
    rank TEXT NOT NULL,            -- first and last day, then the place in the timeline; texts compare as these do
    issued TEXT                    -- the day of issue, as the register or a text has it
) STRICT;
CREATE INDEX arrival_first ON arrival (type, key, level, unit, rank, event);
CREATE INDEX arrival_event ON arrival (event);
CREATE INDEX arrival_key ON arrival (key, issued);

-- The events are made anew when the database is opened.
UPDATE telling SET event = NULL;
DELETE FROM event;

-- What few rows have and what nobody asks for costs each text less so.
DROP INDEX event_type;
DROP INDEX text_until;
CREATE INDEX text_until ON text (until) WHERE until IS NOT NULL;

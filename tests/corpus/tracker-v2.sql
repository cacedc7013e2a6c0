-- A database of version 2, as citetrack wrote it then: its DDL and four texts, one of them removed, and a correction.
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
INSERT INTO text (id, source, name, address, hash, reader, published, published_how, length, added, body, until) VALUES (1, '0', '0', '0', X'A6C9E6C59ED362FE7ADCA39ED639C185', '0.1.0 470930ec3666', NULL, NULL, 82, '2026-01-01', NULL, NULL);
INSERT INTO text (id, source, name, address, hash, reader, published, published_how, length, added, body, until) VALUES (2, '1', '1', '1', X'8BD89197151F4ADACE392AED3B6123B1', '0.1.0 470930ec3666', NULL, NULL, 86, '2026-01-02', NULL, '2026-02-01');
INSERT INTO text (id, source, name, address, hash, reader, published, published_how, length, added, body, until) VALUES (3, '2', '2', '2', X'38DEA8BA772CFDAD8EB6AB24199B710D', '0.1.0 470930ec3666', NULL, NULL, 79, '2026-01-03', NULL, NULL);
INSERT INTO text (id, source, name, address, hash, reader, published, published_how, length, added, body, until) VALUES (4, '3', '3', '3', X'A45B019CD82ADFE5F35593ABB9FDC4FC', '0.1.0 470930ec3666', NULL, NULL, 98, '2026-01-04', NULL, NULL);
INSERT INTO document (id, record, candidates, mark, key, words, number, known_number) VALUES (1, '{"label": "Quy \u0111\u1ecbnh 205-Q\u0110/TW", "key": "205-Q\u0110/TW@2019-09-23#Quy \u0111\u1ecbnh", "identifier": "205-Q\u0110/TW", "authority": "205-Q\u0110/TW", "type": "Quy \u0111\u1ecbnh", "date": "2019-09-23", "issuer": "B\u1ed9 Ch\u00ednh tr\u1ecb", "title": "V\u1ec1 vi\u1ec7c ki\u1ec3m so\u00e1t quy\u1ec1n l\u1ef1c trong c\u00f4ng t\u00e1c c\u00e1n b\u1ed9 v\u00e0 ch\u1ed1ng ch\u1ea1y ch\u1ee9c, ch\u1ea1y quy\u1ec1n", "number": "205"}', '[]', X'056428AF71E2B91C6393EF671DFD982E', '205-QĐ/TW@2019-09-23#Quy định', 'quy dinh 205-qd/tw', '205', '205');
INSERT INTO document (id, record, candidates, mark, key, words, number, known_number) VALUES (2, '{"label": "Ch\u1ec9 th\u1ecb 35-CT/TW", "key": "chi thi 35-ct/tw", "identifier": "35-CT/TW", "authority": null, "type": "Ch\u1ec9 th\u1ecb", "date": null, "issuer": null, "title": null, "number": "35"}', '[{"key": "35-CT/TW@2024-06-14#Ch\u1ec9 th\u1ecb", "identifier": "35-CT/TW", "type": "Ch\u1ec9 th\u1ecb", "date": "2024-06-14", "issuer": "B\u1ed9 Ch\u00ednh tr\u1ecb", "title": "v\u1ec1 \u0111\u1ea1i h\u1ed9i \u0111\u1ea3ng b\u1ed9 c\u00e1c c\u1ea5p ti\u1ebfn t\u1edbi \u0110\u1ea1i h\u1ed9i \u0111\u1ea1i bi\u1ec3u to\u00e0n qu\u1ed1c l\u1ea7n th\u1ee9 XIV c\u1ee7a \u0110\u1ea3ng"}, {"key": "35-CT/TW@2019-05-30#Ch\u1ec9 th\u1ecb", "identifier": "35-CT/TW", "type": "Ch\u1ec9 th\u1ecb", "date": "2019-05-30", "issuer": "B\u1ed9 Ch\u00ednh tr\u1ecb", "title": "V\u1ec1 \u0111\u1ea1i h\u1ed9i \u0111\u1ea3ng b\u1ed9 c\u00e1c c\u1ea5p ti\u1ebfn t\u1edbi \u0110\u1ea1i h\u1ed9i \u0111\u1ea1i bi\u1ec3u to\u00e0n qu\u1ed1c l\u1ea7n th\u1ee9 XIII c\u1ee7a \u0110\u1ea3ng"}]', X'4C8A6FB92A152CDCE0C69C40BD0FC3B9', 'chi thi 35-ct/tw', 'chi thi 35-ct/tw', '35', NULL);
INSERT INTO document (id, record, candidates, mark, key, words, number, known_number) VALUES (3, '{"label": "Ch\u1ec9 th\u1ecb 35-CT/TW", "key": "35-CT/TW@2024-06-14#Ch\u1ec9 th\u1ecb", "identifier": "35-CT/TW", "authority": "35-CT/TW", "type": "Ch\u1ec9 th\u1ecb", "date": "2024-06-14", "issuer": "B\u1ed9 Ch\u00ednh tr\u1ecb", "title": "v\u1ec1 \u0111\u1ea1i h\u1ed9i \u0111\u1ea3ng b\u1ed9 c\u00e1c c\u1ea5p ti\u1ebfn t\u1edbi \u0110\u1ea1i h\u1ed9i \u0111\u1ea1i bi\u1ec3u to\u00e0n qu\u1ed1c l\u1ea7n th\u1ee9 XIV c\u1ee7a \u0110\u1ea3ng", "number": "35"}', '[]', X'380070F30083024B84DF1D1E119AA19B', '35-CT/TW@2024-06-14#Chỉ thị', 'chi thi 35-ct/tw', '35', '35');
INSERT INTO document (id, record, candidates, mark, key, words, number, known_number) VALUES (4, '{"label": "K\u1ebf ho\u1ea1ch 248-KH/TU", "key": "ke hoach 248-kh/tu", "identifier": "248-KH/TU", "authority": null, "type": "K\u1ebf ho\u1ea1ch", "date": "2024-08-05", "issuer": null, "title": null, "number": "248"}', '[]', X'5B9EAE496B6B581578CBDDCAB6915D0E', 'ke hoach 248-kh/tu', 'ke hoach 248-kh/tu', '248', NULL);
INSERT INTO event (id, type, first, last, corrected) VALUES (3, 'dissemination', '2019-12-02', '2019-12-02', 0);
INSERT INTO event (id, type, first, last, corrected) VALUES (4, 'dissemination', '2019-12-09', '2019-12-09', 1);
INSERT INTO telling (id, text, event, type, date, date_end, edtf, precision, anchor, date_text, month_day, organiser, chair, place, attendance, trigger, start, stop, evidence, breakdown, past) VALUES (1, 1, 3, 'dissemination', '2019-12-02', NULL, '2019-12-02', 'day', 'none', 'Ngày 2-12-2019', NULL, 'Tỉnh ủy Yên Bái', NULL, NULL, NULL, 'quán triệt', 0, 82, 'Ngày 2-12-2019, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.', NULL, 0);
INSERT INTO telling (id, text, event, type, date, date_end, edtf, precision, anchor, date_text, month_day, organiser, chair, place, attendance, trigger, start, stop, evidence, breakdown, past) VALUES (2, 2, NULL, 'dissemination', '2019-12-02', NULL, '2019-12-02', 'day', 'none', 'Ngày 2/12/2019', NULL, 'Tỉnh ủy Yên Bái', NULL, 'thị xã Nghĩa Lộ', NULL, 'quán triệt', 0, 86, 'Ngày 2/12/2019, tại thị xã Nghĩa Lộ, Tỉnh ủy Yên Bái quán triệt Quy định số 205-QĐ/TW.', NULL, 1);
INSERT INTO telling (id, text, event, type, date, date_end, edtf, precision, anchor, date_text, month_day, organiser, chair, place, attendance, trigger, start, stop, evidence, breakdown, past) VALUES (3, 3, 4, 'dissemination', '2019-12', NULL, '2019-12', 'month', 'none', 'Tháng 12-2019', NULL, 'Tỉnh ủy Lào Cai', NULL, NULL, NULL, 'quán triệt', 0, 79, 'Tháng 12-2019, Tỉnh ủy Lào Cai tổ chức hội nghị quán triệt Chỉ thị số 35-CT/TW.', NULL, 0);
INSERT INTO about (telling, position, document) VALUES (1, 0, 1);
INSERT INTO about (telling, position, document) VALUES (2, 0, 1);
INSERT INTO about (telling, position, document) VALUES (3, 0, 2);
INSERT INTO link (id, text, parent, child, sources) VALUES (1, 4, 3, 4, '[{"id": "3", "start": 0, "end": 97, "evidence": "K\u1ebf ho\u1ea1ch s\u1ed1 248-KH/TU ng\u00e0y 5/8/2024 th\u1ef1c hi\u1ec7n Ch\u1ec9 th\u1ecb s\u1ed1 35-CT/TW ng\u00e0y 14/6/2024 c\u1ee7a B\u1ed9 Ch\u00ednh tr\u1ecb", "address": "3", "published": null, "date": null, "organiser": null, "attendance": null, "breakdown": []}]');
INSERT INTO slot (slot, own, event) VALUES (-8741020774582430585, 0, 3);
INSERT INTO slot (slot, own, event) VALUES (-7353654640160281861, 0, 3);
INSERT INTO slot (slot, own, event) VALUES (-6933724934161133351, 0, 3);
INSERT INTO slot (slot, own, event) VALUES (-5787269227140523356, 0, 3);
INSERT INTO slot (slot, own, event) VALUES (-4338807404436159510, 0, 3);
INSERT INTO slot (slot, own, event) VALUES (-2895106731347677779, 0, 3);
INSERT INTO slot (slot, own, event) VALUES (-2521676202036282339, 0, 3);
INSERT INTO slot (slot, own, event) VALUES (-1220384142369318954, 0, 3);
INSERT INTO slot (slot, own, event) VALUES (-1000820378992173173, 1, 3);
INSERT INTO slot (slot, own, event) VALUES (8254900315507790, 0, 3);
INSERT INTO slot (slot, own, event) VALUES (80090730298377210, 0, 3);
INSERT INTO slot (slot, own, event) VALUES (188462702113720388, 0, 3);
INSERT INTO slot (slot, own, event) VALUES (841609925532049795, 0, 3);
INSERT INTO slot (slot, own, event) VALUES (1479089417754673465, 0, 3);
INSERT INTO slot (slot, own, event) VALUES (2214844341703665704, 0, 3);
INSERT INTO slot (slot, own, event) VALUES (3544435516413996811, 0, 3);
INSERT INTO slot (slot, own, event) VALUES (5950957698299934053, 0, 3);
INSERT INTO slot (slot, own, event) VALUES (7173640604875716346, 0, 3);
INSERT INTO slot (slot, own, event) VALUES (8412372592978721085, 0, 3);
INSERT INTO slot (slot, own, event) VALUES (9086137624754206513, 0, 3);
INSERT INTO slot (slot, own, event) VALUES (-7342269951888483632, 0, 4);
INSERT INTO slot (slot, own, event) VALUES (-4348917792278492975, 0, 4);
INSERT INTO slot (slot, own, event) VALUES (-3950601465415569122, 0, 4);
INSERT INTO slot (slot, own, event) VALUES (-3923175499579567584, 0, 4);
INSERT INTO slot (slot, own, event) VALUES (-691605203286705098, 0, 4);
INSERT INTO slot (slot, own, event) VALUES (-662733840264559885, 0, 4);
INSERT INTO slot (slot, own, event) VALUES (544657006578625243, 0, 4);
INSERT INTO slot (slot, own, event) VALUES (682559826534449873, 0, 4);
INSERT INTO slot (slot, own, event) VALUES (787715569314551628, 0, 4);
INSERT INTO slot (slot, own, event) VALUES (1314884879347809621, 0, 4);
INSERT INTO slot (slot, own, event) VALUES (2450161765995349888, 0, 4);
INSERT INTO slot (slot, own, event) VALUES (3021582412257797106, 0, 4);
INSERT INTO slot (slot, own, event) VALUES (3028272587819282901, 0, 4);
INSERT INTO slot (slot, own, event) VALUES (3568683032101724080, 0, 4);
INSERT INTO slot (slot, own, event) VALUES (3837276962258081341, 0, 4);
INSERT INTO slot (slot, own, event) VALUES (4878534099197870656, 0, 4);
INSERT INTO slot (slot, own, event) VALUES (4982375003390462764, 1, 4);
INSERT INTO slot (slot, own, event) VALUES (5877072548985764372, 0, 4);
INSERT INTO slot (slot, own, event) VALUES (6160031385934299587, 0, 4);
INSERT INTO slot (slot, own, event) VALUES (7293756457960567500, 0, 4);
INSERT INTO correction (id, mark, kind, value, reason, author, made, undone) VALUES (1, X'06871B0E5384A45DF68C3DE20A3F23C8', 'date', '2019-12-09', 'r', 'a', '2026-02-02', NULL);
INSERT INTO target (correction, position, anchor, record) VALUES (1, 0, 2240571923729025676, '{"source": "2", "documents": ["chi thi 35-ct/tw"], "type": "dissemination", "evidence": "thang 12-2019, tinh uy lao cai to chuc hoi nghi quan triet chi thi so 35-ct/tw."}');
INSERT INTO words (rowid, evidence) VALUES (1, 'ngay 2-12-2019, tinh uy yen bai to chuc hoi nghi quan triet quy dinh so 205-qd/tw.');
INSERT INTO words (rowid, evidence) VALUES (3, 'thang 12-2019, tinh uy lao cai to chuc hoi nghi quan triet chi thi so 35-ct/tw.');
PRAGMA application_id = 1668575851;
PRAGMA user_version = 2;

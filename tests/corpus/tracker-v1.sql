-- A database of version 1, as citetrack wrote it then: its DDL and three texts.

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

INSERT INTO text VALUES (1, '0', '0', '0', x'a6c9e6c59ed362fe7adca39ed639c185', '0.1.0', NULL, NULL, 82, NULL, NULL);
INSERT INTO text VALUES (2, '1', '1', '1', x'774a7b442740b3a8d14cf0003d680081', '0.1.0', NULL, NULL, 107, NULL, NULL);
INSERT INTO text VALUES (3, '2', '2', '2', x'4850394a2b92ce9720653633ce5e951c', '0.1.0', NULL, NULL, 75, NULL, NULL);
INSERT INTO document VALUES (1, '{"label": "Quy \u0111\u1ecbnh 205-Q\u0110/TW", "key": "205-Q\u0110/TW@2019-09-23#Quy \u0111\u1ecbnh", "identifier": "205-Q\u0110/TW", "authority": "205-Q\u0110/TW", "type": "Quy \u0111\u1ecbnh", "date": "2019-09-23", "issuer": "B\u1ed9 Ch\u00ednh tr\u1ecb", "title": "V\u1ec1 vi\u1ec7c ki\u1ec3m so\u00e1t quy\u1ec1n l\u1ef1c trong c\u00f4ng t\u00e1c c\u00e1n b\u1ed9 v\u00e0 ch\u1ed1ng ch\u1ea1y ch\u1ee9c, ch\u1ea1y quy\u1ec1n", "number": "205"}', '[]', x'056428af71e2b91c6393ef671dfd982e', '205-QĐ/TW@2019-09-23#Quy định', 'quy dinh 205-qd/tw', '205', '205');
INSERT INTO document VALUES (2, '{"label": "Ch\u1ec9 th\u1ecb 35-CT/TW", "key": "chi thi 35-ct/tw", "identifier": "35-CT/TW", "authority": null, "type": "Ch\u1ec9 th\u1ecb", "date": null, "issuer": null, "title": null, "number": "35"}', '[{"key": "35-CT/TW@2024-06-14#Ch\u1ec9 th\u1ecb", "identifier": "35-CT/TW", "type": "Ch\u1ec9 th\u1ecb", "date": "2024-06-14", "issuer": "B\u1ed9 Ch\u00ednh tr\u1ecb", "title": "v\u1ec1 \u0111\u1ea1i h\u1ed9i \u0111\u1ea3ng b\u1ed9 c\u00e1c c\u1ea5p ti\u1ebfn t\u1edbi \u0110\u1ea1i h\u1ed9i \u0111\u1ea1i bi\u1ec3u to\u00e0n qu\u1ed1c l\u1ea7n th\u1ee9 XIV c\u1ee7a \u0110\u1ea3ng"}, {"key": "35-CT/TW@2019-05-30#Ch\u1ec9 th\u1ecb", "identifier": "35-CT/TW", "type": "Ch\u1ec9 th\u1ecb", "date": "2019-05-30", "issuer": "B\u1ed9 Ch\u00ednh tr\u1ecb", "title": "V\u1ec1 \u0111\u1ea1i h\u1ed9i \u0111\u1ea3ng b\u1ed9 c\u00e1c c\u1ea5p ti\u1ebfn t\u1edbi \u0110\u1ea1i h\u1ed9i \u0111\u1ea1i bi\u1ec3u to\u00e0n qu\u1ed1c l\u1ea7n th\u1ee9 XIII c\u1ee7a \u0110\u1ea3ng"}]', x'4c8a6fb92a152cdce0c69c40bd0fc3b9', 'chi thi 35-ct/tw', 'chi thi 35-ct/tw', '35', NULL);
INSERT INTO event VALUES (1, 'dissemination', '2019-12-02', '2019-12-02');
INSERT INTO event VALUES (2, 'dissemination', NULL, NULL);
INSERT INTO telling VALUES (1, 1, 1, 'dissemination', '2019-12-02', NULL, '2019-12-02', 'day', 'none', 'Ngày 2-12-2019', NULL, 'Tỉnh ủy Yên Bái', NULL, NULL, NULL, 'quán triệt', 0, 82, 'Ngày 2-12-2019, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.');
INSERT INTO telling VALUES (2, 2, 1, 'dissemination', '2019-12-02', NULL, '2019-12-02', 'day', 'none', 'Ngày 2/12/2019', NULL, 'Tỉnh ủy Yên Bái', NULL, 'thị xã Nghĩa Lộ', '{"sites":null,"people":[null,300],"mode":null}', 'quán triệt', 0, 107, 'Ngày 2/12/2019, tại thị xã Nghĩa Lộ, Tỉnh ủy Yên Bái quán triệt Quy định số 205-QĐ/TW tới gần 300 đại biểu.');
INSERT INTO telling VALUES (3, 3, 2, 'dissemination', NULL, NULL, 'XXXX-12-02', 'unknown', 'none', 'Ngày 2-12', '12-02', 'Tỉnh ủy Yên Bái', NULL, NULL, NULL, 'quán triệt', 0, 75, 'Ngày 2-12, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Chỉ thị số 35-CT/TW.');
INSERT INTO about VALUES (1, 0, 1);
INSERT INTO about VALUES (2, 0, 1);
INSERT INTO about VALUES (3, 0, 2);
INSERT INTO bucket VALUES (7583091062153573677, 1);
INSERT INTO bucket VALUES (7583091062153573677, 2);
INSERT INTO bucket VALUES (-896366806906317251, 3);
INSERT INTO words (rowid, evidence) VALUES (1, 'ngay 2-12-2019, tinh uy yen bai to chuc hoi nghi quan triet quy dinh so 205-qd/tw.');
INSERT INTO words (rowid, evidence) VALUES (2, 'ngay 2/12/2019, tai thi xa nghia lo, tinh uy yen bai quan triet quy dinh so 205-qd/tw toi gan 300 dai bieu.');
INSERT INTO words (rowid, evidence) VALUES (3, 'ngay 2-12, tinh uy yen bai to chuc hoi nghi quan triet chi thi so 35-ct/tw.');
PRAGMA application_id = 1668575851;
PRAGMA user_version = 1;

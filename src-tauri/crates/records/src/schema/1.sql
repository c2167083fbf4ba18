-- Schema 1. Never changed once released: what comes later is a next file.

PRAGMA application_id = 0x4B77697A;

-- One row. `schema` repeats user_version, so that a flipped bit in either shows; `app` names the version that wrote it.
-- Every later schema keeps this table, so that any version can tell which one is needed.
CREATE TABLE about (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    schema INTEGER NOT NULL,
    app TEXT NOT NULL
) STRICT;
INSERT INTO about (one, schema, app) VALUES (1, 0, '');

CREATE TABLE employers (
    id TEXT PRIMARY KEY NOT NULL,
    company_name TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT;

-- A dossier's projection. `head` is the hash of its last event, `length` the number of events, `finished` the moment
-- of sign-off in microseconds since 1970.
CREATE TABLE dossiers (
    id TEXT PRIMARY KEY NOT NULL,
    employer TEXT REFERENCES employers (id),
    head TEXT NOT NULL,
    length INTEGER NOT NULL CHECK (length > 0),
    finished INTEGER,
    summary TEXT NOT NULL
) STRICT;
CREATE INDEX dossiers_by_employer ON dossiers (employer);
CREATE INDEX dossiers_by_finished ON dossiers (finished) WHERE finished IS NOT NULL;

-- `content` is the event as JSON, exactly as it was hashed. Stored by dossier: one is always read as a whole.
CREATE TABLE events (
    dossier TEXT NOT NULL REFERENCES dossiers (id),
    sequence INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (dossier, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE handbooks (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('builtin', 'imported')),
    at TEXT NOT NULL,
    content TEXT NOT NULL,
    UNIQUE (id, version)
) STRICT;

CREATE TABLE settings (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- `scope` is 'office' or the id of an employer.
CREATE TABLE known (
    scope TEXT NOT NULL,
    what TEXT NOT NULL,
    value TEXT NOT NULL,
    origin TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (scope, what)
) STRICT, WITHOUT ROWID;

CREATE TABLE files (
    id TEXT PRIMARY KEY NOT NULL,
    employer TEXT REFERENCES employers (id),
    dossier TEXT REFERENCES dossiers (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    counts TEXT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL
) STRICT;
CREATE INDEX files_by_employer ON files (employer);
CREATE INDEX files_by_dossier ON files (dossier);

-- What can be found: employers (no dossier), dossiers (no step) and steps. Each kind has an index of its own: full-text
-- search runs in order of id, so that one that asks for the newest of a kind stops as soon as it has enough.
CREATE TABLE search_rows (
    id INTEGER PRIMARY KEY,
    employer TEXT,
    dossier TEXT,
    step TEXT,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    employer_name TEXT NOT NULL
) STRICT;
CREATE INDEX search_rows_by_employer ON search_rows (employer);
CREATE INDEX search_rows_by_dossier ON search_rows (dossier);

-- `prefix` lists the lengths of beginnings that are kept in order of id themselves. All that begins with a longer text
-- is gathered first.

CREATE VIRTUAL TABLE employer_search USING fts5 (
    title, body, employer_name,
    content = 'search_rows', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3 4 5 6 7 8'
);
-- Removed words leave the index at once, not at some later merge.
INSERT INTO employer_search (employer_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER employer_rows_added AFTER INSERT ON search_rows WHEN new.dossier IS NULL BEGIN
    INSERT INTO employer_search (rowid, title, body, employer_name)
    VALUES (new.id, new.title, new.body, new.employer_name);
END;
CREATE TRIGGER employer_rows_removed AFTER DELETE ON search_rows WHEN old.dossier IS NULL BEGIN
    INSERT INTO employer_search (employer_search, rowid, title, body, employer_name)
    VALUES ('delete', old.id, old.title, old.body, old.employer_name);
END;
CREATE TRIGGER employer_rows_changed AFTER UPDATE ON search_rows WHEN old.dossier IS NULL BEGIN
    INSERT INTO employer_search (employer_search, rowid, title, body, employer_name)
    VALUES ('delete', old.id, old.title, old.body, old.employer_name);
    INSERT INTO employer_search (rowid, title, body, employer_name)
    VALUES (new.id, new.title, new.body, new.employer_name);
END;

CREATE VIRTUAL TABLE dossier_search USING fts5 (
    title, body, employer_name,
    content = 'search_rows', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3 4 5 6 7 8'
);
-- Removed words leave the index at once, not at some later merge.
INSERT INTO dossier_search (dossier_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER dossier_rows_added AFTER INSERT ON search_rows WHEN new.dossier IS NOT NULL AND new.step IS NULL BEGIN
    INSERT INTO dossier_search (rowid, title, body, employer_name)
    VALUES (new.id, new.title, new.body, new.employer_name);
END;
CREATE TRIGGER dossier_rows_removed AFTER DELETE ON search_rows WHEN old.dossier IS NOT NULL AND old.step IS NULL BEGIN
    INSERT INTO dossier_search (dossier_search, rowid, title, body, employer_name)
    VALUES ('delete', old.id, old.title, old.body, old.employer_name);
END;
CREATE TRIGGER dossier_rows_changed AFTER UPDATE ON search_rows WHEN old.dossier IS NOT NULL AND old.step IS NULL BEGIN
    INSERT INTO dossier_search (dossier_search, rowid, title, body, employer_name)
    VALUES ('delete', old.id, old.title, old.body, old.employer_name);
    INSERT INTO dossier_search (rowid, title, body, employer_name)
    VALUES (new.id, new.title, new.body, new.employer_name);
END;

CREATE VIRTUAL TABLE step_search USING fts5 (
    title, body, employer_name,
    content = 'search_rows', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3 4 5 6 7 8'
);
-- Removed words leave the index at once, not at some later merge.
INSERT INTO step_search (step_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER step_rows_added AFTER INSERT ON search_rows WHEN new.step IS NOT NULL BEGIN
    INSERT INTO step_search (rowid, title, body, employer_name)
    VALUES (new.id, new.title, new.body, new.employer_name);
END;
CREATE TRIGGER step_rows_removed AFTER DELETE ON search_rows WHEN old.step IS NOT NULL BEGIN
    INSERT INTO step_search (step_search, rowid, title, body, employer_name)
    VALUES ('delete', old.id, old.title, old.body, old.employer_name);
END;
CREATE TRIGGER step_rows_changed AFTER UPDATE ON search_rows WHEN old.step IS NOT NULL BEGIN
    INSERT INTO step_search (step_search, rowid, title, body, employer_name)
    VALUES ('delete', old.id, old.title, old.body, old.employer_name);
    INSERT INTO step_search (rowid, title, body, employer_name)
    VALUES (new.id, new.title, new.body, new.employer_name);
END;

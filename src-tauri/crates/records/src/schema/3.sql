-- Schema 3: authenticated events, handbooks that belong to one dossier, tables for what stood in settings under
-- composed keys, and what was removed.

-- `mac` is the HMAC-SHA-256 of the event's hash in hexadecimal, `mac_key` names the key that made it. Without a keychain
-- an event is stored without them; so are the events of earlier versions.
ALTER TABLE events ADD COLUMN mac TEXT;
ALTER TABLE events ADD COLUMN mac_key TEXT;

-- The same over the dossier's head and summary, so that a summary changed beside the chain is found out.
ALTER TABLE dossiers ADD COLUMN mac TEXT;
ALTER TABLE dossiers ADD COLUMN mac_key TEXT;

-- The dossier that a value was learnt from: it goes with that dossier.
ALTER TABLE known ADD COLUMN dossier TEXT;

-- 'carried': came in with a dossier file and serves that dossier only; `dossier` is '' for all others.
CREATE TABLE handbooks_3 (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('builtin', 'imported', 'carried')),
    dossier TEXT NOT NULL DEFAULT '' CHECK ((source = 'carried') = (dossier <> '')),
    at TEXT NOT NULL,
    content TEXT NOT NULL,
    UNIQUE (id, version, dossier)
) STRICT;
INSERT INTO handbooks_3 (id, version, source, at, content) SELECT id, version, source, at, content FROM handbooks;
DROP TABLE handbooks;
ALTER TABLE handbooks_3 RENAME TO handbooks;

-- The coupling user of a dossier, so that two couplings never share one. `user_name` is sealed by the caller; empty when
-- the dossier has none.
CREATE TABLE coupling_users (
    dossier TEXT PRIMARY KEY NOT NULL REFERENCES dossiers (id) ON DELETE CASCADE,
    user_name TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO coupling_users (dossier, user_name, at)
    SELECT substr(what, length('couplingUser.') + 1), value, at FROM known
    WHERE substr(what, 1, length('couplingUser.')) = 'couplingUser.'
        AND substr(what, length('couplingUser.') + 1) IN (SELECT id FROM dossiers);
DELETE FROM known WHERE substr(what, 1, length('couplingUser.')) = 'couplingUser.';

-- What was typed and is not saved yet. `owner` is 'office', or the id of an employer (nil for a new one) or a dossier;
-- `place` names the field. Sealed by the caller where what it becomes is sealed.
CREATE TABLE drafts (
    owner TEXT NOT NULL,
    place TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (owner, place)
) STRICT, WITHOUT ROWID;
INSERT INTO drafts (owner, place, content)
    SELECT substr(key, length('employer-draft.') + 1), 'card', value FROM settings
    WHERE substr(key, 1, length('employer-draft.')) = 'employer-draft.';
DELETE FROM settings WHERE substr(key, 1, length('employer-draft.')) = 'employer-draft.';

-- What was removed for good, by id: a backup that is put back later does not bring it back.
CREATE TABLE removed (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('employer', 'dossier')),
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Schema 6: events in the order in which they were written, found through an index. Stored by dossier, each page held
-- seven of them, and one more event moved up to eighteen pages; now it adds to the last page of the table.
CREATE TABLE events_6 (
    dossier TEXT NOT NULL REFERENCES dossiers (id),
    sequence INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL,
    content TEXT NOT NULL,
    mac TEXT,
    mac_key TEXT,
    UNIQUE (dossier, sequence)
) STRICT;
INSERT INTO events_6 (dossier, sequence, id, hash, content, mac, mac_key)
    SELECT dossier, sequence, id, hash, content, mac, mac_key FROM events ORDER BY dossier, sequence;
DROP TABLE events;
ALTER TABLE events_6 RENAME TO events;

CREATE TABLE hours_events_6 (
    run TEXT NOT NULL REFERENCES hours_runs (id),
    sequence INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL,
    content TEXT NOT NULL,
    mac TEXT,
    mac_key TEXT,
    UNIQUE (run, sequence)
) STRICT;
INSERT INTO hours_events_6 (run, sequence, id, hash, content, mac, mac_key)
    SELECT run, sequence, id, hash, content, mac, mac_key FROM hours_events ORDER BY run, sequence;
DROP TABLE hours_events;
ALTER TABLE hours_events_6 RENAME TO hours_events;

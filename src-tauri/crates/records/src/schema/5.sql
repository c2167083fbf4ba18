-- Schema 5: runs of hours. `head` is the hash of the last event, `length` the number of events, `finished` the moment of
-- sign-off in microseconds since 1970, `mac` the code over head and summary. Never a person's hours.
CREATE TABLE hours_runs (
    id TEXT PRIMARY KEY NOT NULL,
    employer TEXT NOT NULL REFERENCES employers (id),
    head TEXT NOT NULL,
    length INTEGER NOT NULL CHECK (length > 0),
    finished INTEGER,
    summary TEXT NOT NULL,
    mac TEXT,
    mac_key TEXT
) STRICT;
CREATE INDEX hours_runs_by_employer ON hours_runs (employer);

-- As `events`, of the runs.
CREATE TABLE hours_events (
    run TEXT NOT NULL REFERENCES hours_runs (id),
    sequence INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL,
    content TEXT NOT NULL,
    mac TEXT,
    mac_key TEXT,
    PRIMARY KEY (run, sequence)
) STRICT, WITHOUT ROWID;

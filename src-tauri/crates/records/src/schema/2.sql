-- Schema 2: what was read from Loket. `scope` is 'office' or the id of an employer; `content` is JSON, or sealed by the
-- caller where it identifies people. A newer reading takes the place of the older one: what verdicts rested on stands
-- in their events.
CREATE TABLE readings (
    scope TEXT NOT NULL,
    what TEXT NOT NULL,
    at TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (scope, what)
) STRICT, WITHOUT ROWID;

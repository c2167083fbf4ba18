-- What was typed and is not saved yet. `owner` is 'office', or the id of an employer (nil for a new one) or a dossier;
-- `place` names the field. Sealed by the caller where what it becomes is sealed.
CREATE TABLE drafts (
    owner TEXT NOT NULL,
    place TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (owner, place)
) STRICT, WITHOUT ROWID;
INSERT INTO drafts (owner, place, content) SELECT employer, 'card', content FROM employer_drafts;
DROP TABLE employer_drafts;

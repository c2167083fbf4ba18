//! The index of notes: personal, so in memory only, and gone with the connection.

use domain::id::{EventId, StepId};
use rusqlite::{Connection, params};

use super::{Hit, HitKind, NoteRow};
use crate::row::{parsed, parsed_or_none, step, text};

/// Makes the empty index in the connection's temporary database, which is kept in memory.
pub(crate) fn prepare_notes(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "CREATE TABLE temp.note_rows (
             id INTEGER PRIMARY KEY,
             note TEXT NOT NULL UNIQUE,
             dossier TEXT NOT NULL,
             step TEXT,
             text TEXT NOT NULL
         ) STRICT;
         CREATE INDEX temp.note_rows_by_dossier ON note_rows (dossier);
         CREATE VIRTUAL TABLE temp.note_search USING fts5 (
             text, content = 'note_rows', content_rowid = 'id',
             tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
         );
         CREATE TEMP TRIGGER note_rows_added AFTER INSERT ON note_rows BEGIN
             INSERT INTO note_search (rowid, text) VALUES (new.id, new.text);
         END;
         CREATE TEMP TRIGGER note_rows_removed AFTER DELETE ON note_rows BEGIN
             INSERT INTO note_search (note_search, rowid, text) VALUES ('delete', old.id, old.text);
         END;",
    )
}

/// Makes notes findable.
pub(crate) fn index_notes(connection: &Connection, notes: &[NoteRow]) -> rusqlite::Result<()> {
    for note in notes {
        forget_notes(connection, &[note.note])?;
        connection
            .prepare_cached("INSERT INTO temp.note_rows (note, dossier, step, text) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![
                text(note.note),
                text(note.dossier),
                note.step.as_ref().map(StepId::as_str),
                note.text
            ])?;
    }
    Ok(())
}

/// Makes notes unfindable.
pub(crate) fn forget_notes(connection: &Connection, notes: &[EventId]) -> rusqlite::Result<()> {
    for note in notes {
        connection.prepare_cached("DELETE FROM temp.note_rows WHERE note = ?1")?.execute([text(*note)])?;
    }
    Ok(())
}

/// Makes the notes of dossiers unfindable.
pub(crate) fn forget_dossiers(connection: &Connection, dossiers: &[String]) -> rusqlite::Result<()> {
    for dossier in dossiers {
        connection.prepare_cached("DELETE FROM temp.note_rows WHERE dossier = ?1")?.execute([dossier])?;
    }
    Ok(())
}

/// Notes, the last to become findable first.
pub(super) fn find(connection: &Connection, expression: &str, limit: usize) -> rusqlite::Result<Vec<Hit>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    connection
        .prepare_cached(
            "SELECT n.note, n.dossier, n.step, f.excerpt, d.employer, e.company_name
             FROM (SELECT rowid AS id, snippet(note_search, 0, '', '', '…', 12) AS excerpt
                   FROM temp.note_search WHERE note_search MATCH ?1
                   ORDER BY rowid DESC LIMIT ?2) f
             JOIN temp.note_rows n ON n.id = f.id
             JOIN dossiers d ON d.id = n.dossier
             LEFT JOIN employers e ON e.id = d.employer
             ORDER BY n.id DESC",
        )?
        .query_map(params![expression, limit], |row| {
            Ok(Hit {
                kind: HitKind::Note,
                note: Some(parsed(row, 0)?),
                dossier: Some(parsed(row, 1)?),
                step: step(row, 2)?,
                title: row.get(3)?,
                employer: parsed_or_none(row, 4)?,
                employer_name: row.get::<_, Option<String>>(5)?.unwrap_or_default(),
            })
        })?
        .collect()
}

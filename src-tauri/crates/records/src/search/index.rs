//! The index on disk: employers, dossiers and steps. Nothing personal.

use domain::employer::Employer;
use domain::summary::Summary;
use rusqlite::{Connection, Row, params};

use super::{Hit, HitKind, SearchRow};
use crate::row::{parsed_or_none, text};

/// Each kind has its own band of ids, so that the index can be read one kind at a time.
const BAND: i64 = 1 << 40;
const EMPLOYERS: i64 = 0;
const DOSSIERS: i64 = 1;
const STEPS: i64 = 2;

/// Makes an employer findable, and its dossiers by its name.
pub(crate) fn store_employer(tx: &Connection, employer: &Employer) -> rusqlite::Result<()> {
    let id = text(employer.id);
    let name = &employer.company_name;
    let body = employer_body(employer);
    let changed = tx
        .prepare_cached(
            "UPDATE search_rows SET title = ?2, body = ?3 WHERE employer = ?1 AND dossier IS NULL",
        )?
        .execute(params![id, name, body])?;
    if changed == 0 {
        tx.prepare_cached(
            "INSERT INTO search_rows (id, employer, title, body, employer_name)
             VALUES (?1, ?2, ?3, ?4, '')",
        )?
        .execute(params![next_id(tx, EMPLOYERS)?, id, name, body])?;
    }
    tx.prepare_cached(
        "UPDATE search_rows SET employer_name = ?2
         WHERE employer = ?1 AND dossier IS NOT NULL AND employer_name <> ?2",
    )?
    .execute(params![id, name])?;
    Ok(())
}

fn employer_body(employer: &Employer) -> String {
    let own = [&employer.employer_id, &employer.employer_number, &employer.kvk, &employer.email];
    let mut words: Vec<&str> = own.into_iter().flatten().map(String::as_str).collect();
    for administration in &employer.administrations {
        words.push(&administration.name);
        words.extend(administration.payroll_taxes_number.as_deref());
        words.extend(administration.client_number.as_deref());
    }
    words.join(" ")
}

/// Makes a dossier and its steps findable. Rows that are as they were are left alone: most changes touch none.
pub(crate) fn store(tx: &Connection, summary: &Summary, rows: &[SearchRow]) -> rusqlite::Result<()> {
    let dossier = text(summary.dossier);
    // Dossiers' ids come before steps'.
    let mut sorted: Vec<&SearchRow> = rows.iter().collect();
    sorted.sort_by_key(|row| row.step.is_some());
    if stored(tx, &dossier)?.iter().eq(sorted) {
        return Ok(());
    }
    tx.prepare_cached("DELETE FROM search_rows WHERE dossier = ?1")?.execute([&dossier])?;
    let employer = summary.employer.map(text);
    let (mut next_dossier, mut next_step) = (next_id(tx, DOSSIERS)?, next_id(tx, STEPS)?);
    let mut insert = tx.prepare_cached(
        "INSERT INTO search_rows (id, employer, dossier, step, title, body, employer_name)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6,
                 coalesce((SELECT company_name FROM employers WHERE id = ?2), ''))",
    )?;
    for row in rows {
        let next = if row.step.is_some() { &mut next_step } else { &mut next_dossier };
        insert.execute(params![*next, employer, dossier, row.step, row.title, row.body])?;
        *next += 1;
    }
    Ok(())
}

fn stored(tx: &Connection, dossier: &str) -> rusqlite::Result<Vec<SearchRow>> {
    tx.prepare_cached("SELECT step, title, body FROM search_rows WHERE dossier = ?1 ORDER BY id")?
        .query_map([dossier], |row| {
            Ok(SearchRow { step: row.get(0)?, title: row.get(1)?, body: row.get(2)? })
        })?
        .collect()
}

fn next_id(tx: &Connection, kind: i64) -> rusqlite::Result<i64> {
    let (first, last) = band(kind);
    tx.prepare_cached("SELECT coalesce(max(id) + 1, ?1) FROM search_rows WHERE id BETWEEN ?1 AND ?2")?
        .query_row([first, last], |row| row.get(0))
}

fn band(kind: i64) -> (i64, i64) {
    (kind * BAND, (kind + 1) * BAND - 1)
}

/// Employers, best first: a name counts for more than a number or an administration.
pub(super) fn employers(
    connection: &Connection,
    expression: &str,
    limit: usize,
) -> rusqlite::Result<Vec<Hit>> {
    let order = "bm25(search, 10.0, 2.0, 1.0), rowid";
    find(connection, expression, HitKind::Employer, EMPLOYERS, order, limit)
}

/// Dossiers, the last to become findable first: ranking them all would take longer the more there are.
pub(super) fn dossiers(
    connection: &Connection,
    expression: &str,
    limit: usize,
) -> rusqlite::Result<Vec<Hit>> {
    find(connection, expression, HitKind::Dossier, DOSSIERS, "rowid DESC", limit)
}

/// Steps, in the same order as dossiers.
pub(super) fn steps(connection: &Connection, expression: &str, limit: usize) -> rusqlite::Result<Vec<Hit>> {
    find(connection, expression, HitKind::Step, STEPS, "rowid DESC", limit)
}

fn find(
    connection: &Connection,
    expression: &str,
    kind: HitKind,
    number: i64,
    order: &str,
    limit: usize,
) -> rusqlite::Result<Vec<Hit>> {
    let (first, last) = band(number);
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    // The inner search stops at the limit; only what it gives is looked up.
    let sql = format!(
        "SELECT r.employer, r.dossier, r.step, r.title, f.excerpt, e.company_name
         FROM (SELECT rowid AS id, snippet(search, -1, '', '', '…', 12) AS excerpt FROM search
               WHERE search MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY {order} LIMIT ?4) f
         JOIN search_rows r ON r.id = f.id
         LEFT JOIN employers e ON e.id = r.employer"
    );
    connection
        .prepare_cached(&sql)?
        .query_map(params![expression, first, last, limit], |row| hit(row, kind))?
        .collect()
}

fn hit(row: &Row<'_>, kind: HitKind) -> rusqlite::Result<Hit> {
    Ok(Hit {
        kind,
        employer: parsed_or_none(row, 0)?,
        dossier: parsed_or_none(row, 1)?,
        step: row.get(2)?,
        note: None,
        title: row.get(3)?,
        excerpt: row.get(4)?,
        employer_name: row.get::<_, Option<String>>(5)?.unwrap_or_default(),
    })
}

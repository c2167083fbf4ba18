//! The index on disk: employers, dossiers and steps. Nothing personal.

use domain::employer::Employer;
use domain::id::{EmployerId, StepId};
use domain::summary::Summary;
use rusqlite::{CachedStatement, Connection, Row, params};

use super::{Hit, HitKind, SearchRow};
use crate::row::{parsed_or_none, step, text};

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
            "INSERT INTO search_rows (employer, title, body, employer_name) VALUES (?1, ?2, ?3, '')",
        )?
        .execute(params![id, name, body])?;
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
    // The dossier's own row first, in which order they are read back.
    let mut sorted: Vec<&SearchRow> = rows.iter().collect();
    sorted.sort_by_key(|row| row.step.is_some());
    if stored(tx, &dossier)?.iter().eq(sorted.iter().copied()) {
        return Ok(());
    }
    tx.prepare_cached("DELETE FROM search_rows WHERE dossier = ?1")?.execute([&dossier])?;
    let employer = summary.employer.map(text);
    let mut insert = tx.prepare_cached(
        "INSERT INTO search_rows (employer, dossier, step, title, body, employer_name)
         VALUES (?1, ?2, ?3, ?4, ?5, coalesce((SELECT company_name FROM employers WHERE id = ?1), ''))",
    )?;
    for row in sorted {
        insert.execute(params![
            employer,
            dossier,
            row.step.as_ref().map(StepId::as_str),
            row.title,
            row.body
        ])?;
    }
    Ok(())
}

fn stored(tx: &Connection, dossier: &str) -> rusqlite::Result<Vec<SearchRow>> {
    tx.prepare_cached("SELECT step, title, body FROM search_rows WHERE dossier = ?1 ORDER BY id")?
        .query_map([dossier], |row| {
            Ok(SearchRow { step: step(row, 0)?, title: row.get(1)?, body: row.get(2)? })
        })?
        .collect()
}

/// Asks one kind's index for ids first: only the few that it gives are looked up. In order of id it stops at the limit;
/// a ranking would go through all that fits, which takes longer the more there is.
fn newest<'a>(connection: &'a Connection, index: &str) -> rusqlite::Result<CachedStatement<'a>> {
    connection.prepare_cached(&format!(
        "SELECT r.employer, r.dossier, r.step, r.title, e.company_name
         FROM (SELECT rowid AS id FROM {index} WHERE {index} MATCH ?1 ORDER BY rowid DESC LIMIT ?2) f
         JOIN search_rows r ON r.id = f.id
         LEFT JOIN employers e ON e.id = r.employer
         ORDER BY r.id DESC"
    ))
}

/// Employers: those found by their name first, then those found by a number or an administration; in both the newest
/// first.
pub(super) fn employers(
    connection: &Connection,
    expression: &str,
    limit: usize,
) -> rusqlite::Result<Vec<Hit>> {
    let mut statement = newest(connection, "employer_search")?;
    let mut hits = find(&mut statement, &format!("title : ({expression})"), HitKind::Employer, limit)?;
    if hits.len() < limit {
        // As many again, for those that were found already are among them.
        let others = find(&mut statement, expression, HitKind::Employer, limit.saturating_add(hits.len()))?;
        let by_name: Vec<Option<EmployerId>> = hits.iter().map(|hit| hit.employer).collect();
        hits.extend(others.into_iter().filter(|hit| !by_name.contains(&hit.employer)));
        hits.truncate(limit);
    }
    Ok(hits)
}

/// Dossiers, the last to become findable first.
pub(super) fn dossiers(
    connection: &Connection,
    expression: &str,
    limit: usize,
) -> rusqlite::Result<Vec<Hit>> {
    find(&mut newest(connection, "dossier_search")?, expression, HitKind::Dossier, limit)
}

/// Steps, in the same order as dossiers.
pub(super) fn steps(connection: &Connection, expression: &str, limit: usize) -> rusqlite::Result<Vec<Hit>> {
    find(&mut newest(connection, "step_search")?, expression, HitKind::Step, limit)
}

fn find(
    statement: &mut CachedStatement<'_>,
    expression: &str,
    kind: HitKind,
    limit: usize,
) -> rusqlite::Result<Vec<Hit>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    statement.query_map(params![expression, limit], |row| hit(row, kind))?.collect()
}

fn hit(row: &Row<'_>, kind: HitKind) -> rusqlite::Result<Hit> {
    Ok(Hit {
        kind,
        employer: parsed_or_none(row, 0)?,
        dossier: parsed_or_none(row, 1)?,
        step: step(row, 2)?,
        note: None,
        title: row.get(3)?,
        employer_name: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
    })
}

//! An upload file that somebody else made: what is wrong with it, and one that is right. It is kept in memory only.

use std::path::Path;

use domain::hours::known::LoketData;
use domain::hours::run::ComponentTotal;
use domain::hours::upload::UploadTable;
use domain::hours::upload_check::{UploadCheckView, check_upload};
use exchange::hours::{LARGEST_UPLOAD, is_of, upload_bytes, upload_lines};
use sha2::{Digest, Sha256};

use super::HoursRuns;
use super::upload::profile;
use crate::files::remember_folder;
use crate::refusal::{NotWritten, Refusal, Result};

/// The upload file that was looked at last, as it would be right.
pub(crate) struct MendedUpload {
    /// Names it; another file that is looked at has another.
    pub number: u32,
    pub name: String,
    pub table: UploadTable,
}

impl HoursRuns<'_> {
    /// Looks at an upload file, whoever made it.
    ///
    /// # Errors
    /// [`Refusal::HoursFile`] for what is no text; [`Refusal::NotFound`] when it is gone.
    pub fn check_upload_file(&self, path: &Path) -> Result<UploadCheckView> {
        let bytes = exchange::file_in::read_at_most(path, LARGEST_UPLOAD).map_err(|fault| match fault {
            exchange::file_in::FileFault::TooLarge => exchange::hours::ReadFault::TooLarge.into(),
            exchange::file_in::FileFault::NotThere => Refusal::NotFound,
        })?;
        let profile = profile("").ok_or(Refusal::Unexpected)?;
        let lines = upload_lines(&bytes, &profile)?;
        // Filters in Loket and what is sealed leave less to hold it against; that is said with the findings.
        self.0.keys.unlock_if_begun()?;
        let records = self.0.records()?;
        let employers: Vec<_> = records.employers()?.into_iter().map(|row| row.employer).collect();
        let of = |number: u32| {
            let number = number.to_string();
            employers.iter().find(|card| {
                card.administrations.iter().any(|one| one.client_number.as_deref() == Some(&number))
            })
        };
        let loket = |number: u32| {
            let readings = self.0.keys.readings(&records, of(number)?.id).ok()?;
            Some(LoketData::of(&readings, number))
        };
        let checked = check_upload(&lines, &profile.columns(), loket);
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let only = checked.administrations.first().copied().filter(|_| checked.administrations.len() == 1);
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let mended = checked.table.filter(|_| checked.mends).map(|table| {
            let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
            self.0.hours_files.put_mended(format!("{stem}-verbeterd.csv"), table)
        });
        Ok(UploadCheckView {
            sha256: format!("{:x}", Sha256::digest(&bytes)),
            administration: only,
            employer: only.and_then(of).map(|card| card.company_name.clone()),
            people: count(checked.people.len()),
            rows: count(checked.rows),
            totals: checked
                .totals
                .into_iter()
                .map(|(component, total)| ComponentTotal { component, total })
                .collect(),
            findings: checked.findings,
            mended,
            name,
        })
    }

    /// The name that is proposed for the mended file.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when another file was looked at since.
    pub fn mended_name(&self, number: u32) -> Result<String> {
        self.0.hours_files.mended(number, |mended| mended.name.clone()).ok_or(Refusal::NotFound)
    }

    /// Writes the mended file, reads it back, and gives its name. Never over a file that is there: that gets the next free
    /// name.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when another file was looked at since; [`Refusal::NotWritten`].
    pub fn write_mended(&self, number: u32, target: &Path) -> Result<String> {
        let table =
            self.0.hours_files.mended(number, |mended| mended.table.clone()).ok_or(Refusal::NotFound)?;
        let profile = profile("").ok_or(Refusal::Unexpected)?;
        let folder = target.parent().ok_or(Refusal::NotWritten { why: NotWritten::Gone })?;
        let wanted = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let bytes = upload_bytes(&table, &profile).map_err(|fault| {
            tracing::error!(%fault, "no mended upload file");
            Refusal::NotWritten { why: NotWritten::Failed }
        })?;
        remember_folder(&mut *self.0.records()?, folder)?;
        let placed = exchange::atomic_write::write(folder, &wanted, &bytes, |read| {
            if is_of(read, &table, &profile) { Ok(()) } else { Err("not the table".to_owned()) }
        })?;
        Ok(placed.path.file_name().map_or(wanted, |name| name.to_string_lossy().into_owned()))
    }
}

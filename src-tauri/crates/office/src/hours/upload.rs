//! Making the upload file of a run.

use std::path::Path;

use domain::hours::run::{FoundCount, HoursRun, HoursRunChange, MadeFile};
use domain::hours::upload::UploadTable;
use domain::hours::view::{HoursView, is_ready};
use domain::id::HoursRunId;
use exchange::hours::{Profile, UploadFile, is_of, profiles, upload_file};

use super::HoursRuns;
use crate::files::remember_folder;
use crate::refusal::{NotWritten, Refusal, Result};

/// An upload file that is ready to be written.
pub struct UploadOut {
    /// The name that is proposed.
    pub name: String,
    run: HoursRunId,
    file: UploadFile,
    table: UploadTable,
    profile: Profile,
    found: Vec<FoundCount>,
    /// SHA-256 of the files that are on record as made.
    recorded: Vec<String>,
}

impl HoursRuns<'_> {
    /// The upload file of a run, ready to be written.
    ///
    /// # Errors
    /// [`Refusal::HoursFileClosed`] when the file is not open; [`Refusal::UploadHeldBack`] while something has to be
    /// answered, put right or approved first.
    pub fn upload(&self, run: HoursRunId) -> Result<UploadOut> {
        let context = self.gather(&*self.0.records()?, run)?;
        if context.run.signed_off.is_some() {
            return Err(Refusal::SignedOff);
        }
        let open = self.0.hours_files.get(run).ok_or(Refusal::HoursFileClosed)?;
        let (_, judged) = self.judged(&context, &open).ok_or(Refusal::HoursFileClosed)?;
        if !is_ready(&context.run, &judged, &open.file.facts.sha256) {
            return Err(Refusal::UploadHeldBack);
        }
        let found = judged.found();
        let table = judged.table.map_err(|_| Refusal::UploadHeldBack)?;
        out_of(&context.run, table, found)
    }

    /// A file of only a part of the table: it is named so.
    pub(super) fn differences_out(&self, run: HoursRunId, table: UploadTable) -> Result<UploadOut> {
        let context = self.gather(&*self.0.records()?, run)?;
        let mut out = out_of(&context.run, table, vec![])?;
        out.name = out.name.replace(".csv", "-verschillen.csv");
        Ok(out)
    }

    /// Writes an upload file, reads it back with the second reader, and records it as made. Never over a file that is
    /// there: that gets the next free name. One with the same bytes that is not on record was made by a run of the program that
    /// ended before it could say so, and is taken as made.
    ///
    /// # Errors
    /// [`Refusal::NotWritten`]; nothing is recorded then. [`Refusal::NotSaved`] or [`Refusal::Keychain`] when it stands
    /// and could not be recorded.
    pub fn write_upload(&self, out: UploadOut, target: &Path) -> Result<HoursView> {
        let (run, made) = self.written(out, target)?;
        self.change(run, HoursRunChange::RecordFile(made))
    }

    /// Writes it, and says what stands there then.
    pub(super) fn written(&self, out: UploadOut, target: &Path) -> Result<(HoursRunId, MadeFile)> {
        let UploadOut { name, run, file, table, profile, found, recorded } = out;
        let folder = target.parent().ok_or(Refusal::NotWritten { why: NotWritten::Gone })?;
        let wanted = target.file_name().map_or(name, |name| name.to_string_lossy().into_owned());
        remember_folder(&mut *self.0.records()?, folder)?;
        let verify = |read: &[u8]| {
            if is_of(read, &table, &profile) { Ok(()) } else { Err("not the table".to_owned()) }
        };
        let standing = exchange::atomic_write::standing(folder, &wanted, &file.bytes);
        let standing =
            standing.filter(|placed| !recorded.contains(&placed.sha256) && verify(&file.bytes).is_ok());
        let placed = match standing {
            Some(placed) => placed,
            None => exchange::atomic_write::write(folder, &wanted, &file.bytes, verify)?,
        };
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let made = MadeFile {
            name: placed.path.file_name().map_or(wanted, |name| name.to_string_lossy().into_owned()),
            sha256: placed.sha256,
            bytes: placed.bytes,
            people: count(file.people),
            rows: count(file.rows),
            totals: file.totals,
            found,
        };
        Ok((run, made))
    }
}

fn out_of(run: &HoursRun, table: UploadTable, found: Vec<FoundCount>) -> Result<UploadOut> {
    let profile = profile(&run.options.profile).ok_or(Refusal::Unexpected)?;
    let file = upload_file(&table, &profile, run.period).map_err(|fault| {
        tracing::error!(%fault, "no upload file");
        Refusal::NotWritten { why: NotWritten::Failed }
    })?;
    let recorded = run.made.iter().map(|made| made.sha256.clone()).collect();
    Ok(UploadOut { name: file.name.clone(), run: run.id, file, table, profile, found, recorded })
}

/// The layout of upload files by its name; the usual one for a name that is none.
pub(super) fn profile(name: &str) -> Option<Profile> {
    let mut all = profiles().unwrap_or_default();
    let place = all.iter().position(|profile| profile.name == name).unwrap_or(0);
    (place < all.len()).then(|| all.swap_remove(place))
}

/// How many decimals a layout of upload files holds.
pub(super) fn decimals(name: &str) -> usize {
    profile(name).map_or(2, |profile| profile.decimals)
}

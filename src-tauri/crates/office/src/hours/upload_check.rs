//! An upload file that somebody else made: what is wrong with it, and one that is right. It is kept in memory only.

use std::path::Path;

use domain::employer::Employer;
use domain::hours::known::LoketData;
use domain::hours::period::{Period, PeriodKind};
use domain::hours::run::{ComponentTotal, HoursAction, HoursEvent, HoursRun, RunContext};
use domain::hours::upload::UploadTable;
use domain::hours::upload_check::{HeldAgainst, UploadCheckView, UploadLines, check_upload};
use domain::hours::view::PeriodView;
use exchange::hours::{LARGEST_UPLOAD, is_of, period_of_name, profiles, upload_bytes, upload_lines};
use records::Records;
use sha2::{Digest, Sha256};

use super::HoursRuns;
use super::runs::around;
use super::upload::profile;
use crate::files::remember_folder;
use crate::refusal::{NotWritten, Refusal, Result};

/// The upload file that was looked at last, as it would be right.
pub(crate) struct MendedUpload {
    /// Names it; another file that is looked at has another.
    pub number: u32,
    pub name: String,
    pub table: UploadTable,
    /// Name of the layout that it is written by.
    pub profile: String,
}

/// The upload file that was looked at last, to be looked at once more for another period or layout.
#[derive(Debug, Clone)]
pub(crate) struct CheckedFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// What was chosen to look at a file with.
struct CheckedWith {
    /// None: no period.
    period: Option<Period>,
    /// Name of a layout of upload files.
    profile: String,
}

/// The administration of an upload file, as it is known here.
struct KnownAdministration {
    employer: Employer,
    number: u32,
    kind: Option<PeriodKind>,
}

impl HoursRuns<'_> {
    /// Looks at an upload file, whoever made it: for the period that its name says, by the layout of the last run of its
    /// administration.
    ///
    /// # Errors
    /// [`Refusal::HoursFile`] for what is no text; [`Refusal::NotFound`] when it is gone.
    pub fn check_upload_file(&self, path: &Path) -> Result<UploadCheckView> {
        let bytes = exchange::file_in::read_at_most(path, LARGEST_UPLOAD).map_err(|fault| match fault {
            exchange::file_in::FileFault::TooLarge => exchange::hours::ReadFault::TooLarge.into(),
            exchange::file_in::FileFault::NotThere => Refusal::NotFound,
        })?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let file = CheckedFile { name, bytes };
        let checked = self.checked(&file, None)?;
        self.0.hours_files.put_checked(file);
        Ok(checked)
    }

    /// Looks at the same bytes for a period, or for none, and by a layout.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when no file was looked at, or there is no such layout.
    pub fn check_upload_again(&self, period: Option<Period>, layout: &str) -> Result<UploadCheckView> {
        let file = self.0.hours_files.checked().ok_or(Refusal::NotFound)?;
        let known = profiles().unwrap_or_default();
        known.iter().find(|profile| profile.name == layout).ok_or(Refusal::NotFound)?;
        self.checked(&file, Some(CheckedWith { period, profile: layout.to_owned() }))
    }

    /// Where nothing was chosen the name of the file says its period, and the last run of its administration its layout.
    fn checked(&self, file: &CheckedFile, with: Option<CheckedWith>) -> Result<UploadCheckView> {
        let usual = profile("").ok_or(Refusal::Unexpected)?;
        let lines = upload_lines(&file.bytes, &usual)?;
        // Filters in Loket and what is sealed leave less to hold it against; that is said with the findings.
        self.0.keys.unlock_if_begun()?;
        let records = self.0.records()?;
        let known = self.known_administration(&records, &lines)?;
        let kind = known.as_ref().and_then(|known| Some((known.number, known.kind?)));
        let of_name = kind.and_then(|(number, kind)| period_of_name(&file.name, number, kind));
        let with = with.unwrap_or_else(|| {
            let profile = known.as_ref().and_then(|known| self.last_profile(&records, known));
            CheckedWith { period: of_name, profile: profile.unwrap_or_default() }
        });
        let profile = profile(&with.profile).ok_or(Refusal::Unexpected)?;
        let period = with.period.filter(|_| known.is_some());
        let context = match (&known, period) {
            (Some(known), Some(period)) => self.context_for(&records, known, period)?,
            _ => None,
        };
        let against = |number: u32| {
            let known = known.as_ref().filter(|known| known.number == number)?;
            if let Some(context) = &context {
                let loket = Box::new(self.loket_for(context));
                return Some(HeldAgainst::Period { context: Box::new(context.clone()), loket });
            }
            let readings = self.0.keys.readings(&records, known.employer.id).ok()?;
            Some(HeldAgainst::Administration(Box::new(LoketData::of(&readings, number))))
        };
        let checked = check_upload(&lines, &profile.columns(), against);
        let only = checked.administrations.first().copied().filter(|_| checked.administrations.len() == 1);
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let mended = checked.table.filter(|_| checked.mends).map(|table| {
            let stem = file.name.rsplit_once('.').map_or(file.name.as_str(), |(stem, _)| stem);
            self.0.hours_files.put_mended(format!("{stem}-verbeterd.csv"), table, profile.name.clone())
        });
        let around_of = period.or_else(|| Period::of(self.0.clock.today(), kind?.1));
        Ok(UploadCheckView {
            sha256: format!("{:x}", Sha256::digest(&file.bytes)),
            administration: only,
            employer: known.as_ref().map(|known| known.employer.company_name.clone()),
            period: period.map(PeriodView::from),
            periods: around_of.map(around).unwrap_or_default(),
            profile: profile.name,
            profiles: profiles().unwrap_or_default().into_iter().map(|profile| profile.name).collect(),
            people: count(checked.people.len()),
            rows: count(checked.rows),
            totals: checked
                .totals
                .into_iter()
                .map(|(component, total)| ComponentTotal { component, total })
                .collect(),
            findings: checked.findings,
            mended,
            name: file.name.clone(),
        })
    }

    /// The administration that the whole file is for, when there is a card with it.
    fn known_administration(
        &self,
        records: &Records,
        lines: &UploadLines,
    ) -> Result<Option<KnownAdministration>> {
        let numbers = || lines.rows.iter().filter_map(|(_, cells)| cells.first()?.trim().parse::<u32>().ok());
        let Some(number) = numbers().next().filter(|first| numbers().all(|one| one == *first)) else {
            return Ok(None);
        };
        let written = number.to_string();
        for row in records.employers()? {
            let found = row.employer.administrations.iter();
            let mut found = found.filter(|one| one.client_number.as_deref() == Some(&written));
            let Some(administration) = found.next() else { continue };
            let runs = self.summaries(records, Some(row.employer.id))?;
            let last = runs.iter().filter(|run| run.administration == number).max_by_key(|run| run.created);
            let kind = administration.payroll_period_type.map(PeriodKind::from);
            let kind = kind.or(last.map(|run| run.period.kind));
            return Ok(Some(KnownAdministration { employer: row.employer, number, kind }));
        }
        Ok(None)
    }

    /// The layout of upload files that the last run of an administration has.
    fn last_profile(&self, records: &Records, known: &KnownAdministration) -> Option<String> {
        let runs = self.summaries(records, Some(known.employer.id)).ok()?;
        let last = runs
            .into_iter()
            .filter(|run| run.administration == known.number)
            .max_by_key(|run| run.created)?;
        self.folded(records, last.run).ok().map(|run| run.options.profile)
    }

    /// All that a run for this period would be held against, as if it began now. None while nobody gave a name and initials.
    fn context_for(
        &self,
        records: &Records,
        known: &KnownAdministration,
        period: Period,
    ) -> Result<Option<RunContext>> {
        let Ok(actor) = crate::settings::read(records)?.settings.actor() else { return Ok(None) };
        let created = HoursEvent {
            id: self.0.clock.new_id().into(),
            chain: self.0.clock.new_id().into(),
            at: self.0.clock.now(),
            actor,
            version: 1,
            previous: String::new(),
            action: HoursAction::RunCreated {
                employer: known.employer.id,
                administration: known.number,
                name: "".into(),
                period,
                environment: Some(self.0.environment()),
            },
        };
        let run = HoursRun::replay(std::slice::from_ref(&created), String::new());
        let mut context = self.context(records, run.map_err(|_| Refusal::Unexpected)?, vec![created])?;
        let last = context.others.iter().filter(|run| run.administration == known.number);
        if let Some(last) = last.max_by_key(|run| run.created).map(|last| last.run)
            && let Ok(last) = self.folded(records, last)
        {
            context.run.options = last.options;
        }
        Ok(Some(context))
    }

    /// What was read of Loket for a run of the same period that is open, else what is kept of its employer.
    fn loket_for(&self, context: &RunContext) -> LoketData {
        let open = context.same_period().find_map(|run| self.0.hours_files.loket(run.run));
        open.unwrap_or_else(|| LoketData::of(&context.readings, context.run.administration))
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
        let mended =
            self.0.hours_files.mended(number, |mended| (mended.table.clone(), mended.profile.clone()));
        let (table, layout) = mended.ok_or(Refusal::NotFound)?;
        let profile = profile(&layout).ok_or(Refusal::Unexpected)?;
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

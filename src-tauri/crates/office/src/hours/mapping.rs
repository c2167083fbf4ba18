//! The mapping of runs: from a dossier, from another run, and in and out as a file.

use std::path::Path;

use domain::hours::proof::administration_of;
use domain::hours::run::{HoursRunChange, MappingOf, MappingSource, RunContext, RunSummary, from_dossier};
use domain::hours::view::HoursView;
use domain::id::HoursRunId;
use exchange::hours::{LARGEST_MAPPING, MappingFile};
use records::Records;

use super::HoursRuns;
use crate::files::remember_folder;
use crate::refusal::{NotWritten, Refusal, Result};

impl HoursRuns<'_> {
    /// Takes over what another run chose, where nothing was chosen here. Of another employer people are left out.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; otherwise as [`HoursRuns::change`].
    pub fn copy_mapping(&self, id: HoursRunId, from: HoursRunId) -> Result<HoursView> {
        self.0.keys.unlock()?;
        let (own, other) = {
            let records = self.0.records()?;
            (self.folded(&records, id)?, self.folded(&records, from)?)
        };
        let same = own.employer == other.employer;
        let entries = other.mapping.into_iter().filter(|((of, _), _)| same || *of != MappingOf::Person);
        let entries = entries.map(|((of, name), mapped)| (of, name, mapped.choice)).collect();
        let source = if same {
            MappingSource::LastRun { run: from }
        } else {
            MappingSource::Employer { employer: other.employer }
        };
        self.change(id, HoursRunChange::TakeMapping { entries, source })
    }

    /// Writes the mapping of a run as a file; with the people in it only when asked for.
    ///
    /// # Errors
    /// [`Refusal::Keychain`] while the mapping is sealed; [`Refusal::NotWritten`].
    pub fn write_mapping(&self, id: HoursRunId, people: bool, target: &Path) -> Result<()> {
        self.0.keys.unlock_if_begun()?;
        let run = self.folded(&*self.0.records()?, id)?;
        let entries = run.mapping.into_iter().filter(|((of, _), _)| people || *of != MappingOf::Person);
        let file = MappingFile {
            options: run.options,
            entries: entries.map(|((of, name), mapped)| (of, name, mapped.choice)).collect(),
        };
        let folder = target.parent().ok_or(Refusal::NotWritten { why: NotWritten::Gone })?;
        let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        remember_folder(&mut *self.0.records()?, folder)?;
        exchange::atomic_write::write(
            folder,
            &name,
            file.written().as_bytes(),
            |read| match MappingFile::read(read) {
                Ok(read) if read == file => Ok(()),
                _ => Err("not the mapping".to_owned()),
            },
        )?;
        Ok(())
    }

    /// The name that is proposed for the mapping of a run as a file.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn mapping_name(&self, id: HoursRunId) -> Result<String> {
        let run = self.folded(&*self.0.records()?, id)?;
        Ok(format!("urenkoppeling-{}.json", run.administration))
    }

    /// Takes over a mapping from a file, where nothing was chosen here.
    ///
    /// # Errors
    /// [`Refusal::NotAMapping`]; otherwise as [`HoursRuns::change`].
    pub fn read_mapping(&self, id: HoursRunId, path: &Path) -> Result<HoursView> {
        let bytes = exchange::file_in::read_at_most(path, LARGEST_MAPPING)?;
        let file = MappingFile::read(&bytes).map_err(|_| Refusal::NotAMapping)?;
        let change = HoursRunChange::TakeMapping { entries: file.entries, source: MappingSource::File {} };
        self.change(id, change)
    }

    /// What a new run takes over: the choices of the last run of the administration, else the mapping answers of the
    /// employer's dossiers.
    pub(super) fn taken_over(&self, records: &Records, context: &RunContext) -> Result<Vec<HoursRunChange>> {
        let own = |other: &&RunSummary| other.administration == context.run.administration;
        let mut others: Vec<&RunSummary> = context.others.iter().filter(own).collect();
        others.sort_by_key(|other| std::cmp::Reverse(other.created));
        for other in others {
            let Ok(earlier) = self.folded(records, other.run) else { continue };
            if earlier.mapping.is_empty() || earlier.sealed {
                continue;
            }
            let entries = earlier.mapping.into_iter();
            let entries = entries.map(|((of, name), mapped)| (of, name, mapped.choice)).collect();
            return Ok(vec![
                HoursRunChange::TakeMapping { entries, source: MappingSource::LastRun { run: other.run } },
                HoursRunChange::SetOptions { options: earlier.options },
            ]);
        }
        for id in records.dossiers_of(context.run.employer)?.into_iter().rev() {
            let Ok(dossier) = self.0.gather(records, id, None) else { continue };
            let own = administration_of(&dossier.handbook, &dossier.dossier);
            if own.is_some_and(|own| own != context.run.administration) {
                continue;
            }
            if let Some(found) = from_dossier(&dossier.handbook, &dossier.dossier) {
                let source = MappingSource::Dossier { dossier: id };
                return Ok(vec![
                    HoursRunChange::TakeMapping { entries: found.entries, source },
                    HoursRunChange::SetOptions { options: found.options },
                ]);
            }
        }
        Ok(vec![])
    }
}

//! Employees from Loket as a file for the HR system.
//!
//! The list lives in memory while the page is open. What is kept of an employer is which columns were chosen, and of the file
//! that was made last the names and a digest of each value, sealed: enough to say who is new, changed or gone.

use std::path::Path;

use domain::connection::LoketFault;
use domain::employees::{
    Choice, EmployeeList, EmployeeTable, EmployeesView, LastFile, ViewInputs, table, view,
};
use domain::employer::Employer;
use domain::files::{FileKind, Made};
use domain::id::EmployerId;
use exchange::employees::{Written, file, is_of};
use jiff::Timestamp;
use parking_lot::Mutex;
use records::{KeptReading, Known, Records, Scope};
use serde::Serialize;
use specta::Type;

use crate::Office;
use crate::connection::progress::ProgressCallback;
use crate::employers::shown;
use crate::files::FileOut;
use crate::refusal::{NotWritten, Refusal, Result};

/// The name under which the choice of an employer, and what is kept of its last file, stand in the records.
const NAME: &str = "employeeFile";

/// The list that was read last.
#[derive(Default)]
pub(crate) struct OpenEmployees(Mutex<Option<OpenList>>);

#[derive(Clone)]
struct OpenList {
    employer: EmployerId,
    list: EmployeeList,
    /// The file that was the last one when it was read.
    before: Option<LastFile>,
}

/// The files of employees of an office.
pub struct Employees<'a>(&'a Office);

/// A file of employees that is ready to be written.
pub struct EmployeesOut {
    pub file: FileOut,
    employer: EmployerId,
    table: EmployeeTable,
    how: Written,
}

/// What came of making a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EmployeesSaved {
    pub made: Made,
    /// Whether the next file can be compared with this one. It cannot while the key is not at hand, or the records may only be
    /// read.
    pub comparable: bool,
    pub view: EmployeesView,
}

impl Office {
    /// The files of employees.
    pub fn employees(&self) -> Employees<'_> {
        Employees(self)
    }
}

impl Employees<'_> {
    /// What can be chosen for the file of an employer, and what is in it while the list is open.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn open(&self, employer: EmployerId) -> Result<EmployeesView> {
        self.unlock();
        let records = self.0.records()?;
        let card = records.employer(employer)?.ok_or(Refusal::NotFound)?;
        let choice = chosen(&records, employer)?;
        let (last, last_sealed) = match self.last(&records, employer)? {
            Last::Known(last) => (Some(last), false),
            Last::Sealed => (None, true),
            Last::None => (None, false),
        };
        let open = self.list(employer);
        Ok(view(ViewInputs {
            employer: &card.company_name,
            linked: card.employer_id.is_some(),
            choice: &choice,
            last: last.as_ref(),
            last_sealed,
            list: open.as_ref().map(|open| &open.list),
            before: open.as_ref().and_then(|open| open.before.as_ref()),
            today: self.0.clock.today(),
        }))
    }

    /// Reads the employees of an employer from Loket.
    ///
    /// # Errors
    /// [`Refusal::Loket`], also when the card has no Werkgever ID; the list that was read before stays open.
    pub async fn read(&self, employer: EmployerId, on_progress: ProgressCallback) -> Result<EmployeesView> {
        let run = self.0.link.begin_run(on_progress)?;
        let outcome = run.unless_stopped(Box::pin(self.list_from_loket(employer))).await;
        self.0.link.note_end(outcome)?;
        self.open(employer)
    }

    async fn list_from_loket(&self, employer: EmployerId) -> Result<()> {
        let card = self.0.records()?.employer(employer)?.ok_or(Refusal::NotFound)?;
        let Employer { employer_id: Some(id), .. } = card else {
            return Err(LoketFault::NotLinked { employer: card.company_name }.into());
        };
        let reporter = &self.0.link.progress_reporter;
        let progress = |read: loket::Progress| {
            reporter.say(|reported| reported.items = Some((shown(read.items), shown(read.of_items))));
        };
        let list = self.0.link.reader().await?.read_employees(&id, progress).await?;
        self.unlock();
        let before = match self.last(&*self.0.records()?, employer)? {
            Last::Known(file) => Some(file),
            Last::Sealed | Last::None => None,
        };
        *self.0.employees.0.lock() = Some(OpenList { employer, list, before });
        Ok(())
    }

    /// Remembers which columns go into the file of an employer, and in what order.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`Refusal::NotSaved`].
    pub fn choose(&self, employer: EmployerId, choice: Choice) -> Result<EmployeesView> {
        {
            let mut records = self.0.records()?;
            records.employer(employer)?.ok_or(Refusal::NotFound)?;
            let value = serde_json::to_string(&choice.without_doubles()).map_err(|_| Refusal::Unexpected)?;
            records.learn(&[Known {
                scope: Scope::Employer(employer),
                what: NAME.to_owned(),
                value,
                origin: String::new(),
                at: self.0.clock.now(),
                dossier: None,
            }])?;
        }
        self.open(employer)
    }

    /// The file as it is chosen, ready to be written.
    ///
    /// # Errors
    /// [`Refusal::EmployeesNotRead`] while the list is not open; [`Refusal::BadInput`] when nobody, or no column, would be in
    /// it; [`Refusal::NotWritten`] when it cannot be made.
    pub fn file(&self, employer: EmployerId) -> Result<EmployeesOut> {
        let language = self.0.settings()?.language;
        let (card, choice) = {
            let records = self.0.records()?;
            (records.employer(employer)?.ok_or(Refusal::NotFound)?, chosen(&records, employer)?)
        };
        let open = self.list(employer).ok_or(Refusal::EmployeesNotRead)?;
        let table = table(&open.list, &choice, self.0.clock.today());
        if table.rows.is_empty() || table.columns.is_empty() {
            return Err(Refusal::BadInput);
        }
        let (environment, at) = (self.0.environment, self.0.clock.now());
        let how = Written { format: choice.format, environment, language, at };
        let bytes = file(&table, how).map_err(|fault| {
            tracing::error!(%fault, "no file of employees");
            Refusal::NotWritten { why: NotWritten::Failed }
        })?;
        let name = self.0.file_name(&[&card.company_name, "medewerkers"], choice.format.ending())?;
        let file =
            FileOut { kind: FileKind::Employees, dossier: None, employer: Some(employer), name, bytes };
        Ok(EmployeesOut { file, employer, table, how })
    }

    /// Writes a file, reads it back cell by cell, records it as made, and keeps what the next one is compared with. Never over
    /// a file that is there: that gets the next free name.
    ///
    /// # Errors
    /// As [`Office::write`].
    pub fn write(&self, out: EmployeesOut, target: &Path) -> Result<EmployeesSaved> {
        let EmployeesOut { file, employer, table, how } = out;
        let made = self.0.write_verified(file, target, |read| {
            if is_of(read, &table, how) { Ok(()) } else { Err("not the table".to_owned()) }
        })?;
        // The file stands: that it cannot be remembered does not undo it.
        let comparable = match self.keep(employer, &LastFile::of(&table, made.at)) {
            Ok(()) => true,
            Err(refusal) => {
                tracing::warn!(?refusal, "the next file of employees cannot be compared with this one");
                false
            }
        };
        Ok(EmployeesSaved { made, comparable, view: self.open(employer)? })
    }

    /// Lets the list of an employer go.
    pub fn close(&self, employer: EmployerId) {
        let mut open = self.0.employees.0.lock();
        if open.as_ref().is_some_and(|open| open.employer == employer) {
            *open = None;
        }
    }

    fn list(&self, employer: EmployerId) -> Option<OpenList> {
        self.0.employees.0.lock().as_ref().filter(|open| open.employer == employer).cloned()
    }

    /// Fetches the key where there ever was one. Without it everything goes on, and nothing can be compared.
    fn unlock(&self) {
        if let Err(refusal) = self.0.keys.unlock_if_begun() {
            tracing::warn!(?refusal, "what is kept of the last file of employees stays sealed");
        }
    }

    fn keep(&self, employer: EmployerId, last: &LastFile) -> Result<()> {
        let text = serde_json::to_string(last).map_err(|_| Refusal::Unexpected)?;
        // The keychain may take its time: it is asked with the records free for others.
        self.0.keys.unlock()?;
        let content = self.0.keys.seal_text(&text, &sealed_for(employer))?;
        let (scope, what) = (Scope::Employer(employer), NAME.to_owned());
        Ok(self.0.records()?.keep_readings(&[KeptReading { scope, what, at: last.at, content }])?)
    }

    fn last(&self, records: &Records, employer: EmployerId) -> Result<Last> {
        let kept = records.readings_named(Scope::Employer(employer), &[NAME])?;
        let Some(kept) = kept.first() else { return Ok(Last::None) };
        let Some(text) = self.0.keys.open_sealed(&kept.content, &sealed_for(employer)) else {
            return Ok(Last::Sealed);
        };
        // Of a version that kept it in another form there is nothing to compare with.
        Ok(serde_json::from_str(&text).map_or(Last::None, Last::Known))
    }
}

/// What is known of the file that was made last.
enum Last {
    Known(LastFile),
    /// There is one, and it cannot be opened now.
    Sealed,
    None,
}

/// When the last file of employees of an employer was made, in UTC; none: none was.
///
/// # Errors
/// When the records cannot be read.
pub(crate) fn made_at(records: &Records, employer: EmployerId) -> Result<Option<Timestamp>> {
    let kept = records.readings_named(Scope::Employer(employer), &[NAME])?;
    Ok(kept.first().map(|kept| kept.at))
}

/// What was chosen for an employer the last time. One of another version of the app is none.
fn chosen(records: &Records, employer: EmployerId) -> Result<Choice> {
    let known = records.known(Scope::Employer(employer), NAME)?;
    Ok(known.and_then(|known| serde_json::from_str(&known.value).ok()).unwrap_or_default())
}

/// What is kept of the last file opens in its own place only.
fn sealed_for(employer: EmployerId) -> String {
    format!("employee file of {employer}")
}

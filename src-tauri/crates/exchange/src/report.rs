//! The report of a dossier, or of a run of hours: who did what, with every answer and where it came from.
//!
//! One report, two forms with the same content: a web page in one file ([`html`]), and a PDF
//! ([`pdf`]) that is tagged for screen readers and made to be kept (PDF/A-2a and PDF/UA-1).

use domain::{Environment, Language, Stamp};
use jiff::Timestamp;
use jiff::civil::Date;

mod content;
mod html;
mod pdf;
mod run;

pub use pdf::PdfFault;
pub use run::{RunReport, RunTable};

/// All that a report says, in the words of its language. Nothing is looked up or worked out further
/// than counting steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Title of the handbook.
    pub title: String,
    /// The employer or the office that it is about.
    pub subject: String,
    pub handbook_version: u32,
    pub partner: String,
    /// What is known of the employer; empty for a dossier of the office.
    pub employer: Vec<Fact>,
    pub office: Vec<Fact>,
    pub sources: Vec<Source>,
    /// The steps, in order.
    pub steps: Vec<ReportStep>,
    /// What the reader should know before anything else.
    pub warnings: Vec<String>,
    /// Who declared the dossier done, and when.
    pub sign_off: Option<Stamp>,
    /// Who looked at it as a second person, and when.
    pub countersign: Option<Stamp>,
    /// Whether the office asks a second person to look.
    pub second_person: bool,
    /// Everything that happened, oldest first; a run of checks in Loket is one line.
    pub history: Vec<Happening>,
    /// Each check in Loket, oldest first: an appendix.
    pub checks: Vec<CheckMade>,
    pub chain: Chain,
    pub files: Vec<MadeFile>,
    /// The environment of Loket that everything in it belongs to.
    pub environment: Environment,
    /// When the report was made, in UTC, and by whom.
    pub made: Stamp,
}

/// A label and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub label: String,
    /// What it says; line ends are kept.
    pub value: String,
}

/// A source of the handbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub title: String,
    /// Where it stands. Only an https address becomes a link.
    pub url: String,
    /// When the document itself is of, where that is known: yyyy, yyyy-mm or yyyy-mm-dd.
    pub dated: Option<String>,
    /// The day it was read.
    pub read: Option<Date>,
}

/// A step with its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportStep {
    /// The step, starting with a verb.
    pub title: String,
    /// The part of the handbook that it belongs to; steps of a part follow each other.
    pub part: String,
    pub status: StepStatus,
    /// The status in words: `Afgerond`, `Wacht op Loket`.
    pub status_words: String,
    pub who: String,
    pub lines: Vec<AnswerLine>,
    /// Notes, each with its writer and day in it.
    pub notes: Vec<String>,
    /// What was waited for, each in a sentence.
    pub waits: Vec<String>,
}

/// How a step stands: it chooses the sign beside the words, and counts for the progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepStatus {
    NotStarted,
    Busy,
    Waiting,
    Done,
    Blocked,
    Problem,
    NotApplicable,
}

/// An item and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AnswerLine {
    pub label: String,
    /// The answer, a line each; none: not answered.
    pub answer: Vec<String>,
    /// Where the value came from, in a sentence; none: typed.
    pub origin: Option<String>,
    /// Who answered, and when, in words.
    pub by: Option<String>,
    /// What Loket said of it, a line each: the verdict with its moment, what is lacking, what was asked.
    pub loket: Vec<String>,
    /// What the handbook asks of it.
    pub requirement: Option<String>,
}

/// One line of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    /// When, in UTC.
    pub at: Timestamp,
    pub who: String,
    pub what: String,
}

/// One check in Loket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckMade {
    /// When, in UTC.
    pub at: Timestamp,
    pub who: String,
    /// What was checked, and how it stood.
    pub what: String,
    /// What was lacking or why it is not known, a line each.
    pub details: Vec<String>,
    /// The operations of Loket's API that were called, with the moment, a line a reading.
    pub asked: Vec<String>,
}

/// How the history is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    pub events: usize,
    /// Hash of the last one, in hexadecimal.
    pub head: String,
    /// Whether the chain was found whole when the report was made.
    pub verified: bool,
    /// The first so many events are proven to be what the key of the computer that made the report wrote.
    pub authenticated: usize,
    /// The first so many events came from a dossier file; none when the dossier was started here.
    pub imported: usize,
}

/// A file that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeFile {
    pub name: String,
    /// When, in UTC.
    pub at: Timestamp,
    /// SHA-256 over its bytes, in hexadecimal.
    pub sha256: String,
}

/// The report as one web page: no script, nothing loaded, readable for years and to screen readers.
pub fn html(report: &Report, language: Language) -> String {
    html::page(&content::content(report, language))
}

/// The report as PDF on A4.
///
/// # Errors
/// When the PDF cannot be made at all; not for anything in the texts.
pub fn pdf(report: &Report, language: Language) -> Result<Vec<u8>, PdfFault> {
    pdf::document(&content::content(report, language), report.made.at)
}

/// The report of a run of hours as one web page, as [`html`].
pub fn run_html(report: &RunReport, language: Language) -> String {
    html::page(&run::content(report, language))
}

/// The report of a run of hours as PDF, as [`pdf`].
///
/// # Errors
/// When the PDF cannot be made at all; not for anything in the texts.
pub fn run_pdf(report: &RunReport, language: Language) -> Result<Vec<u8>, PdfFault> {
    pdf::document(&run::content(report, language), report.made.at)
}

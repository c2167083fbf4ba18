//! What the hours runs of an employer show of the lines of a handbook: the file was made and read back, the hours are in
//! Loket, what names are there. A line that rests on one of these facts need not be ticked on trust, and one that a run
//! contradicts cannot be ticked.

mod rows;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::period::{Period, PeriodKind};
use super::run::{MappingChoice, MappingOf, RunStatus, RunSummary};
use crate::answer::{Answer, Origin, OriginSource};
use crate::context::DossierContext;
use crate::dossier::Dossier;
use crate::findings::{Problem, applies};
use crate::handbook::Handbook;
use crate::id::HoursRunId;
use crate::item::{Ask, Fill, Item};
use crate::known::fill_of;
use crate::verdict::Discrepancy;

/// What a line of a handbook asks of the runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RunProof {
    /// The fact that the line rests on.
    pub fact: RunFact,
    /// The line says no more than that: it counts without being ticked.
    #[serde(default)]
    pub proves: bool,
}

/// A fact that runs show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema, strum::EnumIter)]
#[serde(rename_all = "camelCase")]
pub enum RunFact {
    /// What names of the other system are in Loket, as rows of a mapping.
    Mapping,
    /// Everything in the file of the last run is linked or left out with a reason.
    AllMapped,
    /// The upload file was made and read back.
    FileMade,
    /// How the hours get to Loket, as a choice between [`BY_FILE`] and [`STRAIGHT`].
    Way,
    /// Loket has all of it: it was sent and read back, compared as equal, or recorded as processed.
    Processed,
    /// What Loket holds was read back and is equal.
    Reconciled,
    /// The year of the last run.
    Year,
    /// The number of the period of the last run: month, four weeks or week, as the administration is paid.
    PeriodNumber,
    /// The periods that were uploaded, as rows of a list.
    Periods,
    /// A file of employees was made for the other system.
    EmployeesFile,
}

/// The options of a choice that rests on [`RunFact::Way`]: a person uploads a file in Loket.
pub const BY_FILE: &str = "file";
/// Or they are sent by the program.
pub const STRAIGHT: &str = "straight";

impl RunFact {
    /// The kinds of items that can rest on it, as a handbook writes them.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Mapping => "mapping",
            Self::Year | Self::PeriodNumber => "field",
            Self::Periods => "list",
            Self::Way => "choice",
            Self::AllMapped | Self::FileMade | Self::Processed | Self::Reconciled | Self::EmployeesFile => {
                "confirm"
            }
        }
    }
}

/// The hours runs of one employer, as far as dossiers look at them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EmployerRuns {
    pub runs: Vec<RunSummary>,
    /// What names are in Loket by the newest run of each administration that links any and can be opened.
    pub mappings: Vec<RunNames>,
    /// When the last file of employees was made, in UTC; none: none was, or nobody can tell.
    pub employees_file: Option<Timestamp>,
}

/// What the names of a run are in Loket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunNames {
    pub run: HoursRunId,
    /// Aansluitnummer.
    pub administration: u32,
    pub period: Period,
    /// When that was chosen last, in UTC.
    pub at: Timestamp,
    pub names: Vec<(MappingOf, String, MappingChoice)>,
}

/// What runs show of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ShownByRun {
    pub fact: RunFact,
    /// Which run and period, or the file of employees, and since when (UTC).
    pub origin: Origin,
    /// The day on which it was uploaded, where that is what is shown.
    #[specta(type = Option<String>)]
    pub on: Option<Date>,
    pub finding: RunFinding,
}

/// What that comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum RunFinding {
    /// It was seen.
    Shown {
        /// What the line is answered with.
        answer: Answer,
        /// Whether that alone answers it, without anybody's word.
        counts: bool,
    },
    /// It is not so.
    Contradicted {
        #[serde(rename = "lacks")]
        discrepancy: Discrepancy,
    },
}

impl ShownByRun {
    /// Why the line cannot be ticked.
    pub fn contradiction(&self) -> Option<&Discrepancy> {
        match &self.finding {
            RunFinding::Contradicted { discrepancy } => Some(discrepancy),
            RunFinding::Shown { .. } => None,
        }
    }
}

/// Why a line is not so, by what the runs show, whatever was decided about it.
pub(crate) fn contradicted<'a>(item: &Item, dossier: &'a Dossier) -> Option<&'a ShownByRun> {
    dossier.shown_by_runs.get(&item.id).filter(|shown| shown.contradiction().is_some())
}

/// The same as a problem of the line.
pub(crate) fn problem(item: &Item, dossier: &Dossier) -> Option<Problem> {
    let discrepancy = contradicted(item, dossier)?.contradiction()?.clone();
    Some(Problem::CheckFails { discrepancies: vec![discrepancy] })
}

/// Whether somebody went on over what the runs contradict now.
pub(crate) fn is_gone_over(item: &Item, dossier: &Dossier) -> bool {
    let over = dossier.went_on.get(&item.id).map_or(&[][..], |went_on| &went_on.over);
    problem(item, dossier).is_some_and(|problem| over.contains(&problem))
}

/// What stands in the way of a line by what the runs show.
pub(crate) fn in_the_way(item: &Item, dossier: &Dossier) -> Option<Vec<Discrepancy>> {
    let shown = contradicted(item, dossier).filter(|_| !is_gone_over(item, dossier))?;
    shown.contradiction().map(|found| vec![found.clone()])
}

/// What the runs show of every line that asks about them.
pub(crate) fn shown_by_runs(context: &DossierContext) -> BTreeMap<crate::id::ItemId, ShownByRun> {
    let DossierContext { handbook, dossier, runs, .. } = context;
    let asking = handbook.items().filter_map(|(step, item)| {
        let proof = item.run.filter(|_| applies(step, item, handbook, dossier))?;
        Some((item, proof))
    });
    let mut asking = asking.peekable();
    if asking.peek().is_none() {
        return BTreeMap::new();
    }
    let own = OwnRuns::of(handbook, dossier, runs);
    let shown = asking.filter_map(|(item, proof)| {
        let shown = match proof.fact {
            RunFact::EmployeesFile => employees_file(proof, runs.employees_file?),
            RunFact::Mapping => rows::mapping(item, context, own.as_ref()?)?,
            RunFact::Periods => rows::periods(item, context, own.as_ref()?)?,
            _ => own.as_ref()?.newest_first.iter().find_map(|run| of_run(item, proof, run))?,
        };
        Some((item.id.clone(), shown))
    });
    shown.collect()
}

/// The runs of the administration that a dossier is about.
struct OwnRuns<'a> {
    newest_first: Vec<&'a RunSummary>,
    names: Option<&'a RunNames>,
}

impl<'a> OwnRuns<'a> {
    /// Those of the administration that the dossier names; of the only one that has runs where it names none. None:
    /// which is meant is not known.
    fn of(handbook: &Handbook, dossier: &Dossier, runs: &'a EmployerRuns) -> Option<Self> {
        let mut all = runs.runs.iter().map(|run| run.administration);
        let only = all.next().filter(|first| all.all(|other| other == *first));
        let own = administration_of(handbook, dossier).or(only)?;
        let mut newest_first: Vec<_> = runs.runs.iter().filter(|run| run.administration == own).collect();
        newest_first.sort_by_key(|run| std::cmp::Reverse((run.period, run.created)));
        let names = runs.mappings.iter().find(|names| names.administration == own);
        Some(Self { newest_first, names })
    }
}

/// The aansluitnummer that a dossier was answered with; none: it asks for none, or that does not read.
pub fn administration_of(handbook: &Handbook, dossier: &Dossier) -> Option<u32> {
    let asked = handbook.items().filter(|(_, item)| fill_of(&item.ask) == Some(Fill::ClientNumber));
    asked.filter_map(|(_, item)| dossier.answer(&item.id)).find_map(|answer| match answer {
        Answer::Value { value } => value.clear()?.trim().parse().ok(),
        _ => None,
    })
}

/// What one run shows of a fact; none: nothing, so that an earlier run may.
fn of_run(item: &Item, proof: RunProof, run: &RunSummary) -> Option<ShownByRun> {
    let stages = run.stages.clone().unwrap_or_default();
    // What was made of other choices than those of now shows nothing.
    let is_current = !matches!(run.status, RunStatus::NoFile | RunStatus::Busy);
    let lacks = run.compared.filter(|counts| counts.different + counts.missing > 0);
    let lacks = lacks.map(|counts| Discrepancy::HoursDiffer {
        period: run.period,
        different: counts.different,
        missing: counts.missing,
    });
    let is_equal = run.compared.is_some() && lacks.is_none();
    let is_sent = stages.unsent == 0 && run.uploaded.is_some();
    let not_sent = (stages.unsent > 0 && !is_equal)
        .then_some(Discrepancy::HoursNotSent { period: run.period, people: stages.unsent });
    let of_day = |day: Date| day.to_zoned(TimeZone::UTC).map(|at| at.timestamp()).ok();
    let worked_out = stages.made.or(stages.sent.filter(|_| is_sent));
    let uploaded = run.uploaded.filter(|_| is_current);
    let shown = |at: Timestamp, answer: Answer, is_exact: bool| ShownByRun {
        fact: proof.fact,
        origin: origin(run, at),
        on: None,
        finding: RunFinding::Shown { answer, counts: proof.proves && is_exact },
    };
    let contradicted = |at: Option<Timestamp>, discrepancy: Discrepancy| ShownByRun {
        fact: proof.fact,
        origin: origin(run, at.unwrap_or(run.changed)),
        on: uploaded,
        finding: RunFinding::Contradicted { discrepancy },
    };
    if matches!(proof.fact, RunFact::Processed | RunFact::Reconciled) {
        if let Some(lacks) = lacks.filter(|_| is_current) {
            return Some(contradicted(stages.compared, lacks));
        }
        if let Some(not_sent) = not_sent {
            return Some(contradicted(stages.sent, not_sent));
        }
    }
    match proof.fact {
        RunFact::FileMade => stages.made.filter(|_| is_current).map(|at| shown(at, Answer::Confirmed, true)),
        // Nothing is made or sent while a name is not linked.
        RunFact::AllMapped => worked_out.filter(|_| is_current).map(|at| shown(at, Answer::Confirmed, true)),
        RunFact::Processed => {
            let day = uploaded?;
            let at = stages.compared.filter(|_| is_equal).or(stages.sent.filter(|_| is_sent));
            let at = at.or(stages.processed.and_then(of_day));
            let seen = shown(at.or_else(|| of_day(day))?, Answer::Confirmed, at.is_some());
            Some(ShownByRun { on: Some(day), ..seen })
        }
        RunFact::Reconciled => {
            let at = stages.compared.filter(|_| is_equal && is_current)?;
            Some(shown(at, Answer::Confirmed, true))
        }
        RunFact::Way => {
            let straight = stages.sent.filter(|_| is_sent).map(|at| (at, STRAIGHT));
            let (at, way) = straight.or_else(|| Some((of_day(uploaded?)?, BY_FILE)))?;
            Some(shown(at, Answer::of(way), true))
        }
        RunFact::Year => Some(shown(worked_out?, Answer::of(&run.period.year.to_string()), true)),
        RunFact::PeriodNumber => {
            let fits = fits(item, run.period.kind);
            let number = run.period.number.to_string();
            worked_out.filter(|_| fits).map(|at| shown(at, Answer::of(&number), true))
        }
        RunFact::Mapping | RunFact::Periods | RunFact::EmployeesFile => None,
    }
}

/// Whether a field takes the numbers of periods of this kind, by the most that it takes.
fn fits(item: &Item, kind: PeriodKind) -> bool {
    let most = match kind {
        PeriodKind::Month => 12,
        PeriodKind::FourWeeks => 13,
        PeriodKind::Week => 53,
    };
    matches!(&item.ask, Ask::Field(field) if field.max == Some(most))
}

fn origin(run: &RunSummary, at: Timestamp) -> Origin {
    Origin { source: OriginSource::HoursRun { run: run.run, period: run.period }, at }
}

fn employees_file(proof: RunProof, at: Timestamp) -> ShownByRun {
    ShownByRun {
        fact: proof.fact,
        origin: Origin { source: OriginSource::EmployeesFile, at },
        on: None,
        finding: RunFinding::Shown { answer: Answer::Confirmed, counts: proof.proves },
    }
}

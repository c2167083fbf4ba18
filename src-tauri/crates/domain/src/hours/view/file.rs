//! An open file, and what becomes of it.

use std::collections::{BTreeMap, BTreeSet};

use super::findings::{finding_view, key};
use super::mapping::{choices, mapping};
use super::questions::question;
use super::totals::totals;
use super::{
    ClockTimesView, ColumnView, FileView, LayoutSourceView, LeftOutRow, PreviewRow, SheetView, StopKind,
    StopView, UploadAdvice, number, uses_departments,
};
use crate::display;
use crate::hours::amount_format::read_amount;
use crate::hours::exact::Amount;
use crate::hours::finding::{Finding, Level};
use crate::hours::findings::{Judged, sums};
use crate::hours::head::dated_head;
use crate::hours::known::LoketData;
use crate::hours::layout::{Layout, main_sheet};
use crate::hours::roles::Role;
use crate::hours::rows::Reading;
use crate::hours::run::{
    DepartmentUse, HoursRun, LayoutSource, MappingOf, OpenedFile, RunContext, RunSummary,
};
use crate::hours::sheet::{Cell, Position, Row, Sheet, column_letters};
use crate::hours::upload::{NotReady, own_number};
use crate::hours::words;

/// How many rows are shown.
const PREVIEW: usize = 20;

pub(super) fn file(
    context: &RunContext,
    opened: &OpenedFile,
    reading: &Reading,
    judged: &Judged,
    loket: &LoketData,
) -> FileView {
    let run = &context.run;
    let sha256 = &opened.facts.sha256;
    let choices = choices(loket, run.options.numbers);
    let previous = context.previous().and_then(RunSummary::totals);
    let (total_rows, control_total) =
        totals(&judged.totals, previous.as_ref(), loket, run.options.warn_from_percent);
    let person_of = |place: &Position| {
        let person = reading.rows_at(place).last()?.person;
        Some(person.to_owned()).filter(|person| !person.is_empty())
    };
    let layout = run.layout.as_ref();
    let (head, preview) = layout.map_or((None, vec![]), |layout| preview(opened, layout, reading));
    let people: BTreeSet<&str> = sums(reading).map(|sum| sum.person).collect();
    let found = people.iter().filter(|person| is_found(person, run, loket)).count();
    let departments: BTreeSet<&str> = sums(reading).map(|sum| sum.department).collect();
    let all = |of| mapping(reading, run, &choices, loket, of);
    let at = |level| judged.findings.iter().filter(move |finding| finding.level == level);
    FileView {
        name: opened.facts.name.clone(),
        kind: opened.workbook.kind,
        sha256: sha256.clone(),
        rows: opened.facts.rows,
        people: number(people.len()),
        people_found: number(found),
        layout_source: layout_source(run),
        sheets: sheets(opened, reading),
        columns: layout.map(|layout| columns(layout, reading)).unwrap_or_default(),
        head_row: head.map(|(row, _)| row),
        head_rows: head.map_or(1, |(_, rows)| rows),
        clock_times: clock_times(layout),
        joins_codes: layout.and_then(joins_codes),
        preview,
        questions: at(Level::Question).map(|finding| question(finding, context, sha256)).collect(),
        people_mapping: all(MappingOf::Person),
        code_mapping: all(MappingOf::Code),
        department_mapping: if uses_departments(&run.options) { all(MappingOf::Department) } else { vec![] },
        shift_mapping: all(MappingOf::Shift),
        departments: number(departments.iter().filter(|department| !department.is_empty()).count()),
        findings: judged
            .findings
            .iter()
            .filter(|finding| finding.level != Level::Question)
            .map(|finding| finding_view(finding, context, sha256, &person_of))
            .collect(),
        choices,
        totals: total_rows,
        control_total,
        stops: stops(run, judged, sha256),
        upload: advice(run),
        left_out: run
            .left_out
            .iter()
            .map(|(place, reason)| LeftOutRow { place: place.into(), reason: reason.clone() })
            .collect(),
        split: run.split,
        own_administration: run.own_administration.clone(),
    }
}

fn layout_source(run: &HoursRun) -> LayoutSourceView {
    let heads = |heads: &[crate::answer::Personal]| {
        heads.iter().filter_map(|head| head.clear().map(str::to_owned)).collect()
    };
    match &run.layout_source {
        LayoutSource::Guessed {} => LayoutSourceView::Guessed,
        LayoutSource::Remembered { run, added, gone } => {
            LayoutSourceView::Remembered { run: *run, added: heads(added), gone: heads(gone) }
        }
    }
}

fn is_found(person: &str, run: &HoursRun, loket: &LoketData) -> bool {
    let chosen = run.mapping.get(&(MappingOf::Person, person.to_owned()));
    let number = match chosen.map(|mapped| &mapped.choice) {
        Some(crate::hours::run::MappingChoice::Employment { number }) => Some(*number),
        Some(_) => None,
        None => own_number(person),
    };
    let Some(number) = number else { return false };
    let Ok(employments) = loket.employments.content() else { return true };
    employments.iter().any(|one| one.payroll_id == Some(number) || one.employee_number == Some(number))
}

fn clock_times(layout: Option<&Layout>) -> ClockTimesView {
    let has = |role| layout.is_some_and(|layout| layout.with_role(role).next().is_some());
    ClockTimesView {
        possible: has(Role::Start) && has(Role::End),
        used: layout.is_some_and(|layout| layout.clock_columns().is_some()),
        rules: words::clock_rules(),
    }
}

fn joins_codes(layout: &Layout) -> Option<bool> {
    let mut amounts = layout.with_role(Role::Amount);
    let dated = amounts.any(|column| dated_head(&column.head).is_some());
    dated.then_some(layout.joins_codes)
}

fn sheets(opened: &OpenedFile, reading: &Reading) -> Vec<SheetView> {
    // Amounts of one row stand beside each other.
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    let mut last = None;
    for row in reading.rows() {
        if last.replace((row.sheet, row.row)) != Some((row.sheet, row.row)) {
            *counted.entry(row.sheet).or_default() += 1;
        }
    }
    let one = opened.workbook.sheets.len() == 1;
    let view = |sheet: &Sheet| SheetView {
        name: sheet.name.clone(),
        rows: number(sheet.len()),
        columns: sheet.width(),
        hidden: sheet.hidden,
        hidden_rows: number(sheet.rows().filter(|row| row.hidden()).count()),
        hidden_columns: number(sheet.hidden_columns.len()),
        filtered: sheet.filtered,
        shows_hidden: sheet.shows_hidden,
        counted_rows: number(counted.get(if one { "" } else { sheet.name.as_str() }).copied().unwrap_or(0)),
    };
    opened.workbook.sheets.iter().map(view).collect()
}

fn columns(layout: &Layout, reading: &Reading) -> Vec<ColumnView> {
    let view = |(index, column): (u32, &crate::hours::layout::ColumnLayout)| {
        let format = reading.formats.iter().find(|format| format.column == column.head);
        let format = format.filter(|_| matches!(column.role, Role::Amount | Role::Break));
        ColumnView {
            head: column.head.clone(),
            letters: column_letters(index),
            role: column.role,
            reason: words::both(|language| words::reason(&column.reason, language)),
            format: format.map(|format| words::both(|language| words::format(format, language))),
            choice: column.format,
            dropped: column.role == Role::Dropped,
        }
    };
    (0..).zip(&layout.columns).map(view).collect()
}

fn preview(opened: &OpenedFile, layout: &Layout, reading: &Reading) -> (Option<(u32, u32)>, Vec<PreviewRow>) {
    let Some((sheet, head)) = main_sheet(&opened.workbook, layout.head()) else { return (None, vec![]) };
    let one = opened.workbook.sheets.len() == 1;
    let rows = sheet.rows().filter(|row| row.number() > head.row).take(PREVIEW);
    let name = if one { String::new() } else { sheet.name.clone() };
    // Of clock times the hours stand with the end.
    let made = |row: u32| {
        let place = Position { sheet: name.clone(), row, column: None };
        reading.rows_at(&place).next().map(|row| row.amount)
    };
    let view = |row: Row<'_>| PreviewRow {
        sheet: name.clone(),
        row: row.number(),
        hidden: row.hidden(),
        cells: (0..).zip(&layout.columns).map(|(at, column)| shown(row.cell(at), column.role)).collect(),
        amounts: (0..)
            .zip(&layout.columns)
            .map(|(at, column)| {
                if layout.clock_columns().is_some_and(|(_, end)| end.head == column.head) {
                    return made(row.number()).map(|amount| amount.rounded(4).to_string());
                }
                let format = reading.formats.iter().find(|format| format.column == column.head)?;
                let read = read_amount(row.cell(at), format.format).ok().flatten();
                read.filter(|_| column.role == Role::Amount).map(|amount| amount.rounded(4).to_string())
            })
            .collect(),
    };
    (Some((head.first, head.row - head.first + 1)), rows.map(view).collect())
}

/// A cell as it stands in the file.
fn shown(cell: Cell<'_>, role: Role) -> String {
    let decimal = |amount: Amount| amount.rounded(6).written(6, ',');
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Fault(text) => text.to_owned(),
        Cell::Number(number) => decimal(number),
        Cell::Time(time) => match (role, time.date, time.hours) {
            (Role::Date | Role::EndDate | Role::NotUsed | Role::Period, Some(moment), _) => {
                display::day(moment.date())
            }
            (Role::Start | Role::End, Some(moment), _) => moment.strftime("%H:%M").to_string(),
            (_, _, Some(hours)) => clock(hours),
            (_, Some(moment), None) => display::day(moment.date()),
            (_, None, None) => String::new(),
        },
    }
}

/// Hours as a workbook shows them: 7:30.
fn clock(hours: Amount) -> String {
    let (whole, part) = hours.abs().split();
    let minutes = part.times(60).map_or(Amount::ZERO, |minutes| minutes.rounded(0)).to_string();
    let sign = if hours.is_negative() { "-" } else { "" };
    format!("{sign}{whole}:{minutes:0>2}")
}

fn stops(run: &HoursRun, judged: &Judged, sha256: &str) -> Vec<StopView> {
    let mut stops = vec![];
    let mut stop = |kind, text, count: usize| {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        stops.push(StopView { kind, text, count });
    };
    let (errors, questions) = (judged.count(Level::Error), judged.count(Level::Question));
    if questions > 0 {
        stop(StopKind::Questions, words::counted_stop("questions", questions), questions);
    }
    if errors > 0 {
        stop(StopKind::Errors, words::counted_stop("errors", errors), errors);
    }
    let open = open_warnings(run, judged, sha256);
    if open > 0 {
        stop(StopKind::Warnings, words::counted_stop("warnings", open), open);
    }
    if run.options.departments == DepartmentUse::CostCenter {
        stop(StopKind::CostCenters, words::stop("costCenters", &[]), 1);
    }
    for missing in judged.table.as_ref().err().into_iter().flatten() {
        match missing {
            NotReady::OutOfBounds { person, component } => {
                let (person, component) = (person.to_string(), component.to_string());
                let values = [("person", person.as_str()), ("component", component.as_str())];
                stop(StopKind::OutOfBounds, words::stop("outOfBounds", &values), 1);
            }
            NotReady::Nothing if errors + questions == 0 => {
                stop(StopKind::Nothing, words::stop("nothing", &[]), 1);
            }
            // These are findings already.
            NotReady::Nothing
            | NotReady::Findings { .. }
            | NotReady::Person { .. }
            | NotReady::Code { .. }
            | NotReady::Department { .. }
            | NotReady::Shift { .. }
            | NotReady::SamePerson { .. } => {}
        }
    }
    stops
}

/// Warnings that nobody said of that they are in order.
fn open_warnings(run: &HoursRun, judged: &Judged, sha256: &str) -> usize {
    let warnings = judged.findings.iter().filter(|finding| finding.level == Level::Warning);
    warnings.filter(|finding| !run.acknowledged.contains_key(&key(finding, sha256))).count()
}

fn advice(run: &HoursRun) -> UploadAdvice {
    let period = run.period;
    UploadAdvice {
        administration: run.administration,
        file: format!("uren-{}-{}-{:02}.csv", run.administration, period.year, period.number),
        year: period.year,
        period: period.number,
        distribution_units: run.options.departments == DepartmentUse::DistributionUnit,
    }
}

/// Whether anything holds the upload file back.
pub(super) fn is_ready(run: &HoursRun, judged: &Judged, sha256: &str) -> bool {
    judged.table.is_ok() && stops(run, judged, sha256).is_empty()
}

/// Whether its hours can be sent straight to Loket: what only the file cannot hold does not hold that back.
pub(super) fn is_ready_to_send(run: &HoursRun, judged: &Judged, sha256: &str) -> bool {
    let stops = stops(run, judged, sha256);
    judged.table.is_ok() && stops.iter().all(|stop| stop.kind == StopKind::CostCenters)
}

/// What kind of finding each warning is, by its key.
pub(super) fn warnings(judged: &Judged, sha256: &str) -> BTreeMap<String, String> {
    let warnings = judged.findings.iter().filter(|finding| finding.level == Level::Warning);
    let kind = |finding: &Finding| {
        let kind: &str = (&finding.kind).into();
        kind.to_owned()
    };
    warnings.map(|finding| (key(finding, sha256), kind(finding))).collect()
}

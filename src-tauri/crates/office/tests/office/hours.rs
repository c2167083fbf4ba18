//! Runs of hours, from a file to a made upload file.

mod mapping;
mod names;
mod other_run;
mod privacy;
mod report;
mod shifts;
mod status;
mod stopping;
mod upload_check;

use std::path::PathBuf;

use domain::hours::finding::Level;
use domain::hours::period::Period;
use domain::hours::run::{
    HoursRunChange, MappingChoice, MappingOf, MappingSource, PersonNumbers, RowPlace, RunOptions, RunStatus,
};
use domain::hours::view::{FileView, HoursView, LayoutSourceView, StopKind};
use domain::id::HoursRunId;
use office::Refusal;
use office::hours::{HoursProgress, HoursStage};

use crate::fixture::Fixture;

/// The administration of the fixture's employers.
pub const ADMINISTRATION: u32 = 395;

/// A file with two people and two codes, in November.
pub const NOVEMBER: &str = "Personeelsnummer;Naam;Uursoort;Datum;Uren\r\n\
    6;A. Kanarie;NORM;02-11-2026;8,00\r\n\
    6;A. Kanarie;OV125;03-11-2026;1,50\r\n\
    9;B. Meeuw;NORM;02-11-2026;7,25\r\n";

/// An office with a run for November, and the folder for its files.
pub struct Runs {
    pub fixture: Fixture,
    pub run: HoursRunId,
    pub files: tempfile::TempDir,
}

impl Runs {
    pub fn new() -> Self {
        Self::of(Fixture::new())
    }

    pub fn of(fixture: Fixture) -> Self {
        let employer = fixture.employer("Bakkerij Voorbeeld B.V.");
        let starts = fixture.office.hours().starts(employer).unwrap();
        let period = starts[0].proposed.as_ref().unwrap().period;
        let made = fixture.office.hours().create(employer, ADMINISTRATION, period).unwrap();
        Self { fixture, run: made.run.id, files: tempfile::tempdir().unwrap() }
    }

    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.files.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    pub fn read(&self, text: &str) -> HoursView {
        let path = self.file("uren.csv", text);
        self.fixture.office.hours().read_file(self.run, &path, &|_| {}).unwrap()
    }

    pub fn change(&self, change: HoursRunChange) -> HoursView {
        self.fixture.office.hours().change(self.run, change).unwrap()
    }

    pub fn map(&self, code: &str, number: u32) -> HoursView {
        self.change(HoursRunChange::Map {
            of: MappingOf::Code,
            names: vec![code.to_owned()],
            choice: Some(MappingChoice::Component { number }),
        })
    }

    /// Says of every warning that it is in order.
    pub fn approve(&self) -> HoursView {
        let mut view = self.fixture.office.hours().open(self.run).unwrap();
        loop {
            let findings = &file(&view).findings;
            let open = findings.iter().find(|one| one.level == Level::Warning && one.acknowledged.is_none());
            let Some(finding) = open.map(|one| one.key.clone()) else { return view };
            view = self.change(HoursRunChange::Acknowledge { finding, reason: "Klopt".into() });
        }
    }

    pub fn make(&self) -> (HoursView, PathBuf) {
        let view = self.fixture.office.hours().open(self.run).unwrap();
        let held: Vec<_> = file(&view).findings.iter().filter(|one| one.level == Level::Error).collect();
        assert!(file(&view).stops.is_empty(), "{:?} {held:?}", file(&view).stops);
        let out = self.fixture.office.hours().upload(self.run).unwrap();
        let target = self.files.path().join(&out.name);
        (self.fixture.office.hours().write_upload(out, &target).unwrap(), target)
    }
}

pub fn file(view: &HoursView) -> &FileView {
    view.file.as_ref().unwrap()
}

fn stops(view: &HoursView) -> Vec<StopKind> {
    file(view).stops.iter().map(|stop| stop.kind).collect()
}

fn kinds(view: &HoursView) -> Vec<&str> {
    file(view).findings.iter().map(|finding| finding.kind.as_str()).collect()
}

#[test]
fn a_file_becomes_an_upload_file_that_is_on_record_with_its_totals() {
    let runs = Runs::new();
    let view = runs.read(NOVEMBER);
    assert_eq!(view.run.period.id, 202_611);
    assert_eq!((file(&view).rows, file(&view).people), (4, 2));
    let codes: Vec<_> = file(&view).code_mapping.iter().map(|row| (row.name.as_str(), row.rows)).collect();
    assert_eq!(codes, [("NORM", 2), ("OV125", 1)]);
    assert_eq!(stops(&view), [StopKind::Errors]);
    assert_eq!(runs.fixture.office.hours().upload(runs.run).err(), Some(Refusal::UploadHeldBack));

    runs.map("NORM", 2);
    let view = runs.map("OV125", 15);
    assert_eq!(
        file(&view).totals.iter().map(|row| row.now.as_deref()).collect::<Vec<_>>(),
        [Some("15.25"), Some("1.5")]
    );
    assert_eq!(file(&view).control_total.now.as_deref(), Some("16.75"));
    let view = runs.approve();
    assert_eq!(stops(&view), []);

    let (view, path) = runs.make();
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text, "aanslnr;persnr;ploeg;2;15\r\n395;6;1;8;1,5\r\n395;9;1;7,25;\r\n");
    assert_eq!(path.file_name().unwrap(), "uren-395-2026-11.csv");
    assert_eq!(view.run.status, RunStatus::Made);
    assert_eq!((view.run.made[0].people, view.run.made[0].rows), (2, 2));
    assert_eq!(view.run.made[0].totals[0].total.to_string(), "15.25");

    let again = runs.make();
    assert_eq!(again.1, path);
    assert_eq!(again.0.run.made[0].name, "uren-395-2026-11 (2).csv", "never over the one that is there");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn an_upload_file_that_stands_and_is_not_on_record_is_taken_as_made() {
    let runs = Runs::new();
    runs.read(NOVEMBER);
    runs.map("NORM", 2);
    runs.map("OV125", 15);
    runs.approve();
    // The program was killed after the file got its name, and before that was recorded.
    let text = "aanslnr;persnr;ploeg;2;15\r\n395;6;1;8;1,5\r\n395;9;1;7,25;\r\n";
    runs.file("uren-395-2026-11.csv", text);
    let (view, _) = runs.make();
    assert_eq!(view.run.made[0].name, "uren-395-2026-11.csv");
    assert_eq!((view.run.made[0].people, view.run.status), (2, RunStatus::Made));
    let files = || std::fs::read_dir(runs.files.path()).unwrap().count();
    assert_eq!(files(), 2, "the hours file and the upload file");

    // One with other bytes is somebody else's.
    let other = Runs::new();
    other.read(NOVEMBER);
    other.map("NORM", 2);
    other.map("OV125", 15);
    other.approve();
    other.file("uren-395-2026-11.csv", &text.replace('8', "9"));
    assert_eq!(other.make().0.run.made[0].name, "uren-395-2026-11 (2).csv");
}

#[test]
fn uploaded_processed_signed_off_and_opened_again() {
    let runs = Runs::new();
    runs.read(NOVEMBER);
    runs.map("NORM", 2);
    runs.map("OV125", 15);
    runs.approve();
    let office = &runs.fixture.office;
    let today = jiff::civil::date(2026, 11, 20);
    let refused = office.hours().change(runs.run, HoursRunChange::Uploaded { on: today });
    assert!(refused.is_err(), "nothing was made yet");
    runs.make();
    assert!(office.hours().change(runs.run, HoursRunChange::SignOff {}).is_err());
    let later = HoursRunChange::Uploaded { on: jiff::civil::date(2026, 11, 21) };
    assert!(office.hours().change(runs.run, later).is_err(), "not in the future");
    runs.change(HoursRunChange::Uploaded { on: today });
    runs.change(HoursRunChange::Processed { on: today });
    let view = runs.change(HoursRunChange::SignOff {});
    assert_eq!(view.run.status, RunStatus::SignedOff);
    let refused = office.hours().change(runs.run, HoursRunChange::SplitPeriods { split: true });
    assert_eq!(refused.err(), Some(Refusal::SignedOff));
    let view = runs.change(HoursRunChange::Reopen {});
    assert_eq!(view.run.status, RunStatus::Processed);
    let said: Vec<&str> = view.run.history.iter().map(|line| line.text.nl.as_str()).collect();
    assert_eq!(
        &said[..3],
        ["Urenverwerking heropend", "Urenverwerking afgetekend", "Verwerkt in Loket op 20-11-2026"]
    );
}

#[test]
fn the_next_period_has_everything_proposed_as_the_last_time() {
    let runs = Runs::new();
    runs.read(NOVEMBER);
    runs.map("NORM", 2);
    runs.map("OV125", 15);
    runs.approve();
    runs.make();
    let office = &runs.fixture.office;
    let employer = office.hours().open(runs.run).unwrap().run.employer;
    let start = office.hours().starts(employer).unwrap().remove(0);
    let december = start.proposed.unwrap();
    assert_eq!(december.words.nl, "december 2026");
    let next = office.hours().create(employer, ADMINISTRATION, december.period).unwrap().run;
    assert_eq!(next.previous.unwrap().run, runs.run);
    let path = runs.file("uren-december.csv", &NOVEMBER.replace("-11-", "-12-").replace("8,00", "16,00"));
    let view = office.hours().read_file(next.id, &path, &|_| {}).unwrap();
    let row = &file(&view).code_mapping[0];
    assert_eq!(row.choice, Some(MappingChoice::Component { number: 2 }));
    assert_eq!(row.source, Some(MappingSource::LastRun { run: runs.run }));
    let remembered = LayoutSourceView::Remembered { run: runs.run, added: vec![], gone: vec![] };
    assert_eq!(file(&view).layout_source, remembered);
    let total = &file(&view).totals[0];
    let shown = (total.now.as_deref(), total.previous.as_deref(), total.difference.as_deref());
    assert_eq!(shown, (Some("23.25"), Some("15.25"), Some("8")));
    assert!(total.remarkable && total.percent == Some(52));
    assert!(kinds(&view).contains(&"totalDiffers"));
    assert_eq!(stops(&view), [StopKind::Warnings]);

    let with_place = NOVEMBER.replace("-11-", "-12-").replace(";Uren", ";Uren;Filiaal");
    let path = runs.file("uren-2.csv", &with_place);
    let view = office.hours().read_file(next.id, &path, &|_| {}).unwrap();
    let changed = LayoutSourceView::Remembered { run: runs.run, added: vec!["Filiaal".into()], gone: vec![] };
    assert_eq!(file(&view).layout_source, changed, "a changed head says what changed");
}

#[test]
fn a_run_that_was_closed_asks_for_its_file_and_knows_it() {
    let runs = Runs::new();
    runs.read(NOVEMBER);
    let before = runs.map("NORM", 2);
    let Runs { fixture, run, files } = runs;
    let fixture = fixture.reopened();
    let view = fixture.office.hours().open(run).unwrap();
    assert!(view.file.is_none());
    assert_eq!(fixture.office.hours().upload(run).err(), Some(Refusal::HoursFileClosed));
    fixture.office.keychain().unwrap();
    let path = files.path().join("uren.csv");
    let view = fixture.office.hours().read_file(run, &path, &|_| {}).unwrap();
    assert_eq!(view.run.history.len(), before.run.history.len(), "the same file is no news");
    assert_eq!(file(&view).code_mapping[0].choice, Some(MappingChoice::Component { number: 2 }));
    assert_eq!(view.run.known_file.as_ref().unwrap().sha256, file(&view).sha256);
}

#[test]
fn an_answer_is_sent_back_as_it_is_and_undone() {
    let runs = Runs::new();
    let minutes = "Personeelsnummer;Uursoort;duur_minuten\r\n6;NORM;480\r\n9;NORM;455\r\n";
    let view = runs.read(minutes);
    assert_eq!(stops(&view), [StopKind::Questions], "what waits for its format has no rows yet");
    let question = &file(&view).questions[0];
    assert_eq!(question.kind, "amountFormat");
    let answered = runs.change(question.answers[0].change.clone());
    assert!(file(&answered).questions.is_empty());
    let view = runs.map("NORM", 2);
    assert_eq!(file(&view).totals[0].now.as_deref(), Some("15.58"));
    let undone = runs.change(HoursRunChange::Undo { event: view.run.undoable.unwrap() });
    assert_eq!(file(&undone).code_mapping[0].choice, None);
    let undone = runs.change(HoursRunChange::Undo { event: undone.run.undoable.unwrap() });
    assert_eq!(file(&undone).questions.len(), 1, "the question is asked again");
}

#[test]
fn a_row_that_is_left_out_needs_a_reason_and_another_file_has_rows_of_its_own() {
    let runs = Runs::new();
    let negative = NOVEMBER.replace("1,50", "-4,00");
    let view = runs.read(&negative);
    let finding = file(&view).findings.iter().find(|one| one.kind == "negative").unwrap();
    assert_eq!((finding.level, finding.people.as_slice()), (Level::Error, &["6".to_owned()][..]));
    assert_eq!(finding.places[0].cell.as_deref(), Some("E3"));
    let rows = vec![RowPlace { sheet: String::new(), row: 3 }];
    let office = &runs.fixture.office;
    let without = HoursRunChange::LeaveOut { rows: rows.clone(), reason: "  ".into() };
    assert_eq!(office.hours().change(runs.run, without).err(), Some(Refusal::NeedsWords));
    let view = runs.change(HoursRunChange::LeaveOut { rows, reason: "Correctie van oktober".into() });
    assert!(!kinds(&view).contains(&"negative"));
    assert_eq!(file(&view).left_out[0].reason, "Correctie van oktober");
    let view = runs.read(NOVEMBER);
    assert!(file(&view).left_out.is_empty(), "row 3 of another file is another row");
}

#[test]
fn what_is_chosen_for_something_it_cannot_be_is_refused() {
    let runs = Runs::new();
    runs.read(NOVEMBER);
    let office = &runs.fixture.office;
    let map = |of, choice| HoursRunChange::Map { of, names: vec!["NORM".into()], choice: Some(choice) };
    for wrong in [
        map(MappingOf::Person, MappingChoice::Component { number: 2 }),
        map(MappingOf::Code, MappingChoice::Component { number: 0 }),
        map(MappingOf::Code, MappingChoice::Add {}),
        HoursRunChange::SetRole { column: "Niet".into(), role: domain::hours::roles::Role::Amount },
        HoursRunChange::Acknowledge { finding: "onbekend".into(), reason: "Klopt".into() },
    ] {
        assert_eq!(office.hours().change(runs.run, wrong).err(), Some(Refusal::BadInput));
    }
    let silent = map(MappingOf::Code, MappingChoice::NotImported { reason: String::new() });
    assert_eq!(office.hours().change(runs.run, silent).err(), Some(Refusal::NeedsWords));
}

#[test]
fn a_second_run_of_a_period_and_a_period_that_there_is_not() {
    let runs = Runs::new();
    let office = &runs.fixture.office;
    let first = office.hours().open(runs.run).unwrap().run;
    let thirteenth = Period { year: 2026, kind: first.period.period.kind, number: 13 };
    let refused = office.hours().create(first.employer, ADMINISTRATION, thirteenth);
    assert_eq!(refused.err(), Some(Refusal::NotFound));
    assert!(office.hours().create(first.employer, 396, first.period.period).is_err());
    let second = office.hours().create(first.employer, ADMINISTRATION, first.period.period).unwrap().run;
    let path = runs.file("uren.csv", NOVEMBER);
    let view = office.hours().read_file(second.id, &path, &|_| {}).unwrap();
    assert!(kinds(&view).contains(&"secondRun"));
    assert_eq!(office.hours().list(Some(first.employer)).unwrap().len(), 2);
    assert_eq!(office.hours().list(None).unwrap()[0].run, second.id, "the one that was changed last first");
}

#[test]
fn a_file_that_is_none_is_refused_with_what_to_do_and_leaves_the_run_as_it_was() {
    let runs = Runs::new();
    let path = runs.file("uren.xlsx", "%PDF-1.7\n...");
    let refused = runs.fixture.office.hours().read_file(runs.run, &path, &|_| {});
    let Err(Refusal::HoursFile { why, .. }) = refused else { panic!("{refused:?}") };
    assert!(why.nl.starts_with("Dit is een PDF.") && why.en.starts_with("This is a PDF."));
    let view = runs.fixture.office.hours().open(runs.run).unwrap();
    assert_eq!(view.run.status, RunStatus::NoFile);
}

#[test]
fn an_employer_that_is_removed_takes_its_runs_along() {
    let runs = Runs::new();
    runs.read(NOVEMBER);
    let office = &runs.fixture.office;
    let employer = office.hours().open(runs.run).unwrap().run.employer;
    office.remove_employer(employer).unwrap();
    assert_eq!(office.hours().open(runs.run).err(), Some(Refusal::NotFound));
    assert!(office.hours().list(None).unwrap().is_empty());
}

#[test]
fn which_number_the_file_holds_goes_along_to_the_next_run() {
    let runs = Runs::new();
    let options = RunOptions {
        numbers: Some(PersonNumbers::EmployeeNumber),
        warn_from_percent: 10,
        ..RunOptions::default()
    };
    runs.change(HoursRunChange::SetOptions { options: options.clone() });
    runs.read(NOVEMBER);
    runs.map("NORM", 2);
    let first = runs.fixture.office.hours().open(runs.run).unwrap().run;
    let period = first.period.period.next().unwrap();
    let next = runs.fixture.office.hours().create(first.employer, ADMINISTRATION, period).unwrap();
    assert_eq!(next.run.options, options);
}

#[test]
fn what_was_just_read_of_loket_counts_until_the_run_is_closed() {
    use domain::hours::known::{KnownComponent, LoketData};
    use domain::reading::Source;
    let runs = Runs::new();
    runs.read(NOVEMBER);
    let component = |number, description: &str| KnownComponent {
        number,
        description: description.into(),
        category: Some("Uren".into()),
    };
    let components = vec![component(2, "NORM"), component(15, "Overuren 125 %")];
    let loket = LoketData {
        components: Source::read("GetPayrollComponents", jiff::Timestamp::UNIX_EPOCH, components),
        ..LoketData::default()
    };
    let office = &runs.fixture.office;
    let view = office.hours().open_with(runs.run, loket).unwrap();
    assert_eq!(file(&view).choices.components.as_ref().unwrap().len(), 2);
    let proposed = file(&view).code_mapping[0].proposal.as_ref().unwrap();
    assert_eq!(
        (proposed.label.as_str(), proposed.why.nl.as_str()),
        ("2 NORM", "zelfde omschrijving in Loket")
    );
    let view = runs.map("OV125", 16);
    assert!(kinds(&view).contains(&"componentUnknown"));
    office.hours().close(runs.run);
    let path = runs.file("uren.csv", NOVEMBER);
    let view = office.hours().read_file(runs.run, &path, &|_| {}).unwrap();
    assert!(file(&view).choices.components.is_none() && !kinds(&view).contains(&"componentUnknown"));
}

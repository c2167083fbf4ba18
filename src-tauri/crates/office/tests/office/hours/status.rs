//! How far a run is, and what is asked while not everything was chosen.

use domain::hours::board::HoursGroup;
use domain::hours::run::{HoursRunChange, RunOptions, RunStatus};
use domain::search::HitKind;

use super::{ADMINISTRATION, NOVEMBER, Runs, file, kinds};

fn made() -> Runs {
    let runs = Runs::new();
    runs.read(NOVEMBER);
    runs.map("NORM", 2);
    runs.map("OV125", 15);
    runs.approve();
    runs.make();
    runs
}

#[test]
fn another_file_after_a_made_one_puts_the_run_to_work_again_and_the_made_one_stays_in_the_history() {
    let runs = made();
    runs.change(HoursRunChange::Uploaded { on: jiff::civil::date(2026, 11, 20) });
    let view = runs.read(&NOVEMBER.replace("8,00", "6,00"));
    assert_eq!(view.run.status, RunStatus::Busy);
    assert_eq!(view.run.made.len(), 1);
    assert!(view.run.history.iter().any(|line| line.text.nl.starts_with("Uploadbestand gemaakt")));
    assert!(runs.fixture.office.hours().change(runs.run, HoursRunChange::SignOff {}).is_err());

    let view = runs.read(NOVEMBER);
    assert_eq!(view.run.status, RunStatus::Uploaded, "the file that was made into what is in Loket");
    runs.read(&NOVEMBER.replace("8,00", "6,00"));
    runs.approve();
    assert_eq!(runs.make().0.run.status, RunStatus::Made);
}

#[test]
fn a_choice_after_a_made_file_puts_the_run_to_work_again_until_it_is_undone() {
    let runs = made();
    let view = runs.map("OV125", 16);
    assert_eq!(view.run.status, RunStatus::Busy);
    let view = runs.change(HoursRunChange::Undo { event: view.run.undoable.unwrap() });
    assert_eq!(view.run.status, RunStatus::Made);
    let view = runs.change(HoursRunChange::AddNote { text: "Gebeld".into() });
    assert_eq!(view.run.status, RunStatus::Made);
    assert_eq!(view.run.notes[0].text, "Gebeld");
}

#[test]
fn a_total_that_is_lower_only_for_what_is_not_mapped_yet_is_no_warning() {
    let runs = made();
    let office = &runs.fixture.office;
    let employer = office.hours().open(runs.run).unwrap().run.employer;
    let december = office.hours().starts(employer).unwrap().remove(0).proposed.unwrap();
    let next = office.hours().create(employer, ADMINISTRATION, december.period).unwrap().run;
    let text = NOVEMBER.replace("-11-", "-12-").replace("OV125", "OVERWERK");
    let path = runs.file("uren-december.csv", &text);
    let view = office.hours().read_file(next.id, &path, &|_| {}).unwrap();
    assert!(kinds(&view).contains(&"codeNotMapped"));
    assert!(!kinds(&view).contains(&"totalDiffers"), "component 15 may still get its 1,5");
    let much = text.replace("8,00", "80,00");
    let view = office.hours().read_file(next.id, &runs.file("uren-veel.csv", &much), &|_| {}).unwrap();
    assert!(
        kinds(&view).contains(&"totalDiffers"),
        "more than before is worth a look whatever is mapped next"
    );
    let little = text.replace("8,00", "0,25").replace("7,25", "0,25");
    let view = office.hours().read_file(next.id, &runs.file("uren-weinig.csv", &little), &|_| {}).unwrap();
    assert!(kinds(&view).contains(&"totalDiffers"), "nor can what is mapped next make up for this");
    assert!(
        file(&view).findings.iter().any(|one| one.kind == "totalDiffers" && one.text.nl.contains("15,25"))
    );
}

#[test]
fn removing_an_employer_says_how_many_runs_go_and_takes_their_drafts_along() {
    let runs = made();
    let office = &runs.fixture.office;
    let employer = office.hours().open(runs.run).unwrap().run.employer;
    office.hours().keep_draft(runs.run, "note", "Half geschreven").unwrap();
    assert_eq!(office.hours().drafts(runs.run).unwrap()["note"], "Half geschreven");
    let stored = crate::privacy::on_disk(runs.fixture.folder.path());
    assert!(!crate::privacy::holds(&stored, "Half geschreven"), "sealed, as the note is");
    assert_eq!(office.employer_removal(employer).unwrap().hours_runs, 1);
    office.remove_employer(employer).unwrap();
    assert!(office.hours().list(None).unwrap().is_empty());
    assert!(office.hours().drafts(runs.run).unwrap().is_empty());
    assert!(
        office.hours().keep_draft(runs.run, "note", "Nog eens").is_err(),
        "of what is gone nothing is kept"
    );
}

#[test]
fn a_run_on_the_overview_says_what_it_waits_for_and_is_found_by_employer_and_period() {
    let runs = Runs::new();
    let office = &runs.fixture.office;
    let row = || {
        let board = office.hours().board().unwrap();
        (board.runs[0].group, board.runs[0].open, board.runs[0].employer.clone())
    };
    let named = "Bakkerij Voorbeeld B.V.".to_owned();
    assert_eq!(row(), (HoursGroup::Busy, None, named.clone()));
    runs.read(NOVEMBER);
    assert_eq!(row(), (HoursGroup::Errors, Some(2), named.clone()), "two codes are not linked");
    runs.map("NORM", 2);
    runs.map("OV125", 15);
    assert_eq!(row(), (HoursGroup::Busy, Some(0), named.clone()));
    runs.approve();
    runs.make();
    assert_eq!(row().0, HoursGroup::Ready);
    runs.change(HoursRunChange::Uploaded { on: jiff::civil::date(2026, 11, 20) });
    assert_eq!(row().0, HoursGroup::NotCompared);
    runs.change(HoursRunChange::SignOff {});
    assert!(office.hours().board().unwrap().runs.is_empty());

    for question in ["bakk nov", "395 2026", "Uren november", "November"] {
        let hits = office.search(question).unwrap();
        let hit = hits.iter().find(|hit| hit.kind == HitKind::HoursRun).unwrap();
        assert_eq!((hit.run, hit.title.as_str()), (Some(runs.run), "november 2026"), "{question}");
    }
    assert!(office.search("december").unwrap().iter().all(|hit| hit.kind != HitKind::HoursRun));
}

#[test]
fn hours_are_due_on_the_day_that_was_chosen_and_the_next_run_keeps_it() {
    let runs = Runs::new();
    let office = &runs.fixture.office;
    let options =
        |due_day| HoursRunChange::SetOptions { options: RunOptions { due_day, ..RunOptions::default() } };
    assert!(office.hours().change(runs.run, options(Some(32))).is_err());
    runs.change(options(Some(20)));
    let due = office.hours().board().unwrap().due;
    assert_eq!((due[0].due.day, due[0].due.run), (jiff::civil::date(2026, 11, 20), Some(runs.run)));
    runs.read(NOVEMBER);
    runs.map("NORM", 2);
    runs.map("OV125", 15);
    runs.approve();
    runs.make();
    runs.change(HoursRunChange::Uploaded { on: jiff::civil::date(2026, 11, 20) });
    assert!(office.hours().board().unwrap().due.is_empty(), "done, and the next one is weeks away");
    let employer = office.hours().open(runs.run).unwrap().run.employer;
    let december = office.hours().starts(employer).unwrap().remove(0).proposed.unwrap();
    let next = office.hours().create(employer, ADMINISTRATION, december.period).unwrap().run;
    assert_eq!(next.options.due_day, Some(20));
}

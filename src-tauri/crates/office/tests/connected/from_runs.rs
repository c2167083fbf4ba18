//! A dossier of a coupling gets its answers about the hours from the runs of its employer, and what those contradict cannot
//! be ticked.

use domain::answer::OriginSource;
use domain::hours::proof::{BY_FILE, RunFinding, STRAIGHT, ShownByRun};
use domain::hours::run::{HoursRunChange, MappingSource};
use domain::id::DossierId;
use domain::state::DossierState;
use domain::verdict::Discrepancy;
use domain::{Answer, DossierChange, Personal};
use office::refusal::Refusal;

use crate::connected_office::{ConnectedOffice, silent};
use crate::hours_run::run_with_a_file;

fn shown(state: &DossierState, item: &str) -> Option<ShownByRun> {
    state.items[item].run.clone()
}

/// What a line is answered with by what is shown of it, and whether that counts by itself.
fn answer(state: &DossierState, item: &str) -> Option<(Answer, bool)> {
    match shown(state, item)?.finding {
        RunFinding::Shown { answer, counts } => Some((answer, counts)),
        RunFinding::Contradicted { .. } => None,
    }
}

fn tick(item: &str) -> DossierChange {
    DossierChange::AnswerItem { item: item.into(), answer: Some(Answer::Confirmed) }
}

fn dossier(connected: &ConnectedOffice) -> DossierId {
    let dossier = connected.start("personeelssysteem-koppeling", "Gouden Korenaar");
    connected.say(dossier, "client-number", "101");
    connected.say(dossier, "period-type", "month");
    connected.say(dossier, "wage-components-used", "no");
    dossier
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_answers_the_lines_of_a_dossier_that_rest_on_it_and_what_it_contradicts_cannot_be_ticked() {
    let connected = ConnectedOffice::connected().await;
    let dossier = dossier(&connected);
    let run = run_with_a_file(&connected).await;
    let office = &connected.office;
    assert_eq!(shown(&connected.state(dossier), "upload-file-made"), None, "no file was made");
    let rows = Answer::Rows { rows: vec![vec!["OV".into(), "15".into()]], none: false };
    assert_eq!(answer(&connected.state(dossier), "hour-components"), Some((rows.clone(), false)));
    assert_eq!(answer(&connected.state(dossier), "wage-components"), None);

    // The file is made and read back, and uploaded by hand.
    let out = office.hours().upload(run).unwrap();
    office.hours().write_upload(out, &connected.folder.path().join("alles.csv")).unwrap();
    let period = office.hours().open(run).unwrap().run.period.period;
    let state = connected.state(dossier);
    assert_eq!(answer(&state, "upload-file-made"), Some((Answer::Confirmed, true)));
    assert_eq!(answer(&state, "upload-year"), Some((Answer::of(&period.year.to_string()), true)));
    assert_eq!(answer(&state, "upload-period"), Some((Answer::of(&period.number.to_string()), true)));
    assert_eq!(answer(&state, "mapping-still-right"), Some((Answer::Confirmed, false)));
    let today = jiff::Zoned::now().date();
    office.hours().change(run, HoursRunChange::Uploaded { on: today }).unwrap();
    let uploaded = connected.state(dossier);
    assert_eq!(answer(&uploaded, "upload-done"), Some((Answer::Confirmed, false)), "a day is no proof");
    assert_eq!(shown(&uploaded, "upload-done").unwrap().on, Some(today));
    assert_eq!(answer(&uploaded, "hours-in-loket"), None);
    assert_eq!(answer(&uploaded, "upload-way"), Some((Answer::of(BY_FILE), true)));

    // Nothing of it is in Loket: that is read back.
    office.hours_in_loket().compare_run(run, silent()).await.unwrap();
    let lacking = connected.state(dossier);
    let missing = Discrepancy::HoursDiffer { period, different: 0, missing: 2 };
    for item in ["upload-done", "hours-in-loket"] {
        let found = shown(&lacking, item).unwrap();
        assert_eq!(found.contradiction(), Some(&missing), "{item}");
        let refused = Refusal::Contradicted { item: item.into(), read: found.origin.at };
        assert_eq!(office.change_dossier(dossier, tick(item)).unwrap_err(), refused, "{item}");
        let taken = DossierChange::TakeFromRun { item: item.into() };
        assert_eq!(office.change_dossier(dossier, taken).unwrap_err(), refused, "{item}");
        let reason = DossierChange::GoOn { item: item.into(), reason: "Zo afgesproken.".into() };
        let state = office.change_dossier(dossier, reason).unwrap();
        assert_eq!(state.items[item].findings, [], "{item}: one goes on with a reason");
        assert!(state.items[item].went_on.is_some(), "{item}");
        assert_eq!(office.change_dossier(dossier, tick(item)).unwrap_err(), refused, "{item}");
    }

    // They are sent and read back.
    let preview = office.hours_in_loket().preview_run(run, silent()).await.unwrap().unwrap();
    office.hours_in_loket().send_run(run, &preview.token, |_| true, silent()).await.unwrap();
    office.hours_in_loket().compare_run(run, silent()).await.unwrap();
    let equal = connected.state(dossier);
    assert_eq!(answer(&equal, "upload-done"), Some((Answer::Confirmed, true)));
    assert_eq!(answer(&equal, "hours-in-loket"), Some((Answer::Confirmed, true)));
    let take = |item: &str| DossierChange::TakeFromRun { item: item.into() };
    // Nobody filled in a window of Loket: its lines are asked no more.
    let straight = office.change_dossier(dossier, take("upload-way")).unwrap();
    assert_eq!(straight.items["upload-way"].answer, Some(Answer::of(STRAIGHT)));
    let by_hand =
        ["administration", "open", "file", "type", "action", "split"].map(|line| format!("upload-{line}"));
    assert!(by_hand.iter().all(|line| !straight.items[line.as_str()].applies));
    assert!(straight.items["upload-year"].applies && straight.items["upload-done"].applies);
    let taken = office.change_dossier(dossier, take("hours-in-loket")).unwrap();
    let line = &taken.items["hours-in-loket"];
    assert_eq!(line.answer, Some(Answer::Confirmed));
    let source = &line.origin.as_ref().unwrap().source;
    assert_eq!(*source, OriginSource::HoursRun { run, period });
    let periods = office.change_dossier(dossier, take("periods")).unwrap();
    let Some(Answer::Rows { rows: done, .. }) = &periods.items["periods"].answer else { panic!("rows") };
    let cells: Vec<_> = done[0].iter().map(|cell| cell.clear().unwrap()).collect();
    // A sending is dated by its moment in UTC, wherever the computer is.
    let sent = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    assert_eq!(cells[..3], [&period.to_string(), &sent.to_string(), "2"].map(|cell| cell as &str));

    // The other way: what the dossier links is what the first run of another period begins with.
    let linked = office.change_dossier(dossier, take("hour-components")).unwrap();
    assert_eq!(linked.items["hour-components"].answer, Some(rows));
    let reopened = connected.reopened();
    let line = &reopened.state(dossier).items["hours-in-loket"];
    assert_eq!(line.origin.as_ref().unwrap().source, OriginSource::HoursRun { run, period });
}

/// Nothing happens in the dossier itself: its row in the overview follows the runs.
#[tokio::test(flavor = "multi_thread")]
async fn the_overview_says_at_once_that_a_run_contradicts_what_was_done_and_that_it_is_in_order_again() {
    let connected = ConnectedOffice::connected().await;
    let dossier = dossier(&connected);
    let run = run_with_a_file(&connected).await;
    let office = &connected.office;
    let out = office.hours().upload(run).unwrap();
    office.hours().write_upload(out, &connected.folder.path().join("alles.csv")).unwrap();
    office.hours().change(run, HoursRunChange::Uploaded { on: jiff::Zoned::now().date() }).unwrap();
    for step in ["prepare", "order-hours"] {
        let aside = DossierChange::SetStepAside { step: step.into(), reason: "Is al gedaan.".into() };
        office.change_dossier(dossier, aside).unwrap();
    }
    connected.say(dossier, "upload-way", BY_FILE);
    for line in ["administration", "open", "file", "type", "action", "split", "done"] {
        office.change_dossier(dossier, tick(&format!("upload-{line}"))).unwrap();
    }
    let complete = DossierChange::CompleteStep { step: "upload-hours".into() };
    let events = office.change_dossier(dossier, complete).unwrap().history_count;
    let done = || {
        let board = office.board().unwrap();
        board.rows.iter().find(|row| row.summary.dossier == dossier).unwrap().summary.done
    };
    assert_eq!(done(), 1);

    office.hours_in_loket().compare_run(run, silent()).await.unwrap();
    assert_eq!(done(), 0, "Loket has none of it");
    let preview = office.hours_in_loket().preview_run(run, silent()).await.unwrap().unwrap();
    office.hours_in_loket().send_run(run, &preview.token, |_| true, silent()).await.unwrap();
    office.hours_in_loket().compare_run(run, silent()).await.unwrap();
    assert_eq!(done(), 1);
    assert_eq!(connected.state(dossier).history_count, events);
    // The row stands as it was written, and is not made anew at the start.
    let reopened = connected.reopened();
    let rows = reopened.office.board().unwrap().rows;
    assert_eq!(rows.iter().find(|row| row.summary.dossier == dossier).unwrap().summary.done, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn runs_of_another_administration_show_nothing_and_its_dossier_gives_no_mapping() {
    let connected = ConnectedOffice::connected().await;
    let dossier = dossier(&connected);
    connected.say(dossier, "client-number", "999");
    let row = vec![Personal::from("NORM"), Personal::from("2")];
    let rows = Answer::Rows { rows: vec![row], none: false };
    let change = DossierChange::AnswerItem { item: "hour-components".into(), answer: Some(rows) };
    connected.office.change_dossier(dossier, change).unwrap();
    let run = run_with_a_file(&connected).await;
    let out = connected.office.hours().upload(run).unwrap();
    connected.office.hours().write_upload(out, &connected.folder.path().join("alles.csv")).unwrap();
    let state = connected.state(dossier);
    assert!(state.items.values().all(|item| item.run.is_none()), "which is meant is said");
    let view = connected.office.hours().open(run).unwrap();
    let mapping = view.file.unwrap().code_mapping;
    assert!(mapping.iter().all(|row| !matches!(row.source, Some(MappingSource::Dossier { .. }))));
}

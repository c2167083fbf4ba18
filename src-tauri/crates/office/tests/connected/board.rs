//! Checking many dossiers: what is skipped, broken off, gone on with, and found to have worsened.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::Answer;
use domain::connection::{LoketFault, OfflineWhy};
use domain::id::{DossierId, EmployerId};
use domain::reading::Unread;
use office::connection::checking::CheckSelection;
use office::refusal::{NoKeychain, Refusal};
use peer::Act;
use sandbox::employer_id;

use crate::changes::Changes as _;
use crate::connected_office::{ConnectedOffice, failing, is_met, outcome, reported, silent};
use crate::loket::words;

/// MijnLoket for every employer that was read.
fn everywhere(connected: &ConnectedOffice) -> Vec<DossierId> {
    let ids: Vec<_> = connected.office.employers().unwrap().iter().map(|row| row.employer.id).collect();
    let started = connected.office.start_dossiers(&"mijnloket-activeren".into(), &ids, None).unwrap();
    started.iter().map(|summary| summary.dossier).collect()
}

fn kind(refusal: Refusal) -> LoketFault {
    match refusal {
        Refusal::Loket { fault } => fault,
        other => panic!("{other:?}"),
    }
}

/// Fault 8.
#[tokio::test(flavor = "multi_thread")]
async fn an_employer_without_access_is_skipped_and_listed_and_the_others_go_on() {
    let connected = ConnectedOffice::connected().await;
    everywhere(&connected);
    // An employer that was linked by hand and is out of the user's reach, and one that is not linked at all.
    let mut card = connected.card("Korenaar");
    (card.id, card.loket, card.employer_number) = (EmployerId::NEW, None, None);
    (card.company_name, card.employer_id) = ("Van Buren".into(), Some(employer_id(13).to_string()));
    let closed = connected.office.save_employer_card(&card).unwrap().card.unwrap().employer.id;
    (card.company_name, card.employer_id) = ("Niet gekoppeld".into(), None);
    let unlinked = connected.office.save_employer_card(&card).unwrap().card.unwrap().employer.id;
    connected.office.start_dossiers(&"leerrekening-iob".into(), &[closed, unlinked], None).unwrap();
    let (on_progress, progress) = reported();
    let checked = connected
        .office
        .check_selection(&CheckSelection::Board { resume: false }, on_progress)
        .await
        .unwrap();
    assert_eq!(checked.skipped.len(), 2, "{:?}", checked.skipped);
    let why = |id: EmployerId| checked.skipped.iter().find(|one| one.employer == id).unwrap();
    assert!(matches!(why(closed).why, Unread::NotPermitted { .. }), "{:?}", why(closed));
    assert_eq!(why(closed).name, "Van Buren");
    assert_eq!(why(unlinked).why, Unread::NotLinked);
    assert_eq!(checked.dossiers, 13, "what was skipped is not counted");
    assert!(!checked.failing.is_empty());
    assert_eq!(checked.worsened, Vec::<DossierId>::new());
    assert_eq!(connected.office.connection().state().unwrap().unfinished_since, None);
    let reported = progress.lock().unwrap();
    assert!(reported.iter().any(|now| now.of == Some(15) && now.now.as_deref() == Some("Van Buren")));
}

/// Fault 1: offline, what was known stays and nothing passes for new.
#[tokio::test(flavor = "multi_thread")]
async fn offline_checking_says_so_and_old_verdicts_stay() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("leerrekening-iob", "Korenaar");
    connected.say(dossier, "user-name", "koppeling.korenaar");
    let before = connected.check(dossier).await;
    connected.loket.go_away();
    let LoketFault::Offline { host, why } =
        kind(connected.office.check_dossier(dossier, silent()).await.unwrap_err())
    else {
        panic!("offline")
    };
    assert_eq!((host.as_str(), why), ("127.0.0.1", OfflineWhy::Sandbox));
    let fault = kind(
        connected
            .office
            .check_selection(&CheckSelection::Board { resume: false }, silent())
            .await
            .unwrap_err(),
    );
    assert!(matches!(fault, LoketFault::Offline { why: OfflineWhy::Sandbox, .. }));
    let after = connected.state(dossier);
    assert_eq!(after.history_count, before.history_count);
    assert!(is_met(&after, "user-kind"));
    assert!(connected.office.connection().state().unwrap().unfinished_since.is_some());
    connected.say(dossier, "who-connects", "office");
    connected.loket.come_back().unwrap();
    assert!(is_met(&connected.check(dossier).await, "rights"));
}

/// Fault 14 within a run: one part that cannot be read now leaves its verdict as it was.
#[tokio::test(flavor = "multi_thread")]
async fn a_part_that_fails_now_takes_no_earlier_verdict_away() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("leerrekening-iob", "Korenaar");
    connected.say(dossier, "user-name", "koppeling.korenaar");
    connected.check(dossier).await;
    connected.loket.right(1, 8, "viewTaxReturn").await;
    connected.loket.trap("GET", "/users", words(503, "{}"), 200);
    let state = connected.check(dossier).await;
    assert!(is_met(&state, "rights-no-more"), "the verdict of before stands, with its own moment");
    assert_eq!(failing(&state), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_that_is_taken_away_is_reported_as_worsened() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("leerrekening-iob", "Korenaar");
    connected.say(dossier, "user-name", "koppeling.korenaar");
    assert_eq!(
        connected
            .office
            .check_selection(&CheckSelection::Board { resume: false }, silent())
            .await
            .unwrap()
            .fine,
        0
    );
    connected.loket.right(1, 8, "viewLeave").await;
    let checked =
        connected.office.check_selection(&CheckSelection::Board { resume: false }, silent()).await.unwrap();
    assert_eq!((checked.worsened, checked.failing), (vec![dossier], vec![]));
    let [reasons] = &checked.reasons[..] else { panic!("{:?}", checked.reasons) };
    assert_eq!(reasons.dossier, dossier);
    let said = reasons.reasons.iter().map(|reason| reason.nl.as_str()).collect::<Vec<_>>().join("\n");
    assert!(said.contains("Deze rechten ontbreken: Raadplegen verlofadministratie"), "{said}");
    let row = connected.office.board().unwrap().rows.remove(0);
    assert!(row.summary.worsened > 0);
    let line = &row.summary.failing_lines[0];
    assert_eq!((line.item.as_str(), line.last_met.is_some()), ("rights", true), "the board says which line");
    assert_eq!(row.summary.failing as usize, row.summary.failing_lines.len());
    let again = {
        let korenaar = CheckSelection::Employer { employer: connected.card("Korenaar").id };
        connected.office.check_selection(&korenaar, silent()).await.unwrap()
    };
    assert_eq!((again.worsened, again.failing), (vec![], vec![dossier]), "reported once");
    connected.loket.right(1, 8, "viewLeave").await;
    connected.office.check_selection(&CheckSelection::Board { resume: false }, silent()).await.unwrap();
    assert!(is_met(&connected.state(dossier), "rights"));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_selection_only_what_was_chosen_is_checked() {
    let connected = ConnectedOffice::connected().await;
    let dossiers = everywhere(&connected);
    let chosen: BTreeSet<DossierId> = dossiers[..2].iter().copied().collect();
    let selection = CheckSelection::Dossiers { dossiers: chosen.clone() };
    let checked = connected.office.check_selection(&selection, silent()).await.unwrap();
    assert_eq!(checked.dossiers, 2);
    let rows = connected.office.board().unwrap().rows;
    let asked = rows.iter().filter(|row| row.summary.checked.is_some()).map(|row| row.summary.dossier);
    assert_eq!(asked.collect::<BTreeSet<_>>(), chosen);
    assert_eq!(connected.office.connection().state().unwrap().unfinished_since, None);
}

/// Fault 27.
#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_is_stopped_goes_on_where_it_was() {
    let connected = ConnectedOffice::connected().await;
    let dossiers = everywhere(&connected);
    let office = Arc::clone(&connected.office);
    let stopper = Arc::clone(&connected.office);
    let on_progress: office::connection::progress::ProgressCallback = Arc::new(move |progress| {
        if progress.done == 5 {
            stopper.connection().stop_run();
        }
    });
    assert_eq!(
        kind(
            office.check_selection(&CheckSelection::Board { resume: false }, on_progress).await.unwrap_err()
        ),
        LoketFault::Stopped
    );
    let done = |connected: &ConnectedOffice| {
        let checked = dossiers.iter().filter(|id| connected.state(**id).summary.checked.is_some());
        checked.count()
    };
    let before = done(&connected);
    // What needs no waiting any more may still be finished.
    assert!((5..13).contains(&before), "{before}");
    // It holds over a restart.
    let connected = connected.reopened();
    assert!(connected.office.connection().state().unwrap().unfinished_since.is_some());
    let rest =
        connected.office.check_selection(&CheckSelection::Board { resume: true }, silent()).await.unwrap();
    assert_eq!((rest.dossiers as usize, done(&connected)), (13 - before, 13));
    assert_eq!(connected.office.connection().state().unwrap().unfinished_since, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_run_at_a_time() {
    let connected = ConnectedOffice::connected().await;
    everywhere(&connected);
    let office = Arc::clone(&connected.office);
    let (begun, has_begun) = tokio::sync::oneshot::channel();
    let begun = std::sync::Mutex::new(Some(begun));
    let on_progress: office::connection::progress::ProgressCallback = Arc::new(move |_| {
        if let Some(begun) = begun.lock().unwrap().take() {
            begun.send(()).unwrap();
        }
    });
    let run = tokio::spawn(async move {
        office.check_selection(&CheckSelection::Board { resume: false }, on_progress).await
    });
    has_begun.await.unwrap();
    assert_eq!(kind(connected.office.read_employers(silent()).await.unwrap_err()), LoketFault::Busy);
    connected.office.connection().stop_run();
    assert_eq!(kind(run.await.unwrap().unwrap_err()), LoketFault::Stopped);
    connected.office.read_employers(silent()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_without_rights_gets_unknown_with_the_right_that_is_missing() {
    let connected = ConnectedOffice::new();
    connected.sign_in("stagiair").await;
    connected.office.read_employers(silent()).await.unwrap();
    let dossier = connected.start("leerrekening-iob", "Korenaar");
    connected.say(dossier, "user-name", "koppeling.korenaar");
    let state = connected.check(dossier).await;
    let domain::verdict::Outcome::Unknown { because } = outcome(&state, "rights") else { panic!("unknown") };
    assert!(
        because.iter().any(|why| matches!(why, Unread::NotPermitted { rights, .. } if !rights.is_empty())),
        "{because:?}"
    );
}

/// Faults 4 and 5: an answer that does not come is not sat through.
#[tokio::test(flavor = "multi_thread")]
async fn stopping_does_not_wait_for_a_silent_loket() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("leerrekening-iob", "Korenaar");
    connected.loket.trap("GET", "/authorizations", Act::Late(std::time::Duration::from_mins(1)), 1);
    let before = connected.loket.count("GET", "/authorizations");
    let office = Arc::clone(&connected.office);
    let run = tokio::spawn(async move { office.check_dossier(dossier, silent()).await });
    while connected.loket.count("GET", "/authorizations") == before {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    let stopped = std::time::Instant::now();
    connected.office.connection().stop_run();
    assert_eq!(kind(run.await.unwrap().unwrap_err()), LoketFault::Stopped);
    assert!(stopped.elapsed().as_secs() < 20, "{:?}", stopped.elapsed());
}

/// Without a keychain nothing that identifies people is kept; what was found is still reported.
#[tokio::test(flavor = "multi_thread")]
async fn for_this_session_only_checking_works_and_keeps_no_people() {
    let connected = ConnectedOffice::connected().await;
    connected.office.keys().use_session_only();
    let dossier = connected.start("asr-werkgever", "Korenaar");
    let typed = Some(Answer::of("koppeling.korenaar"));
    let refused = connected.office.answer(dossier, "user-name", typed).unwrap_err();
    assert_eq!(refused, Refusal::Keychain { why: NoKeychain::SessionOnly }, "a name is not kept in clear");
    let state = connected.check(dossier).await;
    assert!(is_met(&state, "payroll-taxes-number"));
    assert!(!crate::connected_office::holds(&connected.on_disk(), "Oefenaar, Olga"));
    let state = connected.office.set_due(dossier, None).unwrap();
    assert!(is_met(&state, "payroll-taxes-number"), "another event does not take it away");
}

/// Fault 40, of checking: without the key an answer is taken and judged all the same.
#[tokio::test(flavor = "multi_thread")]
async fn without_the_key_an_answer_is_judged_and_the_values_in_its_verdict_are_not_kept() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("asr-werkgever", "Korenaar");
    connected.check(dossier).await;
    let connected = connected.reopened();
    connected.office.keys().use_session_only();
    let state = connected.say(dossier, "payroll-taxes-number", "123456782L04");
    assert!(matches!(
        &crate::connected_office::discrepancies(&state, "payroll-taxes-number")[..],
        [domain::verdict::Discrepancy::NotInLoket { .. } | domain::verdict::Discrepancy::Differs { .. }]
    ));
}

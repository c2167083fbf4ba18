//! What the app asks Loket for is what it calls.

use office::connection::checking::CheckSelection;
use std::collections::BTreeSet;

use ::loket::operation;
use domain::Answer;

use crate::changes::Changes as _;
use crate::connected_office::{ConnectedOffice, silent};
use crate::hours::Hours;
use crate::loket_changes::{aalst, vonk};

/// The activities of all calls that came, but those of signing in.
fn called(connected: &ConnectedOffice) -> BTreeSet<&'static str> {
    let calls = connected.loket.calls().into_iter().filter(|call| call.with_token);
    let activity = |call: peer::Call| {
        let all = || operation::all().chain(operation::BEHIND.iter().copied());
        let of_method = || all().filter(|one| format!("{:?}", one.method).to_uppercase() == call.method);
        let best = contract::path::best(of_method().map(|one| one.path), &call.path, |_| true);
        let best = best.unwrap_or_else(|| panic!("{call:?} is not in the table"));
        of_method().find(|one| one.path == best.template).unwrap().activity
    };
    calls.map(activity).collect()
}

/// The app asks Loket for the activities of the table. Each of them is called by something that a user can do, and
/// nothing is called that is not in it.
#[tokio::test(flavor = "multi_thread")]
async fn every_activity_that_is_asked_for_is_called_and_no_other() {
    let connected = ConnectedOffice::connected().await;
    // What changed since the list was read.
    connected.office.read_employers(silent()).await.unwrap();
    connected.office.connection().permissions().await.unwrap();
    // Every check of every handbook that comes with the app, where its employer has what it looks at.
    for handbook in ["loket-toegang", "asr-salarisverwerker"] {
        connected.office.start_dossiers(&handbook.into(), &[], None).unwrap();
    }
    for handbook in
        ["asr-werkgever", "leerrekening-iob", "mijnloket-activeren", "personeelssysteem-koppeling"]
    {
        for employer in ["Buitenhof", "Speelboom", "Staal"] {
            connected.start(handbook, employer);
        }
    }
    connected.office.check_selection(&CheckSelection::Board { resume: false }, silent()).await.unwrap();

    // Every change that can be made.
    let dossier = aalst(&connected).await;
    let preview = connected.office.preview_loket_change(dossier, &"rights".into()).await.unwrap();
    connected.set_right(dossier, "rights", &preview).await;
    let dossier = vonk(&connected).await;
    let preview = connected.office.preview_loket_change(dossier, &"user-kind".into()).await.unwrap();
    connected.set_right(dossier, "user-kind", &preview).await;
    let dossier = connected.start("mijnloket-activeren", "Kade & Kroon");
    let chosen = ["view-personal-data"].map(str::to_owned).into();
    connected.office.answer(dossier, "functions", Some(Answer::Set { ids: chosen })).unwrap();
    connected.check(dossier).await;
    let preview = connected.office.preview_loket_change(dossier, &"switched-on".into()).await.unwrap();
    connected.set_right(dossier, "switched-on", &preview).await;

    let employer = connected.card("Gouden Korenaar").id;
    connected.office.employees().read(employer, silent()).await.unwrap();

    let hours = Hours::of(&connected, "2.5").await;
    let preview = hours.preview(&connected).await.unwrap();
    hours.send(&connected, &preview.token, |_| true, Ok(())).await.unwrap();

    let asked_for: BTreeSet<&str> = operation::all().map(|one| one.activity).collect();
    assert_eq!(called(&connected), asked_for);
}

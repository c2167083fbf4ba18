//! What the log file holds after an office worked with a Loket in which much went wrong: what failed, and no name, number,
//! amount or secret.

use office::log_file::{self, LogLayer};
use peer::{Act, on};
use serde_json::json;
use tracing_subscriber::layer::SubscriberExt as _;

use crate::connected_office::{ConnectedOffice, TOKEN, silent};
use crate::hours_run::run_with_a_file;

/// What Loket says of a refusal, with a person and a number in it.
const WORDS: &str = "Petronella Kanarie 123456782 NL91ABNA0417164300";

/// Employers of the sandbox, who signed in, a person and numbers in Loket's words, and hours of the file.
const CANARIES: [&str; 10] =
    ["Korenaar", "Staal", "Olga", "Oefenaar", "Noor", "Kanarie", "123456782", "NL91ABNA", "123,77", "123.77"];

/// Sends hours, of which Loket refuses those of one person in words that name somebody.
async fn send_hours(connected: &ConnectedOffice) {
    let run = run_with_a_file(connected).await;
    let refusal = json!({"messages": [{"description": WORDS, "code": "VAL-1", "properties": []}]});
    connected.loket.script(on("PATCH", ".*/payrollperioddata").nth(1).then(Act::json(400, &refusal)));
    let loket = connected.office.hours_in_loket();
    let preview = loket.preview_run(run, silent()).await.unwrap().unwrap();
    loket.send_run(run, &preview.token, |_| true, silent()).await.unwrap();
    loket.compare_run(run, silent()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_loket_or_its_people_reaches_the_log_and_what_failed_does() {
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(LogLayer)).unwrap();
    let logs = tempfile::tempdir().unwrap();
    log_file::begin(logs.path());

    let connected = ConnectedOffice::connected().await;
    let token = connected.kept(TOKEN).unwrap();
    let dossier = connected.start("asr-werkgever", "Staal");
    connected.check(dossier).await;
    send_hours(&connected).await;
    // Answers that do not read, that are another's, and none.
    let wrong = json!({"_embedded": [{"id": WORDS, "companyName": WORDS}], "totalSize": WORDS});
    for act in [Act::json(200, &wrong), Act::json(403, &json!({"messages": WORDS})), Act::Cut, Act::say(503)]
    {
        connected.loket.script(on("GET", ".*/employers.*").then(act));
        let _ = connected.office.read_employers(silent()).await;
        let _ = connected.office.check_dossier(dossier, silent()).await;
    }
    let employer = connected.card("Korenaar").id;
    connected.office.employees().read(employer, silent()).await.unwrap_err();
    connected.keychain_fails(TOKEN);
    connected.office.connection().sign_out().await.unwrap_err();

    let log = std::fs::read_to_string(logs.path().join("koppelwijzer.log")).unwrap();
    for part in ["start ", "WARN loket"] {
        assert!(log.contains(part), "{part}: {log}");
    }
    assert!(log.lines().count() > 6, "{log}");
    for canary in CANARIES.into_iter().chain([token.as_str()]) {
        let lines: Vec<_> = log.lines().filter(|line| line.contains(canary)).collect();
        assert_eq!(lines, Vec::<&str>::new(), "{canary}");
    }
}

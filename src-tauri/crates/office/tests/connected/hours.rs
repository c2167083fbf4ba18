//! Hours straight to Loket: read, previewed, agreed to, the start recorded, sent once, read back. Nothing of it is kept.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::connection::LoketFault;
use domain::hours::compare::{Employments, HoursTable, PreviewChange};
use domain::hours::exact::Amount;
use domain::hours::finding::{FindingKind, Level};
use domain::hours::head::HeadChoice;
use domain::hours::layout::Layout;
use domain::hours::rows::{self, Answers};
use domain::hours::sensitive::drop_sensitive;
use domain::hours::sent::{HoursObstacle, SendVerdict};
use domain::hours::totals::totals;
use domain::hours::upload::{UploadRow, UploadTable};
use office::connection::hours::{HoursPreview, HoursQuestion, HoursSendResult, HoursTarget, RecordsSending};
use office::refusal::{Refusal, Result};
use peer::Act;

use crate::connected_office::{ConnectedOffice, silent};

const PERIOD: &str = "2026-09";
const PATCH: &str = "/payrollperioddata";
/// The same as a rule of what goes wrong needs it: the whole path.
const ANY_PATCH: &str = ".*/payrollperioddata";

/// The bakery of the sandbox, and hours for everybody in it.
pub struct Hours {
    target: HoursTarget,
    employments: Employments,
    table: UploadTable,
    allowances: BTreeMap<u32, bool>,
}

impl Hours {
    /// Reads who is there; everybody gets the same overtime.
    pub async fn of(connected: &ConnectedOffice, amount: &str) -> Self {
        let employer = connected.card("Gouden Korenaar").id;
        let target = HoursTarget { employer, administration: 101, period: PERIOD.parse().unwrap() };
        let known = connected.office.hours_in_loket().read(target, silent()).await.unwrap();
        let employments =
            Employments::of(known.employments.content().unwrap(), target.period, |one| one.payroll_id);
        let amount: Amount = amount.parse().unwrap();
        let rows = employments.by_number.keys().map(|person| UploadRow {
            person: *person,
            shift: 1,
            distribution_unit: None,
            cost_center: None,
            amounts: BTreeMap::from([(15, amount)]),
        });
        let table = UploadTable {
            administration: 101,
            components: vec![15],
            distribution_units: false,
            shifts: false,
            rows: rows.collect(),
            rounded: vec![],
            not_imported: BTreeMap::new(),
        };
        Self { target, employments, table, allowances: BTreeMap::new() }
    }

    fn meant(&self) -> HoursTable<'_> {
        HoursTable { table: &self.table, employments: &self.employments, allowances: &self.allowances }
    }

    pub async fn preview(
        &self,
        connected: &ConnectedOffice,
    ) -> std::result::Result<HoursPreview, HoursObstacle> {
        connected.office.hours_in_loket().preview(self.target, self.meant(), silent()).await.unwrap()
    }

    pub async fn send(
        &self,
        connected: &ConnectedOffice,
        token: &str,
        agrees: impl FnOnce(&HoursQuestion) -> bool,
        start: Result<()>,
    ) -> Result<HoursSendResult> {
        let record = Recorded::new(start);
        connected
            .office
            .hours_in_loket()
            .send(self.target, self.meant(), token, agrees, record, silent())
            .await
    }
}

/// A record of a sending that goes well, or not.
struct Recorded {
    start: Result<()>,
    ended: AtomicUsize,
}

impl Recorded {
    fn new(start: Result<()>) -> Self {
        Self { start, ended: AtomicUsize::new(0) }
    }
}

impl RecordsSending for Recorded {
    async fn started(&self) -> Result<()> {
        self.start.clone()
    }

    async fn ended(&self, _: &HoursSendResult) -> Result<()> {
        assert!(self.start.is_ok());
        self.ended.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hours_are_previewed_agreed_to_sent_once_and_read_back_and_none_are_kept() {
    let connected = ConnectedOffice::connected().await;
    let hours = Hours::of(&connected, "123.45").await;
    let preview = hours.preview(&connected).await.unwrap();
    let people = u32::try_from(hours.table.rows.len()).unwrap();
    assert_eq!((preview.people, preview.preview.counts()[&PreviewChange::New]), (people, people));
    assert_eq!(preview.employer, "Bakkerij De Gouden Korenaar B.V.");
    assert_eq!(connected.loket.count("PATCH", ""), 0, "looking changes nothing");
    let mut asked = None;
    let yes = |question: &HoursQuestion| {
        asked = Some(question.preview.clone());
        true
    };
    let sent = hours.send(&connected, &preview.token, yes, Ok(())).await.unwrap();
    assert_eq!(asked.unwrap(), preview);
    assert!(sent.people.iter().all(|(_, verdict)| *verdict == SendVerdict::Done), "{sent:?}");
    assert!(sent.read_back.unwrap().is_as_sent() && sent.refused.is_none());
    assert_eq!(connected.loket.count("PATCH", PATCH), people as usize);
    assert_eq!(hours.preview(&connected).await, Err(HoursObstacle::NothingToDo));
    let compared =
        connected.office.hours_in_loket().compare(hours.target, hours.meant(), silent()).await.unwrap();
    assert!(compared.is_as_sent());
    // Neither as sent nor as read.
    let disk = connected.on_disk();
    for form in ["123.45", "123,45", "12345"] {
        assert!(!disk.windows(form.len()).any(|part| part == form.as_bytes()), "{form}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hours_that_are_not_agreed_to_or_whose_start_is_not_recorded_are_not_sent() {
    let connected = ConnectedOffice::connected().await;
    let hours = Hours::of(&connected, "2.5").await;
    let preview = hours.preview(&connected).await.unwrap();
    let refused = hours.send(&connected, "another", |_| true, Ok(())).await.unwrap_err();
    assert_eq!(refused, Refusal::Loket { fault: LoketFault::PreviewChanged });
    let refused = hours.send(&connected, &preview.token, |_| false, Ok(())).await.unwrap_err();
    assert_eq!(refused, Refusal::Cancelled);
    let full = Err(Refusal::Unexpected);
    let refused = hours.send(&connected, &preview.token, |_| true, full).await.unwrap_err();
    assert_eq!(refused, Refusal::Unexpected);
    assert_eq!(connected.loket.count("PATCH", ""), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn sending_hours_stops_between_employments_and_goes_on_with_the_rest() {
    let connected = ConnectedOffice::connected().await;
    let hours = Hours::of(&connected, "2.5").await;
    let preview = hours.preview(&connected).await.unwrap();
    let answered = Arc::new(AtomicUsize::new(0));
    let (office, count) = (Arc::clone(&connected.office), Arc::clone(&answered));
    let stop = Arc::new(move |progress: office::connection::progress::Progress| {
        if progress.of == Some(preview.people) && count.fetch_add(1, Ordering::SeqCst) == 0 {
            office.connection().stop_run();
        }
    });
    let record = Recorded::new(Ok(()));
    let sent = connected
        .office
        .hours_in_loket()
        .send(hours.target, hours.meant(), &preview.token, |_| true, record, stop)
        .await
        .unwrap();
    assert_eq!(sent.refused, Some(Refusal::Loket { fault: LoketFault::Stopped }));
    let of = |verdict| sent.people.iter().filter(|(_, one)| *one == verdict).count();
    let (done, left) = (of(SendVerdict::Done), of(SendVerdict::NotSent));
    assert!(done > 0 && left > 0 && done + left == sent.people.len(), "{sent:?}");
    let again = hours.preview(&connected).await.unwrap();
    assert_eq!(again.people as usize, left);
    hours.send(&connected, &again.token, |_| true, Ok(())).await.unwrap();
    assert_eq!(connected.loket.count("PATCH", PATCH), sent.people.len(), "each once");
}

#[tokio::test(flavor = "multi_thread")]
async fn hours_that_loket_refuses_are_reported_in_its_words_beside_the_person() {
    let connected = ConnectedOffice::connected().await;
    let hours = Hours::of(&connected, "2.5").await;
    let preview = hours.preview(&connected).await.unwrap();
    let words = serde_json::json!({"messages": [{"type": "BrokenBusinessRule", "description": "Periode is afgesloten"}]});
    connected.loket.script(peer::on("PATCH", ANY_PATCH).nth(1).then(Act::json(400, &words)));
    let sent = hours.send(&connected, &preview.token, |_| true, Ok(())).await.unwrap();
    let refused: Vec<_> =
        sent.people.iter().filter(|(_, verdict)| *verdict == SendVerdict::NotDone).collect();
    assert_eq!(refused.len(), 1, "{sent:?}");
    assert_eq!(refused[0].0.messages[0].clear(), Some("Periode is afgesloten"));
    let done = sent.people.iter().filter(|(_, verdict)| *verdict == SendVerdict::Done).count();
    assert_eq!(done, sent.people.len() - 1);
}

/// What is found in a practice file, from the most serious on, and the sums of what may go up.
fn found(file: &sandbox::HoursFile) -> (Vec<FindingKind>, Vec<Amount>) {
    let mut workbook = exchange::hours::read(file.bytes.clone(), &file.name).unwrap();
    let dropped = drop_sensitive(&mut workbook, HeadChoice::default());
    let layout = Layout::guess(&workbook, &dropped, None);
    let reading = rows::read(&workbook, &layout, None, &Answers::default());
    let serious = reading.findings.iter().filter(|finding| finding.level <= Level::Warning);
    let sums = totals(&reading).into_iter().map(|total| total.amount);
    (serious.map(|finding| finding.kind.clone()).collect(), sums.collect())
}

#[test]
fn the_practice_files_hold_what_their_lessons_say() {
    let files = sandbox::hours_files(jiff::Zoned::now().date());
    let (wrong, sums) = found(&files[0]);
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(sums.len() > 5 && sums.iter().all(|amount| !amount.is_negative()));

    let (wrong, _) = found(&files[1]);
    for kind in [
        |kind: &FindingKind| matches!(kind, FindingKind::NoPerson),
        |kind: &FindingKind| matches!(kind, FindingKind::AmountOtherFormat | FindingKind::AmountUnreadable),
        |kind: &FindingKind| matches!(kind, FindingKind::Negative),
        |kind: &FindingKind| matches!(kind, FindingKind::DoubleRow),
        |kind: &FindingKind| {
            matches!(kind, FindingKind::SeveralPeriods { .. } | FindingKind::OtherPeriod { .. })
        },
        |kind: &FindingKind| matches!(kind, FindingKind::ControlDiffers { .. }),
    ] {
        assert!(wrong.iter().any(kind), "{wrong:?}");
    }
    let (wrong, _) = found(&files[2]);
    assert!(wrong.contains(&FindingKind::AddsToEarlier), "{wrong:?}");
}

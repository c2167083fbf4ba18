//! Lists over pages: whole, in order, each item once, or not at all.

mod common;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use common::{fixture, fixture_with, short};
use loket::operation::{GET_EMPLOYER_APPLICATIONS, GET_EMPLOYERS_MINIMIZED};
use loket::{Fault, Limits, Progress, Request, Resume, Whole};
use serde::Deserialize;
use serde_json::{Value, json};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request as Asked, Respond, ResponseTemplate};

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct Item {
    id: u32,
}

type Pages = Box<dyn Fn(u32, usize) -> ResponseTemplate + Send + Sync>;

/// Answers page N on its Mth call, and writes down which pages were asked.
struct Book {
    pages: Pages,
    asked: Arc<Mutex<Vec<u32>>>,
    calls: AtomicUsize,
}

impl Respond for Book {
    fn respond(&self, asked: &Asked) -> ResponseTemplate {
        let query: Vec<(String, String)> = asked.url.query_pairs().into_owned().collect();
        let value =
            |name: &str| query.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
        assert_eq!(value("pageSize").as_deref(), Some("250"));
        let number = value("pageNumber").expect("page").parse().expect("number");
        self.asked.lock().expect("asked").push(number);
        (self.pages)(number, self.calls.fetch_add(1, Ordering::SeqCst))
    }
}

async fn book(pages: Pages) -> (MockServer, Arc<Mutex<Vec<u32>>>) {
    let server = MockServer::start().await;
    let asked: Arc<Mutex<Vec<u32>>> = Arc::default();
    let book = Book { pages, asked: Arc::clone(&asked), calls: AtomicUsize::new(0) };
    Mock::given(any()).respond_with(book).mount(&server).await;
    (server, asked)
}

fn page(number: u32, last: u32, total: u64, ids: impl IntoIterator<Item = u32>) -> ResponseTemplate {
    let items: Vec<Value> = ids.into_iter().map(|id| json!({"id": id, "companyName": "x"})).collect();
    ResponseTemplate::new(200).set_body_json(json!({"totalSize": total, "pageSize": 250, "totalPages": last,
        "currentPage": number, "version": null, "messages": [], "_embedded": items}))
}

/// Seven pages of three, the last of one.
fn seven(number: u32) -> ResponseTemplate {
    let first = (number - 1) * 3;
    let delay = std::time::Duration::from_millis(u64::from(8 - number) * 10);
    page(number, 7, 19, first..(first + 3).min(19)).set_delay(delay)
}

async fn read(server: &MockServer, resume: &mut Resume<Item>) -> Result<Whole<Item>, Fault> {
    let fixture = fixture_with(&server.uri(), Limits { tries: 2, ..short() }).await;
    fixture
        .client
        .list(&Request::new(GET_EMPLOYERS_MINIMIZED), |item| item.id.to_string(), resume, |_| ())
        .await
}

fn ids(whole: &Whole<Item>) -> Vec<u32> {
    whole.items.iter().map(|item| item.id).collect()
}

#[tokio::test]
async fn a_list_is_read_whole_and_in_order_and_progress_is_reported() {
    let (server, asked) = book(Box::new(|number, _| seven(number))).await;
    let fixture = fixture(&server.uri()).await;
    let mut steps = Vec::new();
    let mut resume = Resume::default();
    let whole = fixture
        .client
        .list(
            &Request::new(GET_EMPLOYERS_MINIMIZED),
            |item: &Item| item.id.to_string(),
            &mut resume,
            |step| steps.push(step),
        )
        .await
        .expect("list");
    assert_eq!(ids(&whole), (0..19).collect::<Vec<_>>());
    assert_eq!((whole.duplicates, whole.restarted), (0, false));
    assert_eq!(asked.lock().expect("asked").len(), 7);
    assert_eq!(steps.first(), Some(&Progress { pages: 1, of_pages: 7, items: 3, of_items: 19 }));
    assert_eq!(steps.last(), Some(&Progress { pages: 7, of_pages: 7, items: 19, of_items: 19 }));
    assert_eq!(steps.len(), 7);
}

#[tokio::test]
async fn an_empty_list_and_a_list_without_paging_are_one_page() {
    let (server, _) = book(Box::new(|number, _| page(number, 0, 0, []))).await;
    assert!(read(&server, &mut Resume::default()).await.expect("list").items.is_empty());

    let plain = ResponseTemplate::new(200).set_body_json(json!({"_embedded": [{"id": 5}, {"id": 4}]}));
    let (server, asked) = book(Box::new(move |_, _| plain.clone())).await;
    let fixture = fixture(&server.uri()).await;
    let request = Request::new(GET_EMPLOYER_APPLICATIONS).with("employerId", "e1");
    let key = |item: &Item| item.id.to_string();
    let whole = fixture.client.list(&request, key, &mut Resume::default(), |_| ()).await.expect("list");
    assert_eq!(ids(&whole), [5, 4]);
    assert_eq!(asked.lock().expect("asked").len(), 1);
}

#[tokio::test]
async fn items_that_come_twice_are_dropped_and_counted() {
    let pages: Pages =
        Box::new(|number, _| page(number, 2, 5, if number == 1 { vec![1, 2, 3] } else { vec![3, 4] }));
    let (server, _) = book(pages).await;
    let whole = read(&server, &mut Resume::default()).await.expect("list");
    assert_eq!(ids(&whole), [1, 2, 3, 4]);
    assert_eq!((whole.duplicates, whole.restarted), (1, false));
}

#[tokio::test]
async fn a_list_that_changes_once_is_read_anew() {
    // The total grows after the first page was read.
    let pages: Pages = Box::new(|number, call| {
        let total = if call == 0 { 5 } else { 6 };
        page(number, 2, total, if number == 1 { vec![1, 2, 3] } else { vec![4, 5, 6] })
    });
    let (server, asked) = book(pages).await;
    let whole = read(&server, &mut Resume::default()).await.expect("list");
    assert_eq!((ids(&whole), whole.restarted), (vec![1, 2, 3, 4, 5, 6], true));
    assert_eq!(*asked.lock().expect("asked"), [1, 2, 1, 2]);
}

#[tokio::test]
async fn pages_that_never_fit_are_reported_after_one_restart() {
    let repeated: Pages = Box::new(|number, _| page(number, 2, 6, [1, 2, 3]));
    let wrong_number: Pages = Box::new(|_, _| page(1, 2, 6, [1, 2, 3]));
    let empty_early: Pages =
        Box::new(|number, _| page(number, 3, 6, if number == 2 { vec![] } else { vec![number] }));
    let growing: Pages =
        Box::new(|number, call| page(number, 2, 6 + call as u64, [number * 2, number * 2 + 1]));
    let endless: Pages = Box::new(|number, _| page(number, u32::MAX, u64::MAX, [number]));
    for (what, pages) in [
        ("repeated", repeated),
        ("wrong number", wrong_number),
        ("empty early", empty_early),
        ("growing", growing),
        ("endless", endless),
    ] {
        let (server, asked) = book(pages).await;
        let mut resume = Resume::default();
        let fault = read(&server, &mut resume).await.expect_err(what);
        assert_eq!(fault, Fault::ListChanged { operation: GET_EMPLOYERS_MINIMIZED }, "{what}");
        assert!(asked.lock().expect("asked").len() <= 6, "{what}");
        assert_eq!(resume.pages(), 0, "{what}");
    }
}

#[tokio::test]
async fn after_a_failure_only_the_missing_pages_are_read() {
    let good: Pages = Box::new(|number, call| {
        // Page five fails for as long as the first attempt lasts: two tries.
        if number == 5 && call < 8 { ResponseTemplate::new(503) } else { seven(number) }
    });
    let (server, asked) = book(good).await;
    let mut resume = Resume::default();
    let fault = read(&server, &mut resume).await.expect_err("page five");
    assert!(matches!(fault, Fault::ServerFault { status: 503, .. }), "{fault:?}");
    let (had, before) = (resume.pages(), asked.lock().expect("asked").len());
    assert!((1..7).contains(&had), "{had}");
    let whole = read(&server, &mut resume).await.expect("list");
    assert_eq!(ids(&whole), (0..19).collect::<Vec<_>>());
    let again = asked.lock().expect("asked")[before..].to_vec();
    assert!(
        !again.contains(&1) && again.iter().filter(|number| **number != 5).count() == 7 - had - 1,
        "{again:?}"
    );
}

#[tokio::test]
async fn a_cancelled_list_keeps_the_pages_it_had() {
    let slow: Pages = Box::new(|number, call| {
        let delay = if call == 1 { 3 } else { 0 };
        page(number, 2, 4, [number * 2, number * 2 + 1]).set_delay(std::time::Duration::from_secs(delay))
    });
    let (server, _) = book(slow).await;
    let limits = Limits { read: std::time::Duration::from_mins(1), ..short() };
    let fixture = fixture_with(&server.uri(), limits).await;
    let mut resume = Resume::default();
    let cancel = tokio_util::sync::CancellationToken::new();
    let request = Request::new(GET_EMPLOYERS_MINIMIZED);
    let key = |item: &Item| item.id.to_string();
    // Cancelled as soon as the first page is there.
    let listing = fixture.client.list(&request, key, &mut resume, |_| cancel.cancel());
    assert!(cancel.run_until_cancelled(listing).await.is_none());
    assert_eq!(resume.pages(), 1);
    assert_eq!(ids(&read(&server, &mut resume).await.expect("list")), [2, 3, 4, 5]);
}

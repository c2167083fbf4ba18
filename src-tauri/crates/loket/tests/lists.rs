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
    assert!(!whole.restarted);
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

/// The items of a page by its number.
type Moved = fn(u32) -> Vec<u32>;

/// Where one item comes twice another is missing, and the total tells nothing.
#[tokio::test]
async fn an_item_that_comes_twice_or_is_missing_makes_the_list_read_anew_and_nobody_vanishes() {
    let twice_over_pages = |number| if number == 1 { vec![1, 2, 3] } else { vec![3, 4] };
    let twice_on_a_page = |number| if number == 1 { vec![1, 2, 2] } else { vec![4, 5] };
    let one_too_few = |number| if number == 1 { vec![1, 2, 3] } else { vec![4] };
    let one_too_many = |number| if number == 1 { vec![1, 2, 3] } else { vec![4, 5, 6] };
    // With the pages that were read by then.
    let moves: [(&str, Moved, &[u32]); 4] = [
        ("twice", twice_over_pages, &[1, 2]),
        ("twice on a page", twice_on_a_page, &[1]),
        ("too few", one_too_few, &[1, 2]),
        ("too many", one_too_many, &[1, 2]),
    ];
    for (what, moved, seen) in moves {
        let once: Pages = Box::new(move |number, call| {
            let still = if number == 1 { vec![1, 2, 3] } else { vec![4, 5] };
            page(number, 2, 5, if call < seen.len() { moved(number) } else { still })
        });
        let (server, asked) = book(once).await;
        let whole = read(&server, &mut Resume::default()).await.expect(what);
        assert_eq!((ids(&whole), whole.restarted), (vec![1, 2, 3, 4, 5], true), "{what}");
        assert_eq!(*asked.lock().expect("asked"), [seen, &[1, 2]].concat(), "{what}");

        let for_ever: Pages = Box::new(move |number, _| page(number, 2, 5, moved(number)));
        let (server, asked) = book(for_ever).await;
        let mut resume = Resume::default();
        let fault = read(&server, &mut resume).await.expect_err(what);
        assert_eq!(fault, Fault::ListChanged { operation: GET_EMPLOYERS_MINIMIZED }, "{what}");
        assert_eq!(*asked.lock().expect("asked"), [seen, seen].concat(), "{what}");
        assert_eq!(resume.pages(), 0, "{what}: no half list");
    }
}

/// A list that counts nothing is whole when its page is not full.
#[tokio::test]
async fn a_full_page_that_counts_nothing_is_not_taken_for_a_whole_list() {
    for (count, whole) in [(249_u32, true), (250, false), (251, true)] {
        let items: Vec<Value> = (0..count).map(|id| json!({"id": id})).collect();
        let plain = ResponseTemplate::new(200).set_body_json(json!({"_embedded": items}));
        let (server, _) = book(Box::new(move |_, _| plain.clone())).await;
        let read = read(&server, &mut Resume::default()).await;
        assert_eq!(read.is_ok(), whole, "{count}: {read:?}");
        if let Err(fault) = read {
            assert!(matches!(&fault, Fault::Changed { place, .. } if place == "totalSize"), "{fault:?}");
        }
    }
}

/// Calls that are dropped go on at Loket: those of the second try would come beside them.
#[tokio::test]
async fn a_list_that_is_read_anew_never_has_more_than_four_calls_under_way() {
    let (busy, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (under_way, highest) = (Arc::clone(&busy), Arc::clone(&most));
    let app = axum::Router::new().fallback(move |asked: axum::extract::Request| {
        let (busy, most) = (Arc::clone(&under_way), Arc::clone(&highest));
        async move {
            // A task of its own: as at Loket, it goes on when who asked has gone.
            let answered = tokio::spawn(async move {
                most.fetch_max(busy.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                let query = asked.uri().query().unwrap_or_default().to_owned();
                let number: u32 = url::form_urlencoded::parse(query.as_bytes())
                    .find(|(name, _)| name == "pageNumber")
                    .map_or(1, |(_, number)| number.parse().expect("number"));
                // The second page is empty, and comes before those beside it.
                let wait = if number == 2 { 5 } else { 120 };
                tokio::time::sleep(std::time::Duration::from_millis(wait)).await;
                busy.fetch_sub(1, Ordering::SeqCst);
                let items = if number == 2 { vec![] } else { vec![json!({"id": number})] };
                let page = json!({"totalSize": 9, "pageSize": 250, "totalPages": 9, "currentPage": number,
                    "version": null, "messages": [], "_embedded": items});
                ([("content-type", "application/json")], page.to_string())
            });
            answered.await.expect("answer")
        }
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("port");
    let base = format!("http://{}", listener.local_addr().expect("address"));
    tokio::spawn(async move { axum::serve(listener, app).await });
    let fixture = fixture(&base).await;
    let request = Request::new(GET_EMPLOYERS_MINIMIZED);
    let key = |item: &Item| item.id.to_string();
    let fault =
        fixture.client.list(&request, key, &mut Resume::default(), |_| ()).await.expect_err("changed");
    assert_eq!(fault, Fault::ListChanged { operation: GET_EMPLOYERS_MINIMIZED });
    assert_eq!(busy.load(Ordering::SeqCst), 0, "what was under way is waited for");
    assert_eq!(most.load(Ordering::SeqCst), 4);
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

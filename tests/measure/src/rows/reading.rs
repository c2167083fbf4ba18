//! Reading 10,000 employments over 40 pages from a Loket that takes 20 ms for each answer.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::{Query, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::{Json, Router};
use domain::reading::{Part, Readings};
use driver::{Fault, Result};
use loket::read::{ProviderReadings, Reader};
use loket::{
    Addresses, Client, ClientEnvironment, Limits, Registration, Session, StoreFault, TokenStore, Tokens,
    Transport,
};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::{Figures, Held, Row};

/// Interleaved runs of both.
const RUNS: usize = 15;
/// What the server takes for each answer.
const LATENCY: Duration = Duration::from_millis(20);
const PAGES: usize = 40;
const ON_A_PAGE: usize = 250;
/// Requests at a time, of both.
const AT_A_TIME: usize = 4;
const EMPLOYER: &str = "e0000001-0000-4000-8000-000000000001";

/// The client beside the same requests with nothing around them.
///
/// # Errors
/// When something is refused, or not everything came.
pub fn measure() -> Result<Row> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let server = serve().await?;
        let (mut ours, mut floor) = (vec![], vec![]);
        for _ in 0..RUNS {
            floor.push(took(raw(server)).await?);
            ours.push(took(client(server)).await?);
        }
        Ok(Row {
            what: "reading 10,000 employments over 40 pages",
            unit: "ms",
            ours: Figures::of(ours),
            floor: Some(Figures::of(floor)),
            held: Held::Ratio,
            goal: 1.2,
        })
    })
}

async fn took(reading: impl Future<Output = Result<usize>>) -> Result<f64> {
    let start = Instant::now();
    let read = reading.await?;
    let took = start.elapsed().as_secs_f64() * 1000.0;
    if read == PAGES * ON_A_PAGE { Ok(took) } else { Err(Fault::new(format!("only {read} were read"))) }
}

/// The client of the program, with a session that is good already.
async fn client(server: SocketAddr) -> Result<usize> {
    let failed = |fault: &dyn std::fmt::Display| Fault::new(fault.to_string());
    let addresses = Addresses::from_loopback(&format!("http://{server}")).map_err(|fault| failed(&fault))?;
    let transport = Transport::new(&addresses, &Limits::default()).map_err(|fault| failed(&fault))?;
    let registration = Registration { id: EMPLOYER.to_owned(), secret: None };
    let tokens = Tokens { access: "bench".into(), refresh: None, lives: Duration::from_hours(1) };
    let client_environment = ClientEnvironment::default();
    let session = Session::start(
        &addresses,
        &registration,
        &transport,
        tokens,
        Arc::new(Nowhere),
        client_environment.clone(),
    )
    .await;
    let time = Arc::clone(&client_environment.time);
    let reader = Reader::new(Client::new(addresses, transport, session, client_environment), time);
    let mut readings = Readings::default();
    let office = ProviderReadings::default();
    let wanted = [Part::Employments];
    let outcome = reader.read_employer(&office, EMPLOYER, &wanted, &mut readings, &|_| {}).await;
    outcome.map_err(|fault| failed(&fault))?;
    Ok(readings.employments.content().map_err(|why| Fault::new(format!("{why:?}")))?.len())
}

/// There is no refresh token to keep.
struct Nowhere;

impl TokenStore for Nowhere {
    fn put<'a>(&'a self, _: &'a secrecy::SecretString) -> loket::session::Stored<'a> {
        Box::pin(async { Err(StoreFault) })
    }
}

/// Four connections that ask for a quarter of the pages each, and parse what comes.
async fn raw(server: SocketAddr) -> Result<usize> {
    let mut asking = JoinSet::new();
    for first in 1..=AT_A_TIME {
        asking.spawn(async move {
            let mut stream = BufReader::new(TcpStream::connect(server).await?);
            let mut read = 0;
            for page in (first..=PAGES).step_by(AT_A_TIME) {
                read += one(&mut stream, page).await?;
            }
            Ok::<_, Fault>(read)
        });
    }
    let mut all = 0;
    while let Some(read) = asking.join_next().await {
        all += read.map_err(|error| Fault::new(error.to_string()))??;
    }
    Ok(all)
}

async fn one(stream: &mut BufReader<TcpStream>, page: usize) -> Result<usize> {
    let path =
        format!("/v2/providers/employers/{EMPLOYER}/employees/employments?pageNumber={page}&pageSize=250");
    let request = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    stream.get_mut().write_all(request.as_bytes()).await?;
    let mut length = 0;
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await?;
        let line = line.trim().to_ascii_lowercase();
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse()?;
        }
        if line.is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    let answer: Value = serde_json::from_slice(&body)?;
    Ok(answer["_embedded"].as_array().map_or(0, Vec::len))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Paging {
    #[serde(default)]
    page_number: usize,
}

/// A server that has its pages ready.
async fn serve() -> Result<SocketAddr> {
    let pages: Arc<Vec<Vec<u8>>> = Arc::new((1..=PAGES).map(page).collect());
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let employments = "/v2/providers/employers/{employer}/employees/employments";
    let app = Router::new()
        .route(employments, axum::routing::get(employments_page))
        .fallback(async || {
            tokio::time::sleep(LATENCY).await;
            Json(json!({ "version": {}, "messages": [], "totalSize": 0, "pageSize": 250, "totalPages": 1,
                         "currentPage": 1, "_embedded": [] }))
        })
        .with_state(pages);
    tokio::spawn(async move { axum::serve(listener, app).await });
    Ok(address)
}

async fn employments_page(
    State(pages): State<Arc<Vec<Vec<u8>>>>,
    Query(paging): Query<Paging>,
) -> impl IntoResponse {
    tokio::time::sleep(LATENCY).await;
    let page = pages.get(paging.page_number.saturating_sub(1)).cloned().unwrap_or_default();
    ([(CONTENT_TYPE, "application/json; charset=utf-8")], page)
}

fn page(number: usize) -> Vec<u8> {
    let first = (number - 1) * ON_A_PAGE;
    let items: Vec<String> = (first..first + ON_A_PAGE).map(employment).collect();
    let items = items.join(",");
    let total = PAGES * ON_A_PAGE;
    format!(
        r#"{{"totalSize":{total},"pageSize":{ON_A_PAGE},"totalPages":{PAGES},"currentPage":{number},
        "version":{{"resourceVersion":"2019-12-16","obsoleteDate":null}},"messages":[],"_embedded":[{items}]}}"#
    )
    .into_bytes()
}

/// An employment with about as many fields as Loket gives.
fn employment(number: usize) -> String {
    let id = format!("{number:012}");
    include_str!("employment.json").replace("@id", &id).replace("\"@number\"", &(number + 1).to_string())
}

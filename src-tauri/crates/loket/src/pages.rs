//! Reading a list over its pages, whole or not at all.

use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::stream::{self, StreamExt};
use serde::de::DeserializeOwned;

use crate::answer::List;
use crate::fault::Fault;
use crate::operation::Operation;
use crate::request::Request;
use crate::send::Client;

/// Items on a page, Loket's own default.
const PAGE_SIZE: usize = 250;
/// More pages than any office has; a server that goes on for ever is stopped here.
const MOST_PAGES: u32 = 4000;
/// Pages under way at a time, after the first.
const AT_A_TIME: usize = 4;

/// How far reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub pages: u32,
    pub of_pages: u32,
    pub items: u64,
    /// Items in all, as Loket counts them.
    pub of_items: u64,
}

/// The pages read so far. It outlives a failure or a cancel: handed in again, only the missing pages are read.
#[derive(Debug, Clone, PartialEq)]
pub struct Resume<T> {
    pages: BTreeMap<u32, Vec<T>>,
    /// The ids of all items, by which one that comes twice is known.
    ids: HashSet<String>,
    counted: Option<(u64, u32)>,
    /// The size of all that came in, in bytes.
    bytes: usize,
}

impl<T> Default for Resume<T> {
    fn default() -> Self {
        Self { pages: BTreeMap::new(), ids: HashSet::new(), counted: None, bytes: 0 }
    }
}

impl<T> Resume<T> {
    /// How many pages are there.
    pub fn pages(&self) -> usize {
        self.pages.len()
    }
}

/// A whole list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole<T> {
    /// The items in Loket's order, each once.
    pub items: Vec<T>,
    /// Whether the list changed while it was read, and was read anew.
    pub restarted: bool,
}

/// Why a page does not fit the others.
struct Misfit;

enum PageFault {
    Misfit,
    Fault(Fault),
}

impl From<Fault> for PageFault {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Misfit> for PageFault {
    fn from(_: Misfit) -> Self {
        Self::Misfit
    }
}

impl Client {
    /// Reads a list over its pages. `key` gives the id by which an item is known.
    ///
    /// When the pages do not fit together (an item comes twice, there are fewer or more than Loket counts, the count
    /// changes, a page is empty before the end) the list is read anew once: where one item comes twice, another is
    /// missing, and nobody may vanish because a list moved. Lists without paging come as one page.
    ///
    /// # Errors
    /// [`Fault::ListChanged`] when they do not fit the second time either; else as [`Client::call`] and
    /// [`crate::Answer::read`]. The pages read so far stay in `resume`, but for a list that is larger than it may be
    /// ([`Fault::TooLarge`]): nothing of that is kept.
    pub async fn list<T, K>(
        &self,
        request: &Request,
        key: K,
        resume: &mut Resume<T>,
        mut progress: impl FnMut(Progress) + Send,
    ) -> Result<Whole<T>, Fault>
    where
        T: DeserializeOwned + Send,
        K: Fn(&T) -> String + Sync,
    {
        let mut restarted = false;
        loop {
            match self.missing_pages(request, &key, resume, &mut progress).await {
                Ok(()) => {
                    let items = std::mem::take(resume).pages.into_values().flatten().collect();
                    return Ok(Whole { items, restarted });
                }
                Err(PageFault::Fault(fault)) => {
                    if matches!(fault, Fault::TooLarge { .. }) {
                        *resume = Resume::default();
                    }
                    return Err(fault);
                }
                Err(PageFault::Misfit) => {
                    *resume = Resume::default();
                    if restarted {
                        return Err(Fault::ListChanged { operation: request.operation() });
                    }
                    tracing::info!(operation = request.operation().activity, "the list changed; read anew");
                    restarted = true;
                }
            }
        }
    }

    async fn missing_pages<T, K>(
        &self,
        request: &Request,
        key: &K,
        resume: &mut Resume<T>,
        progress: &mut (impl FnMut(Progress) + Send),
    ) -> Result<(), PageFault>
    where
        T: DeserializeOwned + Send,
        K: Fn(&T) -> String + Sync,
    {
        let largest = self.limits().largest_list;
        let (size, last) = if let Some(counted) = resume.counted {
            counted
        } else {
            let first = self.page(request, 1).await?.counted_in(&mut resume.bytes, largest)?;
            let counted = counts(&first);
            accept(resume, 1, first, counted, key)?;
            resume.counted = Some(counted);
            counted
        };
        if last > MOST_PAGES {
            return Err(Misfit.into());
        }
        progress(resume.progress(size, last));
        let wanted: Vec<u32> = (1..=last).filter(|number| !resume.pages.contains_key(number)).collect();
        let ended = AtomicBool::new(false);
        let mut pages = stream::iter(wanted)
            .map(|number| {
                let ended = &ended;
                async move {
                    let page = if ended.load(Ordering::Relaxed) {
                        None
                    } else {
                        Some(self.page(request, number).await)
                    };
                    (number, page)
                }
            })
            .buffer_unordered(AT_A_TIME);
        let mut outcome = Ok(());
        // To the end, also after a fault: calls that are dropped may go on at Loket, beside those of the next try.
        while let Some((number, page)) = pages.next().await {
            let Some(page) = page.filter(|_| outcome.is_ok()) else { continue };
            outcome = page
                .and_then(|page| page.counted_in(&mut resume.bytes, largest))
                .map_err(PageFault::from)
                .and_then(|page| Ok(accept(resume, number, page, (size, last), key)?));
            match &outcome {
                Ok(()) => progress(resume.progress(size, last)),
                Err(_) => ended.store(true, Ordering::Relaxed),
            }
        }
        drop(pages);
        outcome?;
        if resume.items() == size { Ok(()) } else { Err(Misfit.into()) }
    }

    async fn page<T: DeserializeOwned>(&self, request: &Request, number: u32) -> Result<Page<T>, Fault> {
        let request =
            request.clone().query("pageNumber", number.to_string()).query("pageSize", PAGE_SIZE.to_string());
        let answer = self.call(&request).await?;
        let list: List<T> = answer.list()?;
        if list.total_size.is_none() && list.total_pages.is_none() && list.items.len() == PAGE_SIZE {
            // A full page that counts nothing may be all there is, or the first of many.
            return Err(answer.incomplete());
        }
        Ok(Page { list, bytes: answer.body.len(), operation: request.operation() })
    }
}

/// A page as it came in.
struct Page<T> {
    list: List<T>,
    bytes: usize,
    operation: &'static Operation,
}

impl<T> Page<T> {
    /// The page, when the list with it is not larger than it may be.
    fn counted_in(self, bytes: &mut usize, largest: usize) -> Result<List<T>, Fault> {
        *bytes = bytes.saturating_add(self.bytes);
        if *bytes > largest { Err(Fault::TooLarge { operation: self.operation }) } else { Ok(self.list) }
    }
}

/// Items and pages in all. A list that does not count itself is one page.
fn counts<T>(page: &List<T>) -> (u64, u32) {
    let size = page.total_size.unwrap_or(page.items.len() as u64);
    (size, page.total_pages.unwrap_or(1).max(1))
}

/// Puts a page with the others, when it fits them.
fn accept<T, K: Fn(&T) -> String>(
    resume: &mut Resume<T>,
    number: u32,
    page: List<T>,
    counted: (u64, u32),
    key: &K,
) -> Result<(), Misfit> {
    let renamed = page.current_page.is_some_and(|current| current != number);
    let empty_early = page.items.is_empty() && counted.0 > 0;
    if renamed || empty_early || counts(&page) != counted {
        return Err(Misfit);
    }
    if !page.items.iter().all(|item| resume.ids.insert(key(item))) {
        return Err(Misfit);
    }
    resume.pages.insert(number, page.items);
    Ok(())
}

impl<T> Resume<T> {
    fn progress(&self, of_items: u64, of_pages: u32) -> Progress {
        let pages = u32::try_from(self.pages.len()).unwrap_or(u32::MAX);
        Progress { pages, of_pages, items: self.items(), of_items }
    }

    /// How many items are there.
    fn items(&self) -> u64 {
        self.pages.values().map(|page| page.len() as u64).sum()
    }
}

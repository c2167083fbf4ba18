//! The catalogue of handbooks: those that come with the app, those that were imported, and older versions that
//! dossiers still follow.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use domain::handbook::Handbook;
use domain::id::{DossierId, HandbookId};
use jiff::Timestamp;
use parking_lot::Mutex;
use records::{HandbookVersion, Records, Source as From};

use crate::refusal::{Refusal, Result};

/// Handbooks that were read in this run. Reading one takes a few milliseconds, and most are never needed.
#[derive(Default)]
pub(crate) struct Library {
    built_in: OnceLock<Vec<Edition>>,
    read: Mutex<HashMap<String, Arc<Handbook>>>,
}

/// A handbook with the text it was read from.
#[derive(Clone)]
pub(crate) struct Edition {
    pub handbook: Arc<Handbook>,
    pub text: Arc<str>,
    pub imported: bool,
}

impl Edition {
    /// As it is kept in the records, for the dossiers that follow it.
    pub fn kept(&self, now: Timestamp) -> HandbookVersion {
        let source = if self.imported { From::Imported } else { From::Builtin };
        version(&self.handbook, &self.text, source, now)
    }
}

/// A version of a handbook that came in with a dossier file.
pub(crate) struct CarriedHandbook {
    pub handbook: Handbook,
    pub text: String,
}

/// A version of a handbook as it is kept.
pub(crate) fn version(handbook: &Handbook, text: &str, source: From, at: Timestamp) -> HandbookVersion {
    HandbookVersion {
        id: handbook.id.clone(),
        version: handbook.version,
        content: text.to_owned(),
        source,
        at,
    }
}

impl Library {
    /// The handbooks that come with the app.
    fn built_in(&self) -> Result<&[Edition]> {
        if let Some(editions) = self.built_in.get() {
            return Ok(editions);
        }
        let editions = handbooks::built_in().iter().map(|file| {
            let handbook = Arc::new(accepted(file.text)?);
            Ok(Edition { handbook, text: file.text.into(), imported: false })
        });
        let editions: Vec<Edition> = editions.collect::<Result<_>>()?;
        Ok(self.built_in.get_or_init(|| editions))
    }

    /// Whether a handbook of the app has this id.
    pub(crate) fn is_built_in(&self, id: &HandbookId) -> Result<bool> {
        Ok(self.built_in()?.iter().any(|edition| edition.handbook.id == *id))
    }

    /// A handbook in its newest version.
    pub(crate) fn newest(&self, records: &Records, id: &HandbookId) -> Result<Option<Edition>> {
        Ok(self.newest_editions(records)?.into_iter().find(|edition| edition.handbook.id == *id))
    }

    /// The number of the newest version of a handbook. Reads none of its texts.
    pub(crate) fn newest_version(&self, records: &Records, id: &HandbookId) -> Result<Option<u32>> {
        let built_in = self.built_in()?.iter().map(|edition| &edition.handbook);
        let built_in = built_in.filter(|book| book.id == *id).map(|book| book.version);
        let kept = records.kept_handbooks()?.into_iter();
        let imported = kept.filter(|kept| kept.id == *id && kept.source == From::Imported);
        Ok(built_in.chain(imported.map(|kept| kept.version)).max())
    }

    pub(crate) fn newest_editions(&self, records: &Records) -> Result<Vec<Edition>> {
        let mut newest: HashMap<HandbookId, Edition> = HashMap::new();
        for edition in self.built_in()? {
            newest.insert(edition.handbook.id.clone(), edition.clone());
        }
        for kept in records.kept_handbooks()?.into_iter().filter(|kept| kept.source == From::Imported) {
            if newest.get(&kept.id).is_some_and(|known| known.handbook.version >= kept.version) {
                continue;
            }
            let Some(text) = records.handbook_text(&kept.id, kept.version)? else { continue };
            let handbook = self.read(text.clone())?;
            newest.insert(kept.id, Edition { handbook, text: text.into(), imported: true });
        }
        Ok(newest.into_values().collect())
    }

    /// The handbook in the version that a dossier follows.
    pub(crate) fn pinned(
        &self,
        records: &Records,
        dossier: DossierId,
        id: &HandbookId,
        version: u32,
    ) -> Result<Arc<Handbook>> {
        let text = records.handbook_text_of(dossier, id, version)?.ok_or(Refusal::NotFound)?;
        self.read(text)
    }

    /// A version that is kept for all dossiers.
    pub(crate) fn kept(&self, records: &Records, id: &HandbookId, version: u32) -> Result<Arc<Handbook>> {
        self.read(records.handbook_text(id, version)?.ok_or(Refusal::NotFound)?)
    }

    /// What has to be kept for a dossier that came in from a file. A version of the app or the office is kept as such
    /// only when it is the same handbook; any other serves this dossier alone.
    pub(crate) fn carried(
        &self,
        records: &Records,
        handbooks: &BTreeMap<u32, CarriedHandbook>,
        dossier: DossierId,
        now: Timestamp,
    ) -> Result<Vec<HandbookVersion>> {
        let mut carried = vec![];
        for CarriedHandbook { handbook, text } in handbooks.values() {
            let here = records.handbook_text(&handbook.id, handbook.version)?;
            if here.as_ref().is_some_and(|here| handbooks::same(here, text)) {
                continue;
            }
            let shipped = self.built_in()?.iter().find(|edition| *edition.handbook == *handbook);
            carried.push(match shipped {
                Some(edition) if here.is_none() => edition.kept(now),
                _ => version(handbook, text, From::Carried(dossier), now),
            });
        }
        Ok(carried)
    }

    /// Reads a text, once: dossiers can carry other texts under the same id and version.
    fn read(&self, text: String) -> Result<Arc<Handbook>> {
        let mut read = self.read.lock();
        if let Some(handbook) = read.get(&text) {
            return Ok(Arc::clone(handbook));
        }
        let handbook = Arc::new(accepted(&text)?);
        read.insert(text, Arc::clone(&handbook));
        Ok(handbook)
    }
}

/// Reads a handbook that was checked before.
fn accepted(text: &str) -> Result<Handbook> {
    handbooks::read_accepted(text).map_err(|error| {
        tracing::error!(%error, "a handbook that was accepted before does not read");
        Refusal::Unreadable
    })
}

//! What the user has to know about how the records were opened, until it was read.

use parking_lot::Mutex;
use records::Records;

use crate::Office;
use crate::refusal::Result;
use crate::startup::{Notice, Startup};

/// The notices of this start that were not read yet, in addition to what earlier starts left in the records.
pub(crate) struct Notices(Mutex<Vec<records::Notice>>);

impl Notices {
    pub fn new(of_this_start: Vec<records::Notice>) -> Self {
        Self(Mutex::new(of_this_start))
    }

    /// Adds what this start found besides.
    pub fn add(&self, notice: records::Notice) {
        self.0.lock().push(notice);
    }

    /// What was not read yet.
    pub fn pending(&self, records: &Records) -> Result<Vec<records::Notice>> {
        let mut all = records.pending_notices()?;
        let fresh: Vec<_> = self.0.lock().iter().filter(|notice| !all.contains(notice)).cloned().collect();
        all.extend(fresh);
        Ok(all)
    }

    fn acknowledge(&self, records: &mut Records, notice: &records::Notice) -> Result<()> {
        if records.pending_notices()?.contains(notice) && !records.is_read_only() {
            records.acknowledge(notice)?;
        }
        self.0.lock().retain(|other| other != notice);
        Ok(())
    }

    /// Nothing that was reported of the records before says anything of those that were put in their place.
    pub fn forget_recovery(&self, records: &mut Records) -> Result<()> {
        for notice in self.pending(records)?.iter().filter(|notice| is_recovery(notice)) {
            self.acknowledge(records, notice)?;
        }
        Ok(())
    }
}

impl Office {
    /// Takes note that a notice was read: it is not shown again.
    ///
    /// # Errors
    /// [`crate::Refusal::NotSaved`]; it is then shown again at the next start.
    pub fn dismiss_notice(&self, notice: &Notice) -> Result<Startup> {
        let mut records = self.records()?;
        let mut pending = self.notices.pending(&records)?.into_iter();
        if let Some(read) = pending.find(|other| other.shown().as_ref() == Some(notice)) {
            self.notices.acknowledge(&mut records, &read)?;
        }
        drop(records);
        self.startup()
    }
}

fn is_recovery(notice: &records::Notice) -> bool {
    matches!(notice, records::Notice::Restored { .. } | records::Notice::StartedEmpty { .. })
}

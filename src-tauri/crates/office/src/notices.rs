//! What the user is told about how the records were opened, until it was read.

use crate::Office;
use crate::refusal::{Refusal, Result};
use crate::startup::{Notice, Startup};

impl Office {
    /// What was not read yet: what earlier starts left, and what this one adds.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub(crate) fn pending_notices(&self) -> Result<Vec<records::Notice>> {
        let mut all = self.records()?.pending_notices()?;
        let fresh = self.notices.lock().map_err(|_| Refusal::Unexpected)?.clone();
        all.extend(fresh.into_iter().filter(|notice| !all.contains(notice)).collect::<Vec<_>>());
        Ok(all)
    }

    /// Takes note that a notice was read: it is not told again.
    ///
    /// # Errors
    /// [`Refusal::NotSaved`]; it is then told again at the next start.
    pub fn dismiss_notice(&self, notice: &Notice) -> Result<Startup> {
        let read =
            self.pending_notices()?.into_iter().find(|other| Notice::of(other).as_ref() == Some(notice));
        if let Some(read) = read {
            self.acknowledge(&read)?;
        }
        self.startup()
    }

    /// Nothing that was told of the records before says anything of those that were put in their place.
    pub(crate) fn forget_recovery(&self) -> Result<()> {
        for notice in self.pending_notices()?.iter().filter(|notice| is_recovery(notice)) {
            self.acknowledge(notice)?;
        }
        Ok(())
    }

    fn acknowledge(&self, notice: &records::Notice) -> Result<()> {
        let mut records = self.records()?;
        if records.pending_notices()?.contains(notice) && !records.is_read_only() {
            records.acknowledge(notice)?;
        }
        self.notices.lock().map_err(|_| Refusal::Unexpected)?.retain(|other| other != notice);
        Ok(())
    }
}

fn is_recovery(notice: &records::Notice) -> bool {
    matches!(notice, records::Notice::Restored { .. } | records::Notice::StartedEmpty { .. })
}

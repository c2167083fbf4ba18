//! Readings on their way to and from the records: each part by itself, sealed unless it may be stored in clear.

use std::str::FromStr;

use domain::id::EmployerId;
use domain::reading::{ClearPart, Part, PartScope, Readings, Unread};
use jiff::Timestamp;
use records::{KeptReading, Records, Scope};
use vault::Seal;

use crate::keys::Keys;
use crate::refusal::{Refusal, Result};

/// Parts that earlier versions stored in clear and this one seals. They open as they are, and are sealed when something
/// of the same employer or office is stored.
const ONCE_IN_CLEAR: [Part; 4] = [Part::Teams, Part::Filters, Part::Applications, Part::Periods];

impl Keys {
    /// What was read of an employer, as it is kept. Parts that cannot be opened say so.
    pub(crate) fn readings(&self, records: &Records, employer: EmployerId) -> Result<Readings> {
        tracing::trace!(target: "office::unseal", "readings");
        Ok(self.unsealed_readings(&kept_readings(records, employer)?))
    }

    /// The fixed data of an employer as it is kept: itself and its administrations.
    pub(crate) fn fixed_readings(&self, records: &Records, employer: EmployerId) -> Result<Readings> {
        let names = Part::EMPLOYER_DETAILS.map(<&str>::from);
        Ok(self.unsealed_readings(&records.readings_named(Scope::Employer(employer), &names)?))
    }

    /// Keeps what was just read, and gives it back with what was known before where nothing was asked now. What was
    /// asked and could not be had says so: what was known before stays, but is no answer of now.
    pub(crate) fn keep_reading(
        &self,
        records: &mut Records,
        employer: EmployerId,
        fresh: &Readings,
        now: Timestamp,
    ) -> Result<Readings> {
        let kept = kept_readings(records, employer)?;
        let mut readings = self.unsealed_readings(&kept);
        let mut rows = vec![];
        for part in Part::ALL.iter().copied() {
            // A refusal of the question itself says nothing of the part, and holds words of Loket.
            let is_kept = |why: &Unread| !why.is_temporary() && !matches!(why, Unread::Rejected { .. });
            let lasts = fresh.unread(part).is_none_or(is_kept);
            if lasts {
                rows.extend(self.row(employer, part, fresh, now)?);
            } else if readings.is_read(part) && kept.iter().any(|one| was_in_clear(part, one)) {
                rows.extend(self.row(employer, part, &readings, now)?);
            }
            if fresh.unread(part) != Some(&Unread::Never) {
                readings.take_over(part, fresh);
            }
        }
        records.keep_readings(&rows)?;
        Ok(readings)
    }

    /// A part as it is stored; none when it has to be sealed and the key is not to be had: then it is used now and not
    /// kept.
    fn row(
        &self,
        employer: EmployerId,
        part: Part,
        readings: &Readings,
        now: Timestamp,
    ) -> Result<Option<KeptReading>> {
        let scope = match part.scope() {
            PartScope::Provider => Scope::Office,
            PartScope::Employer => Scope::Employer(employer),
        };
        let json = readings.part_to_json(part).map_err(|_| Refusal::Unexpected)?;
        let at = readings.read_at(part).unwrap_or(now);
        let row = |part: Part, content| KeptReading { scope, what: part.as_ref().to_owned(), at, content };
        let in_clear = |part: ClearPart| row(part.part(), json.clone());
        Ok(match part.in_clear() {
            Some(part) => Some(in_clear(part)),
            None if !self.is_unlocked() => None,
            None => Some(row(part, self.seal_text(&json, &context(scope, part))?)),
        })
    }

    /// What an earlier version kept in another form reads as never read: it is read again.
    fn unsealed_readings(&self, kept: &[KeptReading]) -> Readings {
        let mut readings = Readings::default();
        for one in kept {
            // A part that this version does not know is left where it is.
            let Ok(part) = Part::from_str(&one.what) else { continue };
            let unsealed = if part.in_clear().is_some() || was_in_clear(part, one) {
                Some(one.content.clone())
            } else {
                self.open_sealed(&one.content, &context(one.scope, part))
            };
            let Some(json) = unsealed else {
                readings.leave_unread(part, Unread::Sealed);
                continue;
            };
            if readings.part_from_json(part, &json).is_err() {
                tracing::info!(%part, "stored in another form: to be read again");
            }
        }
        readings
    }
}

/// Whether this is a part that an earlier version stored in clear and this one seals.
fn was_in_clear(part: Part, kept: &KeptReading) -> bool {
    kept.what == part.as_ref() && ONCE_IN_CLEAR.contains(&part) && !Seal::is_sealed(&kept.content)
}

fn kept_readings(records: &Records, employer: EmployerId) -> Result<Vec<KeptReading>> {
    let mut kept = records.readings(Scope::Office)?;
    kept.extend(records.readings(Scope::Employer(employer))?);
    Ok(kept)
}

/// Where a sealed part belongs: it opens nowhere else. Stored along, so it never changes.
fn context(scope: Scope, part: Part) -> String {
    match scope {
        Scope::Office => format!("reading of the office: {part}"),
        Scope::Employer(id) => format!("reading of {id}: {part}"),
    }
}

#[cfg(test)]
mod tests;

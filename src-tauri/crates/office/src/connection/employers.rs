//! Employers from Loket: their list, and the own data of each.

use std::sync::Arc;

pub use domain::connection::EmployersRead;
use domain::connection::LoketFault;
use domain::employer::Employer;
use domain::employer_card::{self, CardField, Merged};
use domain::id::EmployerId;
use domain::reading::{EmployerReading, Part, Unread};
use loket::read::ProviderReadings;
use records::{Batch, SettingKey};

use crate::Office;
use crate::connection::progress::ProgressCallback;
use crate::employers::{EmployerCard, shown};
use crate::refusal::{Refusal, Result};

impl Office {
    /// Reads the list of employers that the signed-in user reaches. New ones get a card; empty fields of known ones
    /// are filled; nothing that was entered is written over. Of employers with dossiers that changed in Loket since
    /// the last time, the employer's own data is read again.
    ///
    /// # Errors
    /// [`Refusal::Loket`]; what was read before stays.
    pub async fn read_employers(self: &Arc<Self>, on_progress: ProgressCallback) -> Result<EmployersRead> {
        let run = self.link.begin_run(on_progress)?;
        let outcome = run.unless_stopped(self.employers_from_loket()).await;
        self.link.note_end(outcome)
    }

    /// Reads the own data of one employer: itself and its administrations. Empty fields of its card are filled.
    ///
    /// # Errors
    /// [`Refusal::Loket`], also when Loket does not show this employer; what was read before stays.
    pub async fn read_employer(
        self: &Arc<Self>,
        id: EmployerId,
        on_progress: ProgressCallback,
    ) -> Result<EmployerCard> {
        let run = self.link.begin_run(on_progress)?;
        let outcome = run
            .unless_stopped(async {
                let card = self.records()?.employer(id)?.ok_or(Refusal::NotFound)?;
                let reader = self.link.reader().await?;
                let readings = self
                    .read_card(&reader, &ProviderReadings::default(), &card, &Part::EMPLOYER_DETAILS)
                    .await?;
                match readings.employer.content() {
                    Err(Unread::NotPermitted { activity, .. }) => {
                        Err(LoketFault::NotPermitted { activity }.into())
                    }
                    _ => self.employer(id),
                }
            })
            .await;
        self.link.note_end(outcome)
    }

    async fn employers_from_loket(self: &Arc<Self>) -> Result<EmployersRead> {
        let reader = self.link.reader().await?;
        let progress_reporter = Arc::clone(&self.link.progress_reporter);
        let list = reader
            .list_employers(move |progress| {
                progress_reporter.say(|reported| {
                    reported.items = Some((shown(progress.items), shown(progress.of_items)));
                });
            })
            .await?;
        let (mut read, linked) = self.take_in(&list)?;
        let before = self
            .records()?
            .setting(SettingKey::NEWEST_IN_LOKET)?
            .and_then(|text| text.parse().ok())
            .unwrap_or(0);
        let changes = match reader.changed_since(before).await {
            Ok(changes) => changes,
            // Only a help: without it everything is read when it is checked.
            Err(fault) if !fault.passes() => {
                tracing::info!(%fault, "no version numbers");
                return Ok(read);
            }
            Err(fault) => return Err(fault.into()),
        };
        read.refreshed = self.refresh_changed(&reader, &changes.ids, &linked).await?;
        self.records()?.set_setting(SettingKey::NEWEST_IN_LOKET, Some(&changes.newest.to_string()))?;
        Ok(read)
    }

    /// Reads the own data of employers with dossiers that changed, and of cards that were just linked: where those say
    /// otherwise than Loket has to show.
    async fn refresh_changed(
        self: &Arc<Self>,
        reader: &loket::read::Reader,
        changed: &[String],
        linked: &[EmployerId],
    ) -> Result<u32> {
        let rows = self.records()?.employers()?;
        let due: Vec<_> = rows
            .into_iter()
            .filter_map(|row| {
                let id = row.employer.employer_id.as_deref()?;
                let changed = row.dossiers > 0 && changed.iter().any(|one| one.eq_ignore_ascii_case(id));
                (changed || linked.contains(&row.employer.id)).then_some(row.employer)
            })
            .collect();
        let of = shown(due.len() as u64);
        for (done, card) in due.iter().enumerate() {
            self.link.progress_reporter.say(|reported| {
                (reported.done, reported.of, reported.items) = (shown(done as u64), Some(of), None);
                reported.now = Some(card.company_name.clone());
            });
            self.read_card(reader, &ProviderReadings::default(), card, &Part::EMPLOYER_DETAILS).await?;
        }
        Ok(of)
    }

    /// Puts the list in the records, in one go. Tells which cards were linked by their number.
    fn take_in(&self, list: &[EmployerReading]) -> Result<(EmployersRead, Vec<EmployerId>)> {
        let mut records = self.records()?;
        let cards: Vec<Employer> = records.employers()?.into_iter().map(|row| row.employer).collect();
        let reader = self.link.kept_in(&records)?.signed_in.map(|user| user.key);
        let merged =
            employer_card::merge(&cards, list, self.clock.now(), reader, || self.clock.new_id().into());
        let Merged { cards, new, vanished, of_others, linked } = merged;
        records.commit_batch(&Batch { handbooks: vec![], employers: cards, changes: vec![] })?;
        Ok((EmployersRead { read: shown(list.len() as u64), new, vanished, of_others, refreshed: 0 }, linked))
    }

    /// Takes over what Loket has for one field of a card.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is no such difference any more.
    pub fn take_over_from_loket(&self, id: EmployerId, field: CardField) -> Result<()> {
        let mut records = self.records()?;
        let card = records.employer(id)?.ok_or(Refusal::NotFound)?;
        let readings = self.keys.fixed_readings(&records, id)?;
        let taken = employer_card::taken_over(&card, field, &readings, self.clock.today());
        let taken = taken.map_err(|_| Refusal::NotFound)?;
        Ok(records.save_employer(&Employer { changed: self.clock.now(), ..taken })?)
    }
}

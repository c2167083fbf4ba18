//! Employers from Loket: their list, their cards, and where a card says otherwise.

use std::collections::HashMap;
use std::sync::Arc;

use domain::employer::{Employer, InLoket, PayrollAdministration, PayrollPeriodType};
use domain::reading::{AdministrationReading, EmployerReading, Part, Readings, Source, Unread};
use jiff::Timestamp;
use loket::read::ProviderReadings;
use records::{Batch, SettingKey};
use serde::{Deserialize, Serialize};
use specta::Type;
use uuid::Uuid;

use crate::Office;
use crate::connection::fault::LoketFault;
use crate::connection::progress::ProgressCallback;
use crate::employers::{EmployerCard, shown};
use crate::refusal::{Refusal, Result};

/// What reading the list of employers brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct EmployersRead {
    /// Employers in Loket.
    pub read: u32,
    /// New here.
    pub new: u32,
    /// Known here, and not in Loket any more, or not for this user.
    pub vanished: u32,
    /// Employers whose own data was read again: with dossiers, because Loket says that it changed, or linked just now.
    pub refreshed: u32,
}

/// Something on the card of an employer that Loket has otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Difference {
    /// The field of the card.
    pub field: CardField,
    /// On the card.
    pub card: Option<String>,
    /// In Loket.
    pub loket: String,
    /// When that was read, in UTC.
    #[specta(type = String)]
    pub at: Timestamp,
}

/// A field of the card that Loket knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CardField {
    /// Company name.
    CompanyName,
    /// Werkgever ID.
    EmployerId,
    /// Werkgevernummer.
    EmployerNumber,
    /// KvK number.
    Kvk,
    /// E-mail address.
    Email,
    /// Payroll administrations.
    Administrations,
}

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
        self.note_end(outcome)
    }

    /// Reads the own data of one employer: itself and its administrations. Empty fields of its card are filled.
    ///
    /// # Errors
    /// [`Refusal::Loket`], also when Loket does not show this employer; what was read before stays.
    pub async fn read_employer(
        self: &Arc<Self>,
        id: Uuid,
        on_progress: ProgressCallback,
    ) -> Result<EmployerCard> {
        let run = self.link.begin_run(on_progress)?;
        let outcome = run
            .unless_stopped(async {
                let card = self.records()?.employer(id)?.ok_or(Refusal::NotFound)?;
                let reader = self.reader().await?;
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
        self.note_end(outcome)
    }

    async fn employers_from_loket(self: &Arc<Self>) -> Result<EmployersRead> {
        let reader = self.reader().await?;
        let progress_reporter = Arc::clone(&self.link.progress_reporter);
        let list = reader
            .list_employers(move |progress| {
                progress_reporter.say(|reported| {
                    reported.items = Some((narrow(progress.items), narrow(progress.of_items)));
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
        linked: &[Uuid],
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
        let of = narrow(due.len());
        for (done, card) in due.iter().enumerate() {
            self.link.progress_reporter.say(|reported| {
                (reported.done, reported.of, reported.items) = (narrow(done), Some(of), None);
                reported.now = Some(card.company_name.clone());
            });
            self.read_card(reader, &ProviderReadings::default(), card, &Part::EMPLOYER_DETAILS).await?;
        }
        Ok(of)
    }

    /// Puts the list in the records, in one go. Tells which cards were linked by their number.
    fn take_in(&self, list: &[EmployerReading]) -> Result<(EmployersRead, Vec<Uuid>)> {
        let now = self.clock.now();
        let cards: Vec<Employer> = self.records()?.employers()?.into_iter().map(|row| row.employer).collect();
        let by_id: HashMap<String, &Employer> = cards
            .iter()
            .filter_map(|card| Some((card.employer_id.as_deref()?.to_lowercase(), card)))
            .collect();
        let mut by_number: HashMap<&str, &Employer> = cards
            .iter()
            .filter(|card| card.employer_id.is_none())
            .filter_map(|card| Some((card.employer_number.as_deref()?, card)))
            .collect();
        let mut changed = vec![];
        let (mut new, mut linked) = (0, vec![]);
        for one in list {
            let number = one.employer_number.to_string();
            // A card serves one employer, also where Loket gives two of them the same number.
            let known =
                by_id.get(&one.id.to_lowercase()).copied().or_else(|| by_number.remove(number.as_str()));
            linked.extend(known.filter(|card| card.loket.is_none()).map(|card| card.id));
            let mut card = known.map_or_else(|| blank(self.clock.new_id(), now), Clone::clone);
            new += u32::from(known.is_none());
            fill(&mut card, one);
            card.loket = Some(InLoket { seen: now, vanished: false });
            changed.push(card);
        }
        let seen: std::collections::HashSet<Uuid> = changed.iter().map(|card| card.id).collect();
        let gone = cards.iter().filter(|card| !seen.contains(&card.id));
        let mut vanished = 0;
        for card in gone {
            let Some(loket) = card.loket else { continue };
            vanished += 1;
            changed.push(Employer { loket: Some(InLoket { vanished: true, ..loket }), ..card.clone() });
        }
        let read = narrow(list.len());
        self.records()?.commit_batch(&Batch { handbooks: vec![], employers: changed, changes: vec![] })?;
        Ok((EmployersRead { read, new, vanished, refreshed: 0 }, linked))
    }

    /// Fills empty fields of a card from what was read, and notes when it was not found any more.
    pub(crate) fn fill_card(&self, id: Uuid, readings: &Readings) -> Result<()> {
        let Some(before) = self.records()?.employer(id)? else { return Ok(()) };
        let mut card = before.clone();
        match &readings.employer {
            Source::Read { content, at, .. } => {
                fill(&mut card, content);
                card.loket = Some(InLoket { seen: *at, vanished: false });
            }
            Source::Unread { why: Unread::Vanished } => {
                if let Some(loket) = &mut card.loket {
                    loket.vanished = true;
                }
            }
            Source::Unread { .. } => {}
        }
        if let (Ok(read), true) = (readings.administrations.content(), card.administrations.is_empty()) {
            card.administrations =
                read.iter().filter(|one| one.end_date.is_none()).map(administration).collect();
        }
        if card != before {
            self.records()?.save_employer(&card)?;
        }
        Ok(())
    }

    /// Where the card of an employer says otherwise than Loket.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn card_differences(&self, card: &Employer) -> Result<Vec<Difference>> {
        let readings = self.readings(card.id)?;
        let mut found = vec![];
        if let Source::Read { at, content, .. } = &readings.employer {
            let number = content.employer_number.to_string();
            let mut differ = |field, card: Option<&str>, loket: Option<&str>| {
                if let Some(loket) = loket.filter(|loket| card.is_some_and(|card| card != *loket)) {
                    let card = card.map(str::to_owned);
                    found.push(Difference { field, card, loket: loket.to_owned(), at: *at });
                }
            };
            differ(CardField::CompanyName, Some(&card.company_name), Some(&content.company_name));
            differ(CardField::EmployerId, card.employer_id.as_deref(), Some(&content.id));
            differ(CardField::EmployerNumber, card.employer_number.as_deref(), Some(&number));
            differ(CardField::Kvk, card.kvk.as_deref(), content.chamber_of_commerce_number.as_deref());
            differ(CardField::Email, card.email.as_deref(), content.email_address.as_deref());
        }
        if let Source::Read { at, content, .. } = &readings.administrations {
            let read: Vec<_> =
                content.iter().filter(|one| one.end_date.is_none()).map(administration).collect();
            if !read.is_empty() && in_words(&read) != in_words(&card.administrations) {
                let card = Some(in_words(&card.administrations));
                let loket = in_words(&read);
                found.push(Difference { field: CardField::Administrations, card, loket, at: *at });
            }
        }
        Ok(found)
    }

    /// Takes over what Loket has for one field of a card.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is no such difference any more.
    pub fn take_over_from_loket(&self, id: Uuid, field: CardField) -> Result<()> {
        let mut card = self.records()?.employer(id)?.ok_or(Refusal::NotFound)?;
        let readings = self.readings(id)?;
        if field == CardField::Administrations {
            let read = readings.administrations.content().map_err(|_| Refusal::NotFound)?;
            card.administrations =
                read.iter().filter(|one| one.end_date.is_none()).map(administration).collect();
        } else {
            let read = readings.employer.content().map_err(|_| Refusal::NotFound)?;
            match field {
                CardField::CompanyName => card.company_name.clone_from(&read.company_name),
                CardField::EmployerId => card.employer_id = Some(read.id.clone()),
                CardField::EmployerNumber => card.employer_number = Some(read.employer_number.to_string()),
                CardField::Kvk => card.kvk.clone_from(&read.chamber_of_commerce_number),
                CardField::Email => card.email.clone_from(&read.email_address),
                CardField::Administrations => {}
            }
        }
        card.changed = self.clock.now();
        Ok(self.records()?.save_employer(&card)?)
    }
}

fn blank(id: Uuid, now: Timestamp) -> Employer {
    Employer {
        id,
        company_name: String::new(),
        employer_id: None,
        employer_number: None,
        kvk: None,
        email: None,
        administrations: vec![],
        changed: now,
        loket: None,
    }
}

/// Fills what is empty. What was entered stays, and shows as a difference.
fn fill(card: &mut Employer, read: &EmployerReading) {
    if card.company_name.trim().is_empty() {
        card.company_name.clone_from(&read.company_name);
    }
    card.employer_id.get_or_insert_with(|| read.id.clone());
    card.employer_number.get_or_insert_with(|| read.employer_number.to_string());
    card.kvk = card.kvk.take().or_else(|| read.chamber_of_commerce_number.clone());
    card.email = card.email.take().or_else(|| read.email_address.clone());
}

fn administration(read: &AdministrationReading) -> PayrollAdministration {
    PayrollAdministration {
        name: read.name.clone(),
        payroll_taxes_number: read.payroll_taxes_number.clone(),
        client_number: Some(read.client_number.to_string()),
        payroll_period_type: match read.payroll_period_type {
            1 => Some(PayrollPeriodType::Month),
            3 => Some(PayrollPeriodType::FourWeeks),
            4 => Some(PayrollPeriodType::Week),
            _ => None,
        },
    }
}

fn in_words(administrations: &[PayrollAdministration]) -> String {
    let mut lines: Vec<String> = administrations
        .iter()
        .map(|one| {
            let number = one.client_number.as_deref().unwrap_or_default();
            let taxes = one.payroll_taxes_number.as_deref().unwrap_or_default();
            [one.name.as_str(), number, taxes]
                .into_iter()
                .filter(|s| !s.is_empty())
                .collect::<Vec<_>>()
                .join(" · ")
        })
        .collect();
    lines.sort();
    lines.join("; ")
}

fn narrow(count: impl TryInto<u64>) -> u32 {
    shown(count.try_into().unwrap_or(u64::MAX))
}

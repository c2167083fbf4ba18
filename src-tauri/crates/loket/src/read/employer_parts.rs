//! Reading one employer: each part by itself, four at a time.

use domain::reading::{AdministrationReading, Readings, Source, Unread};
use futures_util::future::try_join;
use futures_util::stream::{self, StreamExt};
use tokio::sync::OnceCell;

use super::aspect::{Aspect, Milestone};
use super::authorization_model::AuthorizationModel;
use super::permissions::{May, Own};
use super::provider::ProviderReadings;
use super::reader::{Reader, asked};
use super::values::Guid;
use crate::fault::Fault;
use crate::operation::{GET_EMPLOYER, GET_PAYROLL_ADMINISTRATIONS};

/// Parts under way at a time.
const AT_A_TIME: usize = 4;

/// Puts a part that was read in its place.
type Put = Box<dyn FnOnce(&mut Readings) + Send>;

/// Who is told how far reading is.
type OnProgress<'t> = &'t (dyn Fn(Milestone) + Send + Sync);

/// One reading of one employer, with what several of its parts need.
struct EmployerParts<'v> {
    reader: &'v Reader,
    office: &'v ProviderReadings,
    employer: Guid,
    on_progress: OnProgress<'v>,
    /// What the user may call, when Loket tells.
    own: Option<Own>,
    authorization_model: AuthorizationModel,
    administrations: OnceCell<Result<Vec<AdministrationReading>, Fault>>,
}

impl Reader {
    /// Reads the wanted parts of an employer into `readings`. Parts that are read already are left as they are, so
    /// that a reading which was broken off goes on where it was: dropping the future cancels, and what came in so
    /// far is in `readings`. Hand in empty readings to read everything anew.
    ///
    /// What Loket refuses or cannot give stands in its place as [`Source::Unread`]; the other parts go on.
    ///
    /// # Errors
    /// A fault with which no other call can go well either: signed out, told to wait, no trustworthy connection.
    /// The parts not read by then say [`Unread::SignedOut`] or [`Unread::Offline`].
    /// [`Fault::Unaskable`] when the id is no GUID.
    pub async fn read_employer(
        &self,
        office: &ProviderReadings,
        employer: &str,
        wanted: &[Aspect],
        readings: &mut Readings,
        on_progress: OnProgress<'_>,
    ) -> Result<(), Fault> {
        let employer = asked(GET_EMPLOYER, "employerId", employer)?;
        let mut left: Vec<Aspect> =
            Aspect::ALL.into_iter().filter(|one| wanted.contains(one) && !one.is_read(readings)).collect();
        if left.is_empty() {
            return Ok(());
        }
        let outcome = self.employer_parts(office, employer, &mut left, readings, on_progress).await;
        if let Err(fault) = &outcome {
            let signed_out = matches!(fault, Fault::SignedOut | Fault::SignInRefused { .. });
            for aspect in left {
                aspect.leave_unread(readings, if signed_out { Unread::SignedOut } else { Unread::Offline });
            }
        }
        outcome
    }

    async fn employer_parts(
        &self,
        office: &ProviderReadings,
        employer: Guid,
        left: &mut Vec<Aspect>,
        readings: &mut Readings,
        on_progress: OnProgress<'_>,
    ) -> Result<(), Fault> {
        let employer_parts = EmployerParts::begin(self, office, employer, readings, on_progress).await?;
        let of_parts = left.len();
        let mut parts = stream::iter(left.clone())
            .map(|aspect| {
                let employer_parts = &employer_parts;
                async move { (aspect, employer_parts.part(aspect).await) }
            })
            .buffer_unordered(AT_A_TIME);
        while let Some((aspect, put)) = parts.next().await {
            put?(readings);
            left.retain(|one| *one != aspect);
            on_progress(Milestone::Done { aspect, parts: of_parts - left.len(), of_parts });
        }
        Ok(())
    }
}

impl<'v> EmployerParts<'v> {
    async fn begin(
        reader: &'v Reader,
        office: &'v ProviderReadings,
        employer: Guid,
        readings: &Readings,
        on_progress: OnProgress<'v>,
    ) -> Result<Self, Fault> {
        let (own, authorization_model) =
            try_join(reader.own_activities(&employer), reader.authorization_model_if_any()).await?;
        let administrations = OnceCell::new();
        if let Ok(known) = readings_of(&readings.administrations) {
            let _ = administrations.set(Ok(known));
        }
        Ok(Self { reader, office, employer, on_progress, own, authorization_model, administrations })
    }

    /// Reads a part. What Loket says beforehand may not be called is not called.
    async fn part(&self, aspect: Aspect) -> Result<Put, Fault> {
        if let Some(why) = self.forbidden(aspect).await? {
            return Ok(Box::new(move |readings| aspect.leave_unread(readings, why)));
        }
        match aspect {
            Aspect::Employer
            | Aspect::Administrations
            | Aspect::Users
            | Aspect::Products
            | Aspect::Employments
            | Aspect::Filters
            | Aspect::Applications => self.of_employer(aspect).await,
            Aspect::OfficeUsers | Aspect::Teams | Aspect::OfficeProducts => Ok(self.of_office(aspect)),
            Aspect::Components
            | Aspect::CostCenters
            | Aspect::DistributionUnits
            | Aspect::Departments
            | Aspect::Periods => self.of_payroll(aspect).await,
        }
    }

    async fn forbidden(&self, aspect: Aspect) -> Result<Option<Unread>, Fault> {
        let Some(own) = self.own.as_ref().filter(|_| !aspect.is_office_wide()) else { return Ok(None) };
        let lacking = aspect
            .operations()
            .iter()
            .find(|one| matches!(own.may(one, &self.authorization_model), May::No { .. }));
        match lacking {
            // What the later calls of a part lack is said by those calls: users without rights are users still.
            Some(operation) if Some(operation) == aspect.operations().first() || aspect.is_of_payroll() => {
                self.reader.not_permitted(operation).await.map(Some)
            }
            _ => Ok(None),
        }
    }

    async fn of_employer(&self, aspect: Aspect) -> Result<Put, Fault> {
        let (reader, employer, with) = (self.reader, &self.employer, aspect.operations());
        Ok(match aspect {
            Aspect::Administrations => {
                let read = reader.source(with, self.administrations()).await?;
                Box::new(|readings| readings.administrations = read)
            }
            Aspect::Users => {
                let read = reader.source(with, reader.employer_users(employer)).await?;
                Box::new(|readings| readings.users = read)
            }
            Aspect::Products => {
                let read = reader.source(with, reader.products_on(employer)).await?;
                Box::new(|readings| readings.products = read)
            }
            Aspect::Employments => {
                let on_progress = |pages: crate::Progress| {
                    let (items, of_items) = (pages.items, pages.of_items);
                    (self.on_progress)(Milestone::Items { aspect, items, of_items });
                };
                let read = reader.source(with, reader.employments(employer, on_progress)).await?;
                Box::new(|readings| readings.employments = read)
            }
            Aspect::Filters => {
                let read = reader.filters(employer).await?;
                Box::new(|readings| readings.filters = read)
            }
            Aspect::Applications => {
                let read = reader.source(with, reader.applications(employer)).await?;
                Box::new(|readings| readings.applications = read)
            }
            _ => {
                let read = reader.source(with, reader.employer(employer)).await?;
                Box::new(|readings| readings.employer = read)
            }
        })
    }

    async fn of_payroll(&self, aspect: Aspect) -> Result<Put, Fault> {
        let (reader, employer, with) = (self.reader, &self.employer, aspect.operations());
        let today = reader.today();
        Ok(match aspect {
            Aspect::Components => {
                let read = async { reader.components(&self.administrations().await?, today.year()).await };
                let read = reader.source(with, read).await?;
                Box::new(|readings| readings.components = read)
            }
            Aspect::CostCenters => {
                let read = async { reader.cost_centers(&self.administrations().await?).await };
                let read = reader.source(with, read).await?;
                Box::new(|readings| readings.cost_centers = read)
            }
            Aspect::DistributionUnits => {
                let read = reader.source(with, reader.distribution_units(employer)).await?;
                Box::new(|readings| readings.distribution_units = read)
            }
            Aspect::Departments => {
                let read = reader.source(with, reader.departments(employer)).await?;
                Box::new(|readings| readings.departments = read)
            }
            _ => {
                let read = async { reader.periods(&self.administrations().await?, today).await };
                let read = reader.source(with, read).await?;
                Box::new(|readings| readings.periods = read)
            }
        })
    }

    fn of_office(&self, aspect: Aspect) -> Put {
        let ProviderReadings { users, teams, products } = self.office.clone();
        match aspect {
            Aspect::OfficeUsers => Box::new(|readings| readings.office_users = users),
            Aspect::Teams => Box::new(|readings| readings.teams = teams),
            _ => Box::new(|readings| readings.office_products = products),
        }
    }

    /// The administrations, read once for all parts that go by them.
    async fn administrations(&self) -> Result<Vec<AdministrationReading>, Fault> {
        self.administrations.get_or_init(|| self.reader.administrations(&self.employer)).await.clone()
    }
}

/// What a source holds, when it was read.
fn readings_of<T: Clone>(source: &Source<T>) -> Result<T, Fault> {
    match source {
        Source::Read { content, .. } => Ok(content.clone()),
        Source::Unread { .. } => Err(Fault::NotFound { operation: GET_PAYROLL_ADMINISTRATIONS }),
    }
}

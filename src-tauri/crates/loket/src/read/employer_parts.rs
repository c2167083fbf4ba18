//! Reading one employer: each part by itself, four at a time.

use domain::reading::{AdministrationReading, Part, PartScope, Readings, Source, Unread};
use futures_util::future::try_join;
use futures_util::stream::{self, StreamExt};
use tokio::sync::OnceCell;

use super::authorization_model::AuthorizationModel;
use super::milestone::Milestone;
use super::permissions::{May, Own};
use super::provider::ProviderReadings;
use super::reader::{Reader, asked};
use super::values::Guid;
use crate::fault::Fault;
use crate::operation::{GET_EMPLOYER, GET_PAYROLL_ADMINISTRATIONS, of_part};

/// Parts under way at a time.
const AT_A_TIME: usize = 4;

/// Puts a part that was read in its place.
type Put = Box<dyn FnOnce(&mut Readings) + Send>;

/// What to call with how far reading is.
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
    /// A fault with which no other call can go well either: signed out, asked to wait, no trustworthy connection.
    /// The parts not read by then say [`Unread::SignedOut`] or [`Unread::Offline`].
    /// [`Fault::Unaskable`] when the id is no GUID.
    pub async fn read_employer(
        &self,
        office: &ProviderReadings,
        employer: &str,
        wanted: &[Part],
        readings: &mut Readings,
        on_progress: OnProgress<'_>,
    ) -> Result<(), Fault> {
        let employer = asked(GET_EMPLOYER, "employerId", employer)?;
        let is_left = |part: &Part| wanted.contains(part) && !readings.is_read(*part);
        let mut left: Vec<Part> = Part::ALL.iter().copied().filter(is_left).collect();
        if left.is_empty() {
            return Ok(());
        }
        let outcome = self.employer_parts(office, employer, &mut left, readings, on_progress).await;
        if let Err(fault) = &outcome {
            let signed_out = matches!(fault, Fault::SignedOut | Fault::SignInRefused { .. });
            for part in left {
                readings.leave_unread(part, if signed_out { Unread::SignedOut } else { Unread::Offline });
            }
        }
        outcome
    }

    async fn employer_parts(
        &self,
        office: &ProviderReadings,
        employer: Guid,
        left: &mut Vec<Part>,
        readings: &mut Readings,
        on_progress: OnProgress<'_>,
    ) -> Result<(), Fault> {
        let employer_parts = EmployerParts::begin(self, office, employer, readings, on_progress).await?;
        let of_parts = left.len();
        let mut parts = stream::iter(left.clone())
            .map(|part| {
                let employer_parts = &employer_parts;
                async move { (part, employer_parts.part(part).await) }
            })
            .buffer_unordered(AT_A_TIME);
        while let Some((part, put)) = parts.next().await {
            put?(readings);
            left.retain(|one| *one != part);
            on_progress(Milestone::Done { part, parts: of_parts - left.len(), of_parts });
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
    async fn part(&self, part: Part) -> Result<Put, Fault> {
        if let Some(why) = self.forbidden(part).await? {
            return Ok(Box::new(move |readings| readings.leave_unread(part, why)));
        }
        let (reader, employer, today) = (self.reader, &self.employer, self.reader.today());
        let with = part.activities();
        Ok(match part {
            Part::Employer => {
                put(|all| &mut all.employer, reader.source(with, reader.employer(employer)).await?)
            }
            Part::Administrations => {
                put(|all| &mut all.administrations, reader.source(with, self.administrations()).await?)
            }
            Part::Users => {
                let read = async {
                    let mut users = reader.employer_users(employer).await?;
                    for user in &mut users {
                        if let Source::Read { content, .. } = &mut user.rights {
                            self.authorization_model.name(content);
                        }
                    }
                    Ok(users)
                };
                put(|all| &mut all.users, reader.source(with, read).await?)
            }
            Part::OfficeUsers => put(|all| &mut all.office_users, self.office.users.clone()),
            Part::Teams => {
                let mut teams = self.office.teams.clone();
                if let Source::Read { content, .. } = &mut teams {
                    self.authorization_model.name(content.iter_mut().flat_map(|team| &mut team.rights));
                }
                put(|all| &mut all.teams, teams)
            }
            Part::Products => {
                put(|all| &mut all.products, reader.source(with, reader.products_on(employer)).await?)
            }
            Part::OfficeProducts => put(|all| &mut all.office_products, self.office.products.clone()),
            Part::Components => {
                let read = async { reader.components(&self.administrations().await?, today.year()).await };
                put(|all| &mut all.components, reader.source(with, read).await?)
            }
            Part::CostCenters => {
                let read = async {
                    let administrations = self.administrations().await?;
                    let ids: Vec<&str> = administrations.iter().map(|one| one.id.as_str()).collect();
                    reader.cost_centers(&ids).await
                };
                put(|all| &mut all.cost_centers, reader.source(with, read).await?)
            }
            Part::DistributionUnits => {
                let read = reader.distribution_units(employer);
                put(|all| &mut all.distribution_units, reader.source(with, read).await?)
            }
            Part::Employments => {
                let read = reader.employments(employer, |pages: crate::Progress| {
                    (self.on_progress)(Milestone::Items {
                        part,
                        items: pages.items,
                        of_items: pages.of_items,
                    });
                });
                put(|all| &mut all.employments, reader.source(with, read).await?)
            }
            Part::Filters => put(|all| &mut all.filters, reader.filters(employer).await?),
            Part::Applications => {
                put(|all| &mut all.applications, reader.source(with, reader.applications(employer)).await?)
            }
            Part::Periods => {
                let read = async { reader.periods(&self.administrations().await?, today).await };
                put(|all| &mut all.periods, reader.source(with, read).await?)
            }
        })
    }

    async fn forbidden(&self, part: Part) -> Result<Option<Unread>, Fault> {
        let of_employer = part.scope() == PartScope::Employer;
        let Some(own) = self.own.as_ref().filter(|_| of_employer) else { return Ok(None) };
        let mut operations = of_part(part).enumerate();
        let lacking =
            operations.find(|(_, one)| matches!(own.may(one, &self.authorization_model), May::No { .. }));
        match lacking {
            // What the later calls of a part miss is said by those calls: users without rights are users still.
            Some((place, operation)) if place == 0 || goes_by_administrations(part) => {
                self.reader.not_permitted(operation).await.map(Some)
            }
            _ => Ok(None),
        }
    }

    /// The administrations, read once for all parts that go by them.
    async fn administrations(&self) -> Result<Vec<AdministrationReading>, Fault> {
        self.administrations.get_or_init(|| self.reader.administrations(&self.employer)).await.clone()
    }
}

/// Whether a part goes by the administrations, so that none of its operations can be missed.
fn goes_by_administrations(part: Part) -> bool {
    part != Part::Administrations && part.activities().contains(&GET_PAYROLL_ADMINISTRATIONS.activity)
}

/// Puts what was read in its field.
fn put<T: Send + 'static>(field: fn(&mut Readings) -> &mut Source<T>, read: Source<T>) -> Put {
    Box::new(move |readings| *field(readings) = read)
}

/// What a source holds, when it was read.
fn readings_of<T: Clone>(source: &Source<T>) -> Result<T, Fault> {
    match source {
        Source::Read { content, .. } => Ok(content.clone()),
        Source::Unread { .. } => Err(Fault::NotFound { operation: GET_PAYROLL_ADMINISTRATIONS }),
    }
}

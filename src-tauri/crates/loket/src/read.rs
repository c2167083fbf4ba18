//! Reading an employer, its office and the list of employers into [`domain::reading`].
//!
//! Only fields that a check or a screen needs have a place to go to: no wages, no BSN, and a birthday only where the people
//! of an hours file are looked for or a file for an HR system is made. What Loket sends beside them is skipped while parsing.
//! A field is required when Loket's specification never lets it be null and a check rests on it; everything else may be
//! missing.

mod applications;
mod authorization_model;
mod codes;
mod components;
mod employees;
mod employer_parts;
mod employers;
mod employments;
mod filters;
mod hours;
mod milestone;
mod modules;
mod period_data;
mod periods;
mod permissions;
mod provider;
mod reader;
mod users;
mod values;

pub use authorization_model::{AuthorizationModel, Needs};
pub use employers::Changes;
pub use milestone::Milestone;
pub use permissions::{May, Permission};
pub use provider::{OfficeOfUser, ProviderReadings};
pub use reader::Reader;
pub use users::LoginMethod;

pub(crate) use components::Component;
pub(crate) use hours::{NumberKey, PeriodDefaults, categories_of};
pub(crate) use period_data::{Place, Record, values_of};
pub(crate) use reader::{asked, stops};
pub(crate) use values::{Guid, Text};

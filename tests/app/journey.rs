//! Whole journeys from the first start to a signed-off dossier with its report.

mod employees;
mod first_user;
mod handbooks;
pub mod hours;
mod hours_files;
mod hours_loket;
mod hours_record;
pub mod loket;
pub mod office;
pub mod report;
mod selection;
mod values;
pub mod walkthrough;

//! Hours from a roster, clock or HR system on their way to Loket: what stands in a file, what it means, what is wrong with
//! it and what may go up.
//!
//! A file is read into [`sheet::Workbook`] elsewhere. Here its columns get a role ([`layout`]), its amounts are read exactly
//! ([`amount_format`]), its rows become [`rows::HoursRow`]s with findings beside them, and those become the table that is uploaded.
//! Nothing is ever guessed in silence: where two readings fit, it is a question, and nothing of it goes up before the answer.

pub mod amount_format;
pub mod board;
pub mod clock;
pub mod compare;
pub mod day;
pub mod exact;
pub mod finding;
pub mod findings;
#[cfg(test)]
mod fixture;
pub mod head;
pub mod known;
pub mod layout;
pub mod period;
mod person_name;
pub mod proof;
pub mod read_fault;
pub mod roles;
pub mod rows;
pub mod run;
pub mod sensitive;
pub mod sent;
pub mod sheet;
pub mod totals;
pub mod upload;
pub mod upload_check;
pub mod view;
pub mod words;
pub mod written;

//! The sandbox as its clients meet it.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod against_specification;
mod browser;
mod conditions;
mod control_panel;
mod hours_upload;
mod lists;
mod period_data;
mod serving;
mod signing_in;
mod state_file;
mod users;

//! A sandbox: a fictional payroll office behind Loket's own REST interface, on this computer only.
//!
//! It is where people learn the product without touching a real employer, and the peer that tests talk to. It follows
//! Loket's specification in paths, envelopes, versions, refusals and the five conditions under which a call is allowed.
//! It never makes mistakes on purpose: a test that wants faults wraps [`router`].

// An employment has more fields than the default depth of the `json!` macro.
#![recursion_limit = "256"]
#![allow(clippy::similar_names, reason = "employer and employee are the words of the field")]
#![allow(clippy::format_collect, reason = "pages and hashes are short, and read better as rows of text")]

mod answer;
mod api;
mod authorization;
mod calendar;
mod catalogue;
mod control_panel;
mod hours_files;
mod ids;
mod local;
mod oauth;
mod page;
mod provider;
mod query;
mod server;
mod state;
mod state_file;
mod upload_file;

pub use hours_files::{HoursFile, HoursLesson, hours_files, hours_files_of};
pub use ids::{employer_id, provider_id, user_id};
pub use server::{Sandbox, router};
pub use state::{Clock, Options, SANDBOX_CLIENT_ID, State};

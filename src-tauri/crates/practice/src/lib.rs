//! A practice Loket: a fictional payroll office behind Loket's own REST interface, on this computer only.
//!
//! It is where people learn the product without touching a real employer, and the peer that tests talk to. It follows
//! Loket's specification in paths, envelopes, versions, refusals and the five conditions under which a call is allowed.
//! It never makes mistakes on purpose: a test that wants faults wraps [`router`].

// An employment has more fields than the default depth of the `json!` macro.
#![recursion_limit = "256"]

mod answer;
mod api;
mod calendar;
mod catalogue;
mod gate;
mod ids;
mod keep;
mod local;
mod oauth;
mod office;
mod page;
mod query;
mod server;
mod state;
mod trainee;

pub use ids::{employer_id, provider_id, user_id};
pub use server::{Practice, router};
pub use state::{Clock, Options, PRACTICE_CLIENT_ID, State};

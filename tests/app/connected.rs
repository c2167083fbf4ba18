//! The program connected to a Loket: signing in, reading, checking, changing, and what goes wrong on the way.

mod alone;
mod answers;
pub mod app;
mod changing;
mod closing;
mod environment;
mod journey;
mod journey_offline;
mod journey_products;
mod keychain;
mod network;
mod oauth;
mod reading;
mod secrets;
mod session;
mod sign_in;

//! What is true: handbooks, dossiers, events, employers and the rules that hold for them.
//!
//! Pure: no I/O, no clock, no randomness, no async. Times, ids and actors are passed in.

pub mod answer;
pub mod authenticity;
pub mod board;
pub mod bounds;
pub mod catalogue;
pub mod chain;
pub mod check;
pub mod connection;
pub mod context;
pub mod dates;
pub mod decide;
pub mod difference;
pub mod display;
pub mod dossier;
pub mod employer;
pub mod employer_card;
pub mod environment;
pub mod event;
pub mod field;
pub mod findings;
pub mod fix;
pub mod handbook;
pub mod history;
pub mod id;
pub mod item;
pub mod known;
pub mod loket_change;
pub mod message;
pub mod progress;
pub mod reading;
pub mod record_words;
pub mod right;
pub mod rules;
mod sealing;
pub mod settings;
pub mod stamp;
pub mod state;
pub mod status_since;
pub mod summary;
pub mod text;
pub mod variant;
pub mod verdict;

pub use answer::{Answer, Personal};
pub use context::DossierContext;
pub use decide::{Decision, DossierChange, decide};
pub use dossier::Dossier;
pub use employer::Employer;
pub use environment::Environment;
pub use event::{Action, Event, SealedEvent};
pub use handbook::{Handbook, Step};
pub use item::{Ask, Item};
pub use stamp::{Actor, Stamp};
pub use text::{Language, Text};

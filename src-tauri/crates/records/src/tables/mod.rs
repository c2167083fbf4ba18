//! One file a table: how its rows are written and read.

pub(crate) mod coupling_users;
pub(crate) mod dossiers;
pub(crate) mod drafts;
pub(crate) mod employers;
pub(crate) mod events;
pub(crate) mod files;
pub(crate) mod handbooks;
pub(crate) mod hours_runs;
pub(crate) mod known;
pub(crate) mod readings;
pub(crate) mod settings;
pub(crate) mod stored_chain;

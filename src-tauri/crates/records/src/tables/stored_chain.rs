//! Where each kind of chain is stored.

use domain::chain::ChainAction;
use domain::event::Action;
use domain::hours::run::HoursAction;

/// A kind of chain that has tables of its own.
pub trait StoredChain: ChainAction {
    /// The table of its events.
    const EVENTS: &'static str;
    /// The column of that table which names the chain.
    const CHAIN: &'static str;
    /// The table with the head and length of each chain, by `id`.
    const HEADS: &'static str;
}

impl StoredChain for Action {
    const EVENTS: &'static str = "events";
    const CHAIN: &'static str = "dossier";
    const HEADS: &'static str = "dossiers";
}

impl StoredChain for HoursAction {
    const EVENTS: &'static str = "hours_events";
    const CHAIN: &'static str = "run";
    const HEADS: &'static str = "hours_runs";
}

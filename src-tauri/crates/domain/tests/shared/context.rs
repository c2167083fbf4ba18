//! The context of a dossier that has nothing but its handbook and its events, for tests here and in the rooms around.

use std::sync::Arc;

use domain::DossierContext;
use domain::authenticity::Authenticity;
use domain::context::OfficeSettings;
use domain::dossier::Dossier;
use domain::event::Event;
use domain::handbook::Handbook;
use domain::hours::proof::EmployerRuns;
use domain::message::LoketAccess;
use domain::progress::progress;
use domain::reading::Readings;
use domain::status_since::StatusSince;
use jiff::Timestamp;

/// At the keyboard is who started the dossier.
pub fn context(handbook: Handbook, events: Vec<Event>, now: Timestamp) -> DossierContext {
    let dossier = Dossier::replay(&events, String::new()).unwrap();
    DossierContext {
        authenticity: Authenticity::default(),
        status_since: StatusSince::of(&handbook, &events).unwrap(),
        progress: progress(&handbook, &dossier),
        dossier,
        newest: Some(handbook.version),
        handbook: Arc::new(handbook),
        other_versions: vec![],
        settings: OfficeSettings { actor: Some(events[0].actor.clone()), ..OfficeSettings::default() },
        events,
        employer: None,
        readings: Readings::default(),
        learnt: vec![],
        other_couplings: vec![],
        runs: EmployerRuns::default(),
        loket_access: LoketAccess::default(),
        keeps_secret: None,
        can_seal: true,
        today: jiff::civil::date(2026, 11, 20),
        now,
    }
}

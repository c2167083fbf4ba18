//! What the buttons of the trainee's pages do.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::api::switched;
use crate::catalogue::catalogue;
use crate::office::{Coupling, Live, Office};
use crate::state::Held;

/// A button that was pressed.
#[derive(Debug, Default)]
pub(super) struct Deed {
    what: String,
    pub employer: u16,
    user: u32,
    /// A right, a product's number, an application or an activity.
    thing: String,
}

impl Deed {
    /// Reads the form.
    pub fn read(body: &[u8]) -> Self {
        let mut deed = Self::default();
        for (name, value) in url::form_urlencoded::parse(body) {
            match &*name {
                "wat" => deed.what = value.into_owned(),
                "werkgever" => deed.employer = value.parse().unwrap_or_default(),
                "gebruiker" => deed.user = value.parse().unwrap_or_default(),
                "ding" => deed.thing = value.into_owned(),
                _ => {}
            }
        }
        deed
    }
}

/// Does it.
///
/// # Errors
/// Says in Dutch why it cannot be done.
pub(super) fn carry_out(held: &mut Held, deed: &Deed) -> Result<(), &'static str> {
    let office = &mut held.office;
    match deed.what.as_str() {
        "recht" => toggle_right(office, deed)?,
        "eigen-rechten" => {
            let user = office
                .live
                .user_mut(deed.user)
                .filter(|user| user.provider)
                .ok_or("Die gebruiker is er niet")?;
            user.rights = None;
        }
        "blokkeren" => {
            let user = office.live.user_mut(deed.user).ok_or("Die gebruiker is er niet")?;
            user.blocked = !user.blocked;
        }
        "product" => switch_product(office, deed)?,
        "verbinden" => connect(office, deed)?,
        "toegang" => toggle_team(office, deed)?,
        "addendum" => {
            if !office.waits_for_addendum(deed.employer) {
                return Err("Deze werkgever wacht niet op een addendum");
            }
            office.live.signed.insert(deed.employer);
        }
        "filter" => office.live.filters.retain(|setting| setting.employer != deed.employer),
        "activiteit" => {
            catalogue().activity(&deed.thing).ok_or("Die activiteit is er niet")?;
            if !office.live.withheld.remove(&deed.thing) {
                office.live.withheld.insert(deed.thing.clone());
            }
        }
        "opnieuw" => {
            office.live = Live::start(&office.fixed);
            held.grants.forget();
            return Ok(());
        }
        _ => return Err("Die knop is er niet"),
    }
    if office.fixed.employer(deed.employer).is_some() {
        office.live.touch_employer(deed.employer);
    }
    Ok(())
}

fn toggle_right(office: &mut Office, deed: &Deed) -> Result<(), &'static str> {
    catalogue().right(&deed.thing).ok_or("Dat recht is er niet")?;
    let counting = office.rights(deed.user, deed.employer);
    let user = office.live.user_mut(deed.user).ok_or("Die gebruiker is er niet")?;
    let mut changed: BTreeSet<String> = counting;
    if !changed.remove(&deed.thing) {
        changed.insert(deed.thing.clone());
    }
    if user.provider {
        user.rights = Some(changed);
    } else {
        *user.employers.get_mut(&deed.employer).ok_or("Die gebruiker is niet van deze werkgever")? = changed;
    }
    Ok(())
}

fn switch_product(office: &mut Office, deed: &Deed) -> Result<(), &'static str> {
    let number: u16 = deed.thing.parse().map_err(|_| "Dat product is er niet")?;
    catalogue().product(number).ok_or("Dat product is er niet")?;
    office.fixed.employer(deed.employer).ok_or("Die werkgever is er niet")?;
    let addendum = office.waits_for_addendum(deed.employer);
    let on = office.products(deed.employer);
    let after = switched(&on, &[(number, !on.contains(&number))], addendum).map_err(
        |_| "Dit product kan zo niet aan of uit: andere producten of een addendum staan in de weg",
    )?;
    office.live.products.insert(deed.employer, after);
    Ok(())
}

/// Connects an application with a user, or takes the connection away.
fn connect(office: &mut Office, deed: &Deed) -> Result<(), &'static str> {
    let known = catalogue().applications.iter().any(|application| application.key == deed.thing);
    if !known || !office.reaches(deed.user, deed.employer) {
        return Err("Kies een gebruiker die bij deze werkgever kan");
    }
    let same = |coupling: &Coupling| {
        coupling.application == deed.thing && coupling.employer == deed.employer && coupling.user == deed.user
    };
    let before = office.live.couplings.len();
    office.live.couplings.retain(|coupling| !same(coupling));
    if office.live.couplings.len() == before {
        office.live.couplings.push(Coupling {
            application: deed.thing.clone(),
            employer: deed.employer,
            user: deed.user,
            created: Timestamp::now(),
            last_login: None,
        });
    }
    Ok(())
}

/// Puts the employer in a team, or takes it out; `thing` is the team's place from 1.
fn toggle_team(office: &mut Office, deed: &Deed) -> Result<(), &'static str> {
    office.fixed.employer(deed.employer).ok_or("Die werkgever is er niet")?;
    let place: usize = deed.thing.parse().map_err(|_| "Dat team is er niet")?;
    let team = place
        .checked_sub(1)
        .and_then(|place| office.live.teams.get_mut(place))
        .ok_or("Dat team is er niet")?;
    if !team.employers.remove(&deed.employer) {
        team.employers.insert(deed.employer);
    }
    Ok(())
}

//! What the buttons of the control panel do.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::api::switched;
use crate::calendar::periods;
use crate::catalogue::catalogue;
use crate::provider::{Coupling, FictionalProvider, Live};
use crate::state::Held;

/// A button that was pressed.
#[derive(Debug, Default)]
pub(super) struct Action {
    what: String,
    pub employer: u16,
    user: u32,
    /// A right, a product's number, an application, an activity or a period.
    thing: String,
}

impl Action {
    /// Reads the form.
    pub fn read(body: &[u8]) -> Self {
        let mut action = Self::default();
        for (name, value) in url::form_urlencoded::parse(body) {
            match &*name {
                "wat" => action.what = value.into_owned(),
                "werkgever" => action.employer = value.parse().unwrap_or_default(),
                "gebruiker" => action.user = value.parse().unwrap_or_default(),
                "ding" => action.thing = value.into_owned(),
                _ => {}
            }
        }
        action
    }
}

/// Does it.
///
/// # Errors
/// Says in Dutch why it cannot be done.
pub(super) fn carry_out(held: &mut Held, action: &Action) -> Result<(), &'static str> {
    let office = &mut held.office;
    match action.what.as_str() {
        "recht" => toggle_right(office, action)?,
        "eigen-rechten" => {
            let user = office
                .live
                .user_mut(action.user)
                .filter(|user| user.provider)
                .ok_or("Die gebruiker is er niet")?;
            user.rights = None;
        }
        "blokkeren" => {
            let user = office.live.user_mut(action.user).ok_or("Die gebruiker is er niet")?;
            user.blocked = !user.blocked;
        }
        "product" => switch_product(office, action)?,
        "verbinden" => connect(office, action)?,
        "toegang" => toggle_team(office, action)?,
        "addendum" => {
            if !office.waits_for_addendum(action.employer) {
                return Err("Deze werkgever wacht niet op een addendum");
            }
            office.live.signed.insert(action.employer);
        }
        "periode" => toggle_period(office, action)?,
        "automatisch" => {
            office.fixed.employer(action.employer).ok_or("Die werkgever is er niet")?;
            if !office.live.automatic.remove(&action.employer) {
                office.live.automatic.insert(action.employer);
            }
        }
        "filter" => office.live.filters.retain(|setting| setting.employer != action.employer),
        "activiteit" => {
            catalogue().activity(&action.thing).ok_or("Die activiteit is er niet")?;
            if !office.live.withheld.remove(&action.thing) {
                office.live.withheld.insert(action.thing.clone());
            }
        }
        "opnieuw" => {
            office.live = Live::start(&office.fixed);
            held.grants.forget();
            return Ok(());
        }
        _ => return Err("Die knop is er niet"),
    }
    if office.fixed.employer(action.employer).is_some() {
        office.live.touch_employer(action.employer);
    }
    Ok(())
}

fn toggle_right(office: &mut FictionalProvider, action: &Action) -> Result<(), &'static str> {
    catalogue().right(&action.thing).ok_or("Dat recht is er niet")?;
    let counting = office.rights(action.user, action.employer);
    let user = office.live.user_mut(action.user).ok_or("Die gebruiker is er niet")?;
    let mut changed: BTreeSet<String> = counting;
    if !changed.remove(&action.thing) {
        changed.insert(action.thing.clone());
    }
    if user.provider {
        user.rights = Some(changed);
    } else {
        *user.employers.get_mut(&action.employer).ok_or("Die gebruiker is niet van deze werkgever")? =
            changed;
    }
    Ok(())
}

fn switch_product(office: &mut FictionalProvider, action: &Action) -> Result<(), &'static str> {
    let number: u16 = action.thing.parse().map_err(|_| "Dat product is er niet")?;
    catalogue().product(number).ok_or("Dat product is er niet")?;
    office.fixed.employer(action.employer).ok_or("Die werkgever is er niet")?;
    let addendum = office.waits_for_addendum(action.employer);
    let on = office.products(action.employer);
    let after = switched(&on, &[(number, !on.contains(&number))], addendum).map_err(
        |_| "Dit product kan zo niet aan of uit: andere producten of een addendum staan in de weg",
    )?;
    office.live.products.insert(action.employer, after);
    Ok(())
}

/// Connects an application with a user, or takes the connection away.
fn connect(office: &mut FictionalProvider, action: &Action) -> Result<(), &'static str> {
    let known = catalogue().applications.iter().any(|application| application.key == action.thing);
    if !known || !office.reaches(action.user, action.employer) {
        return Err("Kies een gebruiker die bij deze werkgever kan");
    }
    let same = |coupling: &Coupling| {
        coupling.application == action.thing
            && coupling.employer == action.employer
            && coupling.user == action.user
    };
    let before = office.live.couplings.len();
    office.live.couplings.retain(|coupling| !same(coupling));
    if office.live.couplings.len() == before {
        office.live.couplings.push(Coupling {
            application: action.thing.clone(),
            employer: action.employer,
            user: action.user,
            created: Timestamp::now(),
            last_login: None,
        });
    }
    Ok(())
}

/// Closes a period for period data, or opens it; `thing` is the place of the administration, a slash, and YYYYPP.
fn toggle_period(office: &mut FictionalProvider, action: &Action) -> Result<(), &'static str> {
    let employer = office.fixed.employer(action.employer).ok_or("Die werkgever is er niet")?;
    let (place, period) = action.thing.split_once('/').ok_or("Die loonperiode is er niet")?;
    let administration = place.parse().ok().and_then(|place| employer.administration(place));
    let administration = administration.ok_or("Die administratie is er niet")?;
    let period: i32 = period.parse().map_err(|_| "Die loonperiode is er niet")?;
    let year = i16::try_from(period / 100).map_err(|_| "Die loonperiode is er niet")?;
    if !periods(administration.period, year).iter().any(|known| known.id() == period) {
        return Err("Die loonperiode is er niet");
    }
    let closed = (action.employer, administration.place, period);
    if !office.live.closed.remove(&closed) {
        office.live.closed.insert(closed);
    }
    Ok(())
}

/// Puts the employer in a team, or takes it out; `thing` is the team's place from 1.
fn toggle_team(office: &mut FictionalProvider, action: &Action) -> Result<(), &'static str> {
    office.fixed.employer(action.employer).ok_or("Die werkgever is er niet")?;
    let place: usize = action.thing.parse().map_err(|_| "Dat team is er niet")?;
    let team = place
        .checked_sub(1)
        .and_then(|place| office.live.teams.get_mut(place))
        .ok_or("Dat team is er niet")?;
    if !team.employers.remove(&action.employer) {
        team.employers.insert(action.employer);
    }
    Ok(())
}

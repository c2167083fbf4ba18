//! What the app can change in Loket for the user, after a preview and an explicit yes.

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::answer::Personal;
use crate::reading::{Part, Readings, UserReading};
use crate::right::{Right, same_right};

/// A change in Loket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum LoketChange {
    /// Makes the coupling user at the employer, with exactly these rights.
    MakeUser { user_name: Personal, rights: Vec<Right> },
    /// Sets the rights of a user of the employer.
    SetRights {
        user_name: Personal,
        /// Loket's names of the rights to give.
        give: Vec<String>,
        /// Loket's names of the rights to take.
        take: Vec<String>,
    },
    /// Switches products of the employer on and off.
    SwitchProducts {
        /// Loket's names of those to switch on.
        on: Vec<String>,
        /// Loket's names of those to switch off.
        off: Vec<String>,
    },
}

/// What is so in Loket after a change was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum LoketChangeOutcome {
    /// Read back: it is as asked.
    Done,
    /// Read back, or refused at once: it is not as asked.
    NotDone {
        /// What Loket said about it.
        messages: Vec<Personal>,
    },
    /// Loket refused because something else changed it meanwhile, and read back it is not as asked.
    Conflict {
        /// What Loket said about it.
        messages: Vec<Personal>,
        /// What should have been on, by Loket's names.
        asked: Vec<String>,
        /// What is on, by Loket's names.
        read: Vec<String>,
    },
    /// The user was made, and its rights are not as asked.
    Partly {
        /// What Loket said about the rights.
        messages: Vec<Personal>,
        /// Whether its rights were read back; otherwise they may be as asked or not.
        read_back: bool,
    },
    /// Loket did not answer clearly and could not be read back: it may be so or not.
    Uncertain,
}

impl LoketChange {
    /// The user that it is about.
    pub fn user_name(&mut self) -> Option<&mut Personal> {
        match self {
            Self::MakeUser { user_name, .. } | Self::SetRights { user_name, .. } => Some(user_name),
            Self::SwitchProducts { .. } => None,
        }
    }
}

/// How long Loket may still be at work on a change after it was started: as long as a call to Loket may take.
pub const MAY_BE_UNDER_WAY: SignedDuration = SignedDuration::from_mins(5);

impl LoketChange {
    /// What has to be read to know what came of it.
    pub fn parts(&self) -> &'static [Part] {
        match self {
            Self::MakeUser { .. } | Self::SetRights { .. } => &[Part::Users],
            Self::SwitchProducts { .. } => &[Part::Products],
        }
    }
}

/// What came of a change that may have been sent, as it follows from what was read `age` after it was started. Within
/// [`MAY_BE_UNDER_WAY`] what is not so yet may still become so, and is uncertain. None: Loket could not be asked, or
/// what the change is about is sealed.
pub fn read_back(
    change: &LoketChange,
    readings: &Readings,
    age: SignedDuration,
) -> Option<LoketChangeOutcome> {
    let outcome = match change {
        LoketChange::SwitchProducts { on, off } => match readings.products.content() {
            Ok(products) => {
                let is_on =
                    |name: &String| products.iter().any(|product| same_name(&product.description, name));
                all_or_none(on.iter().map(is_on).chain(off.iter().map(|name| !is_on(name))))
            }
            Err(why) if why.is_temporary() => return None,
            Err(_) => LoketChangeOutcome::Uncertain,
        },
        LoketChange::SetRights { user_name, give, take } => match find_user(user_name.clear()?, readings) {
            Ok(Some(user)) => match user.rights.content() {
                Ok(rights) => {
                    let is_on = |name: &String| {
                        rights.iter().any(|right| right.enabled && same_right(&right.description, name))
                    };
                    all_or_none(give.iter().map(is_on).chain(take.iter().map(|name| !is_on(name))))
                }
                Err(why) if why.is_temporary() => return None,
                Err(_) => LoketChangeOutcome::Uncertain,
            },
            Err(temporary) if temporary => return None,
            Ok(None) | Err(_) => LoketChangeOutcome::Uncertain,
        },
        LoketChange::MakeUser { user_name, rights } => match find_user(user_name.clear()?, readings) {
            Ok(Some(user)) => made(user, rights),
            Ok(None) if has_nameless_users(readings) => LoketChangeOutcome::Uncertain,
            Ok(None) => LoketChangeOutcome::NotDone { messages: vec![] },
            Err(temporary) if temporary => return None,
            Err(_) => LoketChangeOutcome::Uncertain,
        },
    };
    Some(match outcome {
        LoketChangeOutcome::NotDone { .. } if age < MAY_BE_UNDER_WAY => LoketChangeOutcome::Uncertain,
        LoketChangeOutcome::Partly { messages, .. } if age < MAY_BE_UNDER_WAY => {
            LoketChangeOutcome::Partly { messages, read_back: false }
        }
        other => other,
    })
}

/// The user of this name. Errors: the users were not read; whether that can be another time.
fn find_user<'r>(name: &str, readings: &'r Readings) -> Result<Option<&'r UserReading>, bool> {
    let users = readings.users.content().map_err(|why| why.is_temporary())?;
    Ok(users.iter().find(|user| user.user_name.as_deref().is_some_and(|one| same_name(one, name))))
}

/// Whether there are users whose user name Loket does not tell: the one that is looked for may be one of them.
fn has_nameless_users(readings: &Readings) -> bool {
    readings.users.content().is_ok_and(|users| users.iter().any(|user| user.user_name.is_none()))
}

/// A user that is there, and whether it has the rights that were asked and no others.
fn made(user: &UserReading, asked: &[Right]) -> LoketChangeOutcome {
    let partly = |read_back| LoketChangeOutcome::Partly { messages: vec![], read_back };
    let Ok(rights) = user.rights.content() else { return partly(false) };
    let on = || rights.iter().filter(|right| right.enabled);
    let as_asked = asked.iter().all(|asked| on().any(|right| right.right == Some(*asked)))
        && on().all(|right| right.right.is_some_and(|right| asked.contains(&right)));
    if as_asked { LoketChangeOutcome::Done } else { partly(true) }
}

/// Done when all of it is so, not done when none is. Between the two something else changed it as well.
fn all_or_none(is_so: impl Iterator<Item = bool>) -> LoketChangeOutcome {
    let (so, not): (Vec<bool>, Vec<bool>) = is_so.partition(|so| *so);
    match (so.is_empty(), not.is_empty()) {
        (_, true) => LoketChangeOutcome::Done,
        (true, false) => LoketChangeOutcome::NotDone { messages: vec![] },
        (false, false) => LoketChangeOutcome::Uncertain,
    }
}

fn same_name(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

impl LoketChangeOutcome {
    /// What Loket said.
    pub fn messages(&mut self) -> Vec<&mut Personal> {
        match self {
            Self::NotDone { messages } | Self::Conflict { messages, .. } | Self::Partly { messages, .. } => {
                messages.iter_mut().collect()
            }
            Self::Done | Self::Uncertain => vec![],
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::reading::{Access, GrantedRight, ProductReading, Source, Unread};

    const NOW: SignedDuration = SignedDuration::ZERO;
    const LATER: SignedDuration = SignedDuration::from_hours(1);
    const NOT_DONE: LoketChangeOutcome = LoketChangeOutcome::NotDone { messages: vec![] };
    const UNCERTAIN: LoketChangeOutcome = LoketChangeOutcome::Uncertain;

    fn read<T: Serialize + serde::de::DeserializeOwned>(content: T) -> Source<T> {
        Source::read("GetSomething", Timestamp::UNIX_EPOCH, content)
    }

    fn products(on: &[&str]) -> Readings {
        let product = |name: &&str| ProductReading {
            id: (*name).to_owned(),
            description: (*name).to_owned(),
            number: None,
            bundle: None,
        };
        Readings { products: read(on.iter().map(product).collect()), ..Readings::default() }
    }

    fn users(rights: Source<Vec<GrantedRight>>) -> Readings {
        let user = UserReading {
            id: "1".into(),
            user_name: Some("Koppeling.Zomer".into()),
            is_web_service: None,
            name: String::new(),
            login_method: String::new(),
            access: Access::Open,
            two_factor: Some(false),
            several_employers: false,
            department_manager: false,
            rights_on_user: false,
            last_sign_in: None,
            rights,
        };
        Readings { users: read(vec![user]), ..Readings::default() }
    }

    fn rights(on: &[Right]) -> Source<Vec<GrantedRight>> {
        let granted = [Right::ViewLeave, Right::ViewHrm].map(|right| GrantedRight {
            id: right.name().to_owned(),
            description: right.name().to_owned(),
            right: Some(right),
            enabled: on.contains(&right),
        });
        read(granted.to_vec())
    }

    fn unread<T>(why: Unread) -> Source<T> {
        Source::Unread { why }
    }

    #[test]
    fn products_are_switched_when_all_are_as_asked() {
        let change = LoketChange::SwitchProducts { on: vec!["Verlof".into()], off: vec!["HR".into()] };
        let outcome = |on: &[&str], age| read_back(&change, &products(on), age);
        assert_eq!(outcome(&["verlof ", "Declaraties"], NOW), Some(LoketChangeOutcome::Done));
        assert_eq!(outcome(&["HR"], LATER), Some(NOT_DONE));
        assert_eq!(outcome(&["HR"], NOW), Some(UNCERTAIN), "Loket may still be at work on it");
        assert_eq!(outcome(&["HR", "Verlof"], LATER), Some(UNCERTAIN), "something else changed it as well");
        let outcome =
            |why| read_back(&change, &Readings { products: unread(why), ..Readings::default() }, LATER);
        assert_eq!(outcome(Unread::Offline), None);
        assert_eq!(outcome(Unread::Changed), Some(UNCERTAIN));
    }

    #[test]
    fn rights_are_set_when_all_are_as_asked() {
        let change = LoketChange::SetRights {
            user_name: "koppeling.zomer".into(),
            give: vec![Right::ViewLeave.name().into()],
            take: vec![Right::ViewHrm.name().into()],
        };
        let outcome = |source| read_back(&change, &users(source), LATER);
        assert_eq!(outcome(rights(&[Right::ViewLeave])), Some(LoketChangeOutcome::Done));
        assert_eq!(outcome(rights(&[Right::ViewHrm])), Some(NOT_DONE));
        assert_eq!(outcome(rights(&[])), Some(UNCERTAIN));
        assert_eq!(outcome(unread(Unread::Offline)), None);
        assert_eq!(outcome(unread(Unread::Vanished)), Some(UNCERTAIN));
        let nobody = Readings { users: read(vec![]), ..Readings::default() };
        assert_eq!(read_back(&change, &nobody, LATER), Some(UNCERTAIN), "the user went since");
        let sealed =
            LoketChange::SetRights { user_name: Personal::Sealed("x".into()), give: vec![], take: vec![] };
        assert_eq!(read_back(&sealed, &users(rights(&[])), LATER), None);
    }

    #[test]
    fn a_user_is_made_when_it_has_exactly_the_rights() {
        let change =
            LoketChange::MakeUser { user_name: "koppeling.zomer".into(), rights: vec![Right::ViewLeave] };
        let outcome = |source, age| read_back(&change, &users(source), age);
        let partly = |read_back| Some(LoketChangeOutcome::Partly { messages: vec![], read_back });
        assert_eq!(outcome(rights(&[Right::ViewLeave]), NOW), Some(LoketChangeOutcome::Done));
        assert_eq!(outcome(rights(&[]), LATER), partly(true));
        assert_eq!(outcome(rights(&[]), NOW), partly(false), "its rights may still come");
        assert_eq!(outcome(rights(&[Right::ViewLeave, Right::ViewHrm]), LATER), partly(true));
        assert_eq!(outcome(unread(Unread::Offline), LATER), partly(false));
        let nobody = Readings { users: read(vec![]), ..Readings::default() };
        assert_eq!(read_back(&change, &nobody, LATER), Some(NOT_DONE));
        assert_eq!(read_back(&change, &Readings::default(), LATER), None, "nobody asked");
        let mut nameless = users(rights(&[]));
        if let Source::Read { content, .. } = &mut nameless.users {
            content[0].user_name = None;
        }
        assert_eq!(read_back(&change, &nameless, LATER), Some(UNCERTAIN), "it may be the one without a name");
    }
}

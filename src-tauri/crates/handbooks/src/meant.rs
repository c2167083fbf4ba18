//! Faults in a name, with the name that was probably meant.

use serde_json::Value;

use crate::fault::{Expected, NameKind};
use crate::outline;

/// How much of two names has to be the same for one to be meant by the other, from 0 to 1: a letter or two that are
/// missing, too many or swapped, or the beginning of a longer name.
const ALIKE: f64 = 0.6;

/// The longest name that is compared, in characters: as long as the id of a step or item.
const LONGEST: usize = 60;

/// The fault with the name that was probably meant, where it is about a name.
pub(crate) fn suggested(mut expected: Expected, file: &Value) -> Expected {
    match &mut expected {
        Expected::KnownKey { key: written, allowed, meant }
        | Expected::OneOf { found: written, allowed, meant }
        | Expected::PossibleAnswer { found: written, allowed, meant, .. } => {
            *meant = alike(written, allowed.iter().map(String::as_str));
        }
        Expected::KnownPlace { found, allowed, meant } => {
            *meant = alike(found, allowed.iter().map(String::as_str).chain(items(file)));
        }
        Expected::Existing { thing: NameKind::Item, name, meant } => *meant = alike(name, items(file)),
        Expected::Existing { thing: NameKind::Step, name, meant } => {
            *meant = alike(name, ids(outline::list(file, "steps")));
        }
        _ => {}
    }
    expected
}

fn ids(list: &[Value]) -> impl Iterator<Item = &str> {
    list.iter().filter_map(|one| one.get("id")?.as_str())
}

fn items(file: &Value) -> impl Iterator<Item = &str> {
    outline::list(file, "steps").iter().flat_map(|step| ids(outline::list(step, "items")))
}

/// The name among these that is most like what was written.
fn alike<'n>(written: &str, known: impl Iterator<Item = &'n str>) -> Option<String> {
    let written = written.trim().to_lowercase();
    let length = written.chars().count();
    // Names of which one is much longer are not alike, whatever stands in them.
    let may_be = |name: &&str| {
        let other = name.chars().count();
        let (least, most) = (length.min(other), length.max(other));
        most <= LONGEST && 10 * least >= 6 * most
    };
    let likeness = |name: &str| strsim::normalized_damerau_levenshtein(&written, &name.to_lowercase());
    let alike = known.filter(may_be).map(|name| (likeness(name), name.starts_with(&written), name));
    let most = alike.filter(|(likeness, ..)| *likeness >= ALIKE).max_by(|one, other| {
        let likeness = one.0.total_cmp(&other.0);
        likeness.then(one.1.cmp(&other.1))
    });
    most.map(|(.., name)| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_recognised_and_another_name_is_not() {
        let known = ["partner", "title", "userHasRights", "gebruikersnaam", "maak-gebruiker"];
        for (written, name) in [
            ("parnter", "partner"),
            ("Titel", "title"),
            ("userRights", "userHasRights"),
            ("gebruiker", "gebruikersnaam"),
            ("maakgebruiker", "maak-gebruiker"),
        ] {
            assert_eq!(alike(written, known.into_iter()).as_deref(), Some(name), "{written}");
        }
        for written in ["werkgever", "x", "", "partner-van-de-werkgever"] {
            assert_eq!(alike(written, known.into_iter()), None, "{written}");
        }
    }
}

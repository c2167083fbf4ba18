//! Key presses by name, such as `Tab`, `Shift+Tab`, `Control+k`.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;

use crate::fault::{Fault, Result};

/// The presses and releases for a combination: all down in order, all up in the opposite order.
#[track_caller]
pub(crate) fn strokes(combination: &str) -> Result<KeyActions> {
    let keys = combination.split('+').map(code).collect::<Result<Vec<char>>>()?;
    let mut actions = KeyActions::new("keyboard".into());
    for value in &keys {
        actions = actions.then(KeyAction::Down { value: *value });
    }
    for value in keys.iter().rev() {
        actions = actions.then(KeyAction::Up { value: *value });
    }
    Ok(actions)
}

/// Whether pressing this does something, where others type a letter or move the focus.
pub(crate) fn acts(combination: &str) -> bool {
    let (modifiers, key) = combination.rsplit_once('+').unwrap_or(("", combination));
    let commands = modifiers.split('+').any(|name| matches!(name, "Control" | "Alt" | "Meta"));
    commands || matches!(key, "Enter" | "Space" | "Escape" | "Delete")
}

#[track_caller]
fn code(name: &str) -> Result<char> {
    let key = match name {
        "Control" => Key::Control,
        "Shift" => Key::Shift,
        "Alt" => Key::Alt,
        "Meta" => Key::Meta,
        "Enter" => Key::Enter,
        "Tab" => Key::Tab,
        "Escape" => Key::Escape,
        "Space" => return Ok(' '),
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "Left" => Key::Left,
        "Right" => Key::Right,
        "Up" => Key::Up,
        "Down" => Key::Down,
        other => {
            let mut letters = other.chars();
            return match (letters.next(), letters.next()) {
                (Some(letter), None) => Ok(letter),
                _ => Err(Fault::new(format!("no key is called {other:?}"))),
            };
        }
    };
    Ok(key.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_letters_and_refusals() {
        assert_eq!(code("k").unwrap(), 'k');
        assert_eq!(code("Tab").unwrap(), '\u{e004}');
        assert!(code("Knoop").is_err());
        assert!(strokes("Control+Shift+x").is_ok());
    }

    #[test]
    fn what_types_or_moves_the_focus_is_no_press() {
        for key in ["Enter", "Space", "Control+Enter", "Control+k", "Alt+Left"] {
            assert!(acts(key), "{key}");
        }
        for key in ["Tab", "Shift+Tab", "Down", "a", "Shift+A"] {
            assert!(!acts(key), "{key}");
        }
    }
}

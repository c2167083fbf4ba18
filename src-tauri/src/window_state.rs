//! Where the window was last time, corrected before it opens there: a screen that is gone, or a file that somebody
//! changed, must not put it out of reach.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tauri::{AppHandle, Manager, WebviewWindow};
use tauri_plugin_window_state::DEFAULT_FILENAME;

/// The height of the strip by which a window is moved, and how much of its width has to be in sight. In pixels.
const STRIP: i64 = 32;
const IN_SIGHT: i64 = 200;
/// What a window has at least, as in `tauri.conf.json`. In pixels.
const LEAST: (i64, i64) = (400, 560);

/// A part of the desktop, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Area {
    x: i64,
    y: i64,
    width: i64,
    height: i64,
}

impl Area {
    /// How wide the part is in which both overlap, and how high.
    fn overlap(self, other: Self) -> (i64, i64) {
        let along = |a: i64, length: i64, b: i64, other: i64| (a + length).min(b + other) - a.max(b);
        (along(self.x, self.width, other.x, other.width), along(self.y, self.height, other.y, other.height))
    }

    /// Whether the window fits the screen and enough of its title bar is on it to take hold of.
    fn is_within_reach(self, screen: Self) -> bool {
        let (width, height) = Self { height: STRIP, ..self }.overlap(screen);
        let fits = (LEAST.0.min(screen.width)..=screen.width).contains(&self.width)
            && (LEAST.1.min(screen.height)..=screen.height).contains(&self.height);
        fits && width >= IN_SIGHT && height >= STRIP
    }

    /// The same window, whole on a screen.
    fn on(self, screen: Self) -> Self {
        let width = self.width.clamp(LEAST.0.min(screen.width), screen.width);
        let height = self.height.clamp(LEAST.1.min(screen.height), screen.height);
        Self {
            x: self.x.clamp(screen.x, screen.x + screen.width - width),
            y: self.y.clamp(screen.y, screen.y + screen.height - height),
            width,
            height,
        }
    }
}

/// Brings what is stored of the window back within reach of the screens that are there now.
pub fn within_reach(app: &AppHandle) {
    let Ok(folder) = app.path().app_config_dir() else { return };
    let screens = app.available_monitors().unwrap_or_default();
    let screens: Vec<Area> = screens
        .iter()
        .map(|screen| {
            let area = screen.work_area();
            Area {
                x: area.position.x.into(),
                y: area.position.y.into(),
                width: area.size.width.into(),
                height: area.size.height.into(),
            }
        })
        .collect();
    correct_file(&folder.join(DEFAULT_FILENAME), &screens);
}

/// Makes everything in the window as large as the user wants text, in percent.
pub fn zoom(window: &WebviewWindow, percent: u16) {
    if let Err(error) = window.set_zoom(f64::from(percent) / 100.0) {
        tracing::warn!(%error, "the size of text could not be changed");
    }
}

/// What does not read as a state is left to the plugin, which then starts anew.
fn correct_file(file: &Path, screens: &[Area]) {
    let Ok(text) = fs::read(file) else { return };
    let Ok(mut states) = serde_json::from_slice::<Value>(&text) else { return };
    let mut changed = false;
    for (_, state) in states.as_object_mut().into_iter().flatten() {
        changed |= correct(state, screens).unwrap_or_default();
    }
    if changed && let Err(error) = fs::write(file, states.to_string()) {
        tracing::warn!(%error, "the place of the window was not corrected");
    }
}

/// Corrects the place of one window and the one it had before it was maximised. Whether anything changed; none where it
/// does not read.
fn correct(state: &mut Value, screens: &[Area]) -> Option<bool> {
    let number = |state: &Value, name: &str| state.get(name)?.as_i64();
    let (width, height) = (number(state, "width")?, number(state, "height")?);
    let mut changed = false;
    for (x, y) in [("x", "y"), ("prev_x", "prev_y")] {
        let was = Area { x: number(state, x)?, y: number(state, y)?, width, height };
        if was == (Area { x: 0, y: 0, width: 0, height: 0 })
            || screens.iter().any(|one| was.is_within_reach(*one))
        {
            continue;
        }
        // The first of those that it is equally far from.
        let nearest = screens.iter().rev().max_by_key(|screen| {
            let (width, height) = was.overlap(**screen);
            width.max(0) * height.max(0)
        })?;
        let now = was.on(*nearest);
        for (name, value) in [(x, now.x), (y, now.y), ("width", now.width), ("height", now.height)] {
            state[name] = value.into();
        }
        changed = true;
    }
    Some(changed)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const SCREEN: Area = Area { x: 0, y: 0, width: 1920, height: 1080 };
    const LEFT: Area = Area { x: -1280, y: 0, width: 1280, height: 1024 };

    fn corrected(x: i64, y: i64, width: i64, height: i64) -> [i64; 4] {
        let mut state = json!({ "x": x, "y": y, "prev_x": x, "prev_y": y, "width": width, "height": height });
        correct(&mut state, &[SCREEN, LEFT]).unwrap();
        ["x", "y", "width", "height"].map(|name| state[name].as_i64().unwrap())
    }

    #[test]
    fn a_window_out_of_reach_is_brought_back_and_another_stays_where_it_was() {
        for stays in
            [[100, 100, 1280, 900], [-1280, 0, 1280, 1024], [1700, 900, 1280, 900], [-600, 10, 1280, 900]]
        {
            let [x, y, width, height] = stays;
            assert_eq!(corrected(x, y, width, height), stays);
        }
        // One pixel on a screen; its title bar above it; larger than any screen; on a screen that is gone; no size.
        assert_eq!(corrected(1919, 100, 1280, 900), [640, 100, 1280, 900]);
        assert_eq!(corrected(100, -500, 1280, 900), [100, 0, 1280, 900]);
        assert_eq!(corrected(0, 0, 65_000, 65_000), [0, 0, 1920, 1080]);
        assert_eq!(corrected(5_000, 4_000, 1280, 900), [640, 180, 1280, 900]);
        assert_eq!(corrected(100, 100, 1, 1), [100, 100, 400, 560]);
    }

    #[test]
    fn what_is_no_state_of_a_window_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state.json");
        for text in ["", "nonsense", "[]", r#"{"main":7}"#, r#"{"main":{"x":"1"}}"#] {
            fs::write(&file, text).unwrap();
            correct_file(&file, &[SCREEN]);
            assert_eq!(fs::read_to_string(&file).unwrap(), text);
        }
        let state =
            r#"{"main":{"x":1919,"y":0,"prev_x":0,"prev_y":0,"width":800,"height":600,"maximized":false}}"#;
        fs::write(&file, state).unwrap();
        correct_file(&file, &[]);
        assert_eq!(fs::read_to_string(&file).unwrap(), state, "no screen is known");
        correct_file(&file, &[SCREEN]);
        let read: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        assert_eq!((&read["main"]["x"], &read["main"]["maximized"]), (&json!(1120), &json!(false)));
    }
}

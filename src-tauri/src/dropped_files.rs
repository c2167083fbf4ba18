//! Files that are dropped on the window. The page gets a token and a name, never a path.

use std::path::PathBuf;
use std::sync::Arc;

use parking_lot::Mutex;
use serde::Serialize;
use specta::Type;
use tauri::ipc::Channel;
use tauri::{DragDropEvent, Manager, Window};

/// What happens with files over the window. Places are in the page's own pixels.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum FileDrop {
    /// Files are dragged over it.
    Over { x: f64, y: f64 },
    /// They left, or were dropped.
    Left,
    /// One file was dropped. Its token is good for one use.
    Dropped { token: u32, name: String, x: f64, y: f64 },
    /// More than one was dropped; none is taken.
    Several { count: u32 },
}

/// The file that was dropped last, and who is told of drops.
#[derive(Default)]
pub struct DroppedFiles(Mutex<Dropped>);

#[derive(Default)]
struct Dropped {
    watcher: Option<Channel<FileDrop>>,
    file: Option<(u32, PathBuf)>,
    last: u32,
}

impl DroppedFiles {
    /// From now on this one is told.
    pub fn watch(&self, drops: Channel<FileDrop>) {
        self.0.lock().watcher = Some(drops);
    }

    /// The file of a token, once.
    pub fn take(&self, token: u32) -> Option<PathBuf> {
        let mut dropped = self.0.lock();
        dropped.file.take_if(|(of, _)| *of == token).map(|(_, path)| path)
    }

    fn dropped(&self, paths: &[PathBuf], x: f64, y: f64) -> FileDrop {
        let [path] = paths else {
            return FileDrop::Several { count: u32::try_from(paths.len()).unwrap_or(u32::MAX) };
        };
        let mut dropped = self.0.lock();
        dropped.last = dropped.last.wrapping_add(1);
        let token = dropped.last;
        dropped.file = Some((token, path.clone()));
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        FileDrop::Dropped { token, name, x, y }
    }

    fn tell(&self, drop: FileDrop) {
        let watcher = self.0.lock().watcher.clone();
        if let Some(watcher) = watcher
            && let Err(error) = watcher.send(drop)
        {
            tracing::debug!(%error, "the page is not there");
        }
    }
}

/// Files are over the window, or were dropped on it.
pub fn happened(window: &Window, event: &DragDropEvent) {
    let Some(dropped) = window.app_handle().try_state::<Arc<DroppedFiles>>() else { return };
    let scale = window.scale_factor().unwrap_or(1.0);
    let told = match event {
        DragDropEvent::Enter { position, .. } | DragDropEvent::Over { position } => {
            FileDrop::Over { x: position.x / scale, y: position.y / scale }
        }
        DragDropEvent::Leave => FileDrop::Left,
        DragDropEvent::Drop { paths, position } => {
            dropped.tell(FileDrop::Left);
            dropped.dropped(paths, position.x / scale, position.y / scale)
        }
        _ => return,
    };
    dropped.tell(told);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_good_once_and_only_for_the_file_that_was_dropped_last() {
        let files = DroppedFiles::default();
        let drop = |name: &str| match files.dropped(&[PathBuf::from(name)], 1.0, 2.0) {
            FileDrop::Dropped { token, name, .. } => (token, name),
            other => panic!("{other:?}"),
        };
        let (first, _) = drop("/thuis/uren.csv");
        let (second, name) = drop("/thuis/uren-november.xlsx");
        assert_eq!(name, "uren-november.xlsx");
        assert_eq!(files.take(first), None);
        assert_eq!(files.take(second), Some(PathBuf::from("/thuis/uren-november.xlsx")));
        assert_eq!(files.take(second), None);
        let two = [PathBuf::from("a"), PathBuf::from("b")];
        assert_eq!(files.dropped(&two, 0.0, 0.0), FileDrop::Several { count: 2 });
    }
}

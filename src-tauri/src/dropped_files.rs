//! Files that are dropped on the window, and dossier files that the system opens with the program. The page gets a token and
//! a name, never a path.

use std::path::{Path, PathBuf};
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
    /// The system opened a dossier file with the program. Its token is good for one use.
    Opened { token: u32, name: String },
}

/// The ending of dossier files, which systems open with this program.
const DOSSIER: &str = "koppelwijzer";

/// The file that was dropped or opened last, and who is told of it.
#[derive(Default)]
pub struct DroppedFiles(Mutex<Dropped>);

#[derive(Default)]
struct Dropped {
    watcher: Option<Channel<FileDrop>>,
    file: Option<(u32, PathBuf)>,
    last: u32,
    /// Was opened before the page was there.
    waiting: Option<FileDrop>,
}

impl DroppedFiles {
    /// From now on this one is told, of a file that waits as well.
    pub fn watch(&self, drops: Channel<FileDrop>) {
        let waiting = {
            let mut dropped = self.0.lock();
            dropped.watcher = Some(drops);
            dropped.waiting.take()
        };
        if let Some(opened) = waiting {
            self.tell(opened);
        }
    }

    /// Takes the first dossier file among the arguments with which the program was started, if there is one. They are
    /// relative to `folder`.
    pub fn open<A: AsRef<Path>>(&self, arguments: impl IntoIterator<Item = A>, folder: &Path) {
        let paths = arguments.into_iter().map(|argument| folder.join(argument));
        let Some(path) = paths.into_iter().find(|path| is_dossier(path)) else { return };
        let (token, name) = self.keep(&path);
        let opened = FileDrop::Opened { token, name };
        if self.0.lock().watcher.is_some() {
            self.tell(opened);
        } else {
            self.0.lock().waiting = Some(opened);
        }
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
        let (token, name) = self.keep(path);
        FileDrop::Dropped { token, name, x, y }
    }

    /// Keeps a file under a new token, and says what it is called.
    fn keep(&self, path: &Path) -> (u32, String) {
        let mut dropped = self.0.lock();
        dropped.last = dropped.last.wrapping_add(1);
        dropped.file = Some((dropped.last, path.to_owned()));
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        (dropped.last, name)
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

fn is_dossier(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(DOSSIER)) && path.is_file()
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

    #[test]
    fn a_dossier_file_among_the_arguments_waits_for_the_page_and_nothing_else_does() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["Zomer.koppelwijzer", "uren.csv"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let files = DroppedFiles::default();
        files.open(["--flag", "uren.csv", "weg.koppelwijzer"], folder.path());
        assert_eq!(files.0.lock().waiting, None, "none of these is a dossier file that is there");
        files.open(["uren.csv", "Zomer.koppelwijzer"], folder.path());
        let waiting = files.0.lock().waiting.clone();
        let Some(FileDrop::Opened { token, name }) = waiting else { panic!("{waiting:?}") };
        assert_eq!(name, "Zomer.koppelwijzer");
        assert_eq!(files.take(token), Some(folder.path().join("Zomer.koppelwijzer")));
    }
}

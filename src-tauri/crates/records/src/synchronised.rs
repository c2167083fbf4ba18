//! Folders that another program keeps in step with other computers, by their names.

use std::path::Path;

/// What such folders are called, and by whom. A name is enough: none of them can be asked.
const FOLDERS: [(&str, &str); 7] = [
    ("OneDrive", "OneDrive"),
    ("Dropbox", "Dropbox"),
    ("Google Drive", "Google Drive"),
    ("GoogleDrive", "Google Drive"),
    ("iCloudDrive", "iCloud"),
    // Where macOS keeps iCloud's files.
    ("Mobile Documents", "iCloud"),
    ("Nextcloud", "Nextcloud"),
];

/// Who keeps a folder in step with other computers: a file that is copied while it is written can be damaged. The
/// name may go on after the program's, as `OneDrive - Kantoor` does.
pub(crate) fn synchronised_by(folder: &Path) -> Option<&'static str> {
    let names: Vec<_> = folder.iter().filter_map(|name| name.to_str()).collect();
    FOLDERS.into_iter().find(|(start, _)| names.iter().any(|name| begins(name, start))).map(|(_, who)| who)
}

fn begins(name: &str, start: &str) -> bool {
    let Some((head, rest)) = name.split_at_checked(start.len()) else { return false };
    head.eq_ignore_ascii_case(start) && !rest.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folders_of_such_programs_are_known_and_others_are_not() {
        for (folder, who) in [
            ("/home/noor/OneDrive - Kantoor Voorbeeld/data", Some("OneDrive")),
            ("/home/noor/dropbox/koppelwijzer", Some("Dropbox")),
            ("/home/noor/Dropbox (Kantoor)", Some("Dropbox")),
            (
                "/Users/noor/Library/CloudStorage/GoogleDrive-noor@kantoor.example/My Drive",
                Some("Google Drive"),
            ),
            ("/Users/noor/Library/Mobile Documents/com~apple~CloudDocs", Some("iCloud")),
            ("/home/noor/.local/share/nl.koppelwijzer.desktop", None),
            ("/home/noor/DropboxUitleg", None),
            ("/home/noor/Mijn OneDrive", None),
        ] {
            assert_eq!(synchronised_by(Path::new(folder)), who, "{folder}");
        }
    }
}

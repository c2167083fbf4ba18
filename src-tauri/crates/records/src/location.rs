//! Folders in which records are not safe, or not the same everywhere: those that another program keeps in step with other
//! computers, and those on a network. Paths are looked at as text, since those of Windows have to be understood in a
//! test elsewhere.

use crate::host::Host;
use crate::notice::Notice;

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

/// What the user has to know of where the folder is.
pub(crate) fn notices(folder: &str, host: &Host) -> Vec<Notice> {
    let mut told: Vec<_> = synchronised_by(folder, &host.onedrive)
        .map(|by| Notice::Synchronised { by: by.to_owned() })
        .into_iter()
        .collect();
    if is_share(folder) {
        told.push(Notice::OnNetwork { folder: folder.to_owned() });
    } else if let Some(profile) = host.profile.iter().find(|folder| is_share(folder)) {
        told.push(Notice::NetworkProfile { folder: profile.clone() });
    }
    told
}

/// Whether Windows names it as a folder of another computer: `\\server\share`, also as `\\?\UNC\server\share`.
fn is_share(folder: &str) -> bool {
    match folder.strip_prefix(r"\\") {
        Some(rest) => rest.starts_with(r"?\UNC\") || !rest.starts_with(['?', '.']),
        None => false,
    }
}

/// Who keeps a folder in step with other computers: a file that is copied while it is written can be damaged. The
/// name may go on after the program's, as `OneDrive - Kantoor` does. `onedrive` are the folders that `OneDrive` itself names.
fn synchronised_by(folder: &str, onedrive: &[String]) -> Option<&'static str> {
    let by_name = FOLDERS.into_iter().find(|(start, _)| names(folder).any(|name| begins(name, start)));
    by_name.map(|(_, who)| who).or_else(|| {
        let mut roots = onedrive.iter().flat_map(|root| [Some(root.clone()), of_tenant(root)]).flatten();
        roots.any(|root| is_within(folder, &root)).then_some("OneDrive")
    })
}

/// The folder in which `OneDrive` keeps the libraries of `SharePoint`: it is called after the tenant, and lies beside
/// `OneDrive - Kantoor B.V`.
fn of_tenant(onedrive: &str) -> Option<String> {
    let at = onedrive.rfind(['\\', '/'])? + 1;
    let (parent, name) = onedrive.split_at(at);
    name.strip_prefix("OneDrive - ").map(|tenant| format!("{parent}{tenant}"))
}

/// Whether a folder is this one or in it, as Windows compares names.
fn is_within(folder: &str, root: &str) -> bool {
    let (mut of_folder, mut of_root) = (names(folder), names(root));
    names(root).next().is_some()
        && of_root
            .all(|name| of_folder.next().is_some_and(|other| other.to_lowercase() == name.to_lowercase()))
}

/// The names of a path one by one, without its separators.
fn names(path: &str) -> impl Iterator<Item = &str> {
    path.split(['\\', '/']).filter(|name| !name.is_empty())
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
            assert_eq!(synchronised_by(folder, &[]), who, "{folder}");
        }
    }

    #[test]
    fn what_onedrive_keeps_in_step_is_known_by_its_own_variables() {
        let onedrive = [r"C:\Users\noor\OneDrive - Kantoor B.V".to_owned(), r"D:\Wolk".to_owned()];
        for (folder, who) in [
            (r"C:\Users\noor\Kantoor B.V\Team - Documenten\koppelwijzer", Some("OneDrive")),
            (r"c:\users\noor\kantoor b.v", Some("OneDrive")),
            (r"D:\wolk\data", Some("OneDrive")),
            (r"C:\Users\noor\Kantoor B.V en meer\data", None),
            (r"C:\Users\noor\AppData\Local\nl.koppelwijzer.desktop", None),
            (r"D:\", None),
        ] {
            assert_eq!(synchronised_by(folder, &onedrive), who, "{folder}");
        }
        assert_eq!(synchronised_by("/home/noor", &[String::new()]), None);
    }

    #[test]
    fn a_folder_or_a_profile_on_another_computer_is_named() {
        let local = r"C:\Users\noor\AppData\Local\nl.koppelwijzer.desktop";
        let on = |folder: &str, profile: &[&str]| {
            let profile = profile.iter().map(|&folder| folder.to_owned()).collect();
            notices(folder, &Host { profile, ..Host::default() })
        };
        let share = r"\\server\profiles$\noor\AppData\Roaming";
        assert_eq!(on(local, &[r"C:\Users\noor", r"C:\Users\noor\AppData\Roaming"]), []);
        assert_eq!(
            on(local, &[r"C:\Users\noor", share]),
            [Notice::NetworkProfile { folder: share.to_owned() }]
        );
        for folder in [share, r"\\?\UNC\server\profiles$"] {
            assert_eq!(on(folder, &[share]), [Notice::OnNetwork { folder: folder.to_owned() }]);
        }
        assert_eq!(on(r"\\?\C:\data", &[]), []);
        assert_eq!(on("/home/noor/data", &[]), []);
    }
}

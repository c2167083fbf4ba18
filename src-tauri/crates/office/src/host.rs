//! The computer and the session that the program runs in, by the variables of the system.

use records::{Host, OpenedBy};

/// Where `OneDrive` keeps its files: of a person, of a company, and whichever of both is used most.
const ONEDRIVE: [&str; 3] = ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"];
/// Where Windows keeps the profile of the user, and what of it travels along.
const PROFILE: [&str; 2] = ["USERPROFILE", "APPDATA"];
/// The session of the user: on Windows `Console` or the name of a remote desktop, on Linux a number.
const SESSION: [&str; 2] = ["SESSIONNAME", "XDG_SESSION_ID"];

/// This computer and this session.
pub(crate) fn here() -> Host {
    let computer = gethostname::gethostname().into_string().ok();
    host(computer, |name| std::env::var(name).ok())
}

/// What the variables say. An empty one says nothing.
fn host(computer: Option<String>, variable: impl Fn(&str) -> Option<String>) -> Host {
    let variable = |name: &&str| variable(name).filter(|value| !value.is_empty());
    Host {
        computer: computer.filter(|name| !name.is_empty()),
        session: SESSION.iter().find_map(variable),
        onedrive: ONEDRIVE.iter().filter_map(variable).collect(),
        profile: PROFILE.iter().filter_map(variable).collect(),
    }
}

/// Where records are open, seen from this start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenIn {
    ThisSession,
    OtherSession,
    OtherComputer,
    /// The system does not say.
    Unknown,
}

impl OpenIn {
    /// Where the program runs that has the records open.
    pub fn of(by: &OpenedBy) -> Self {
        Self::seen_from(by, &here())
    }

    fn seen_from(by: &OpenedBy, here: &Host) -> Self {
        match (&by.computer, &here.computer) {
            (Some(there), Some(here)) if !there.eq_ignore_ascii_case(here) => return Self::OtherComputer,
            (Some(_), Some(_)) => {}
            _ => return Self::Unknown,
        }
        match (&by.session, &here.session) {
            (Some(there), Some(here)) if there == here => Self::ThisSession,
            (Some(_), Some(_)) => Self::OtherSession,
            _ => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(computer: &str, session: &str) -> Host {
        host(Some(computer.to_owned()), |name| (name == "SESSIONNAME").then(|| session.to_owned()))
    }

    fn by(host: &Host) -> OpenedBy {
        let (computer, session) = (host.computer.clone(), host.session.clone());
        OpenedBy { computer, session, since: jiff::Timestamp::UNIX_EPOCH }
    }

    #[test]
    fn another_session_and_another_computer_are_told_apart() {
        let here = on("RDS1", "RDP-Tcp#3");
        for (there, expected) in [
            (on("rds1", "RDP-Tcp#3"), OpenIn::ThisSession),
            (on("RDS1", "RDP-Tcp#7"), OpenIn::OtherSession),
            (on("RDS2", "RDP-Tcp#3"), OpenIn::OtherComputer),
            (on("RDS1", ""), OpenIn::Unknown),
            (on("", "Console"), OpenIn::Unknown),
        ] {
            assert_eq!(OpenIn::seen_from(&by(&there), &here), expected, "{there:?}");
        }
    }

    #[test]
    fn what_windows_says_of_folders_is_taken_along() {
        let said = host(None, |name| match name {
            "OneDriveCommercial" => Some(r"C:\Users\noor\OneDrive - Kantoor".into()),
            "APPDATA" => Some(r"\\server\profiles$\noor".into()),
            "OneDrive" => Some(String::new()),
            _ => None,
        });
        assert_eq!(said.onedrive, [r"C:\Users\noor\OneDrive - Kantoor"]);
        assert_eq!(said.profile, [r"\\server\profiles$\noor"]);
        assert_eq!((said.computer, said.session), (None, None));
    }
}

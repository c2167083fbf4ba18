//! How the program is to be started.

use std::path::PathBuf;

/// What kind of keychain the desktop has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Keychain {
    /// A real gnome-keyring, unlocked.
    #[default]
    Unlocked,
    /// A real gnome-keyring, locked, with nobody there to answer its prompt.
    Locked,
    /// A D-Bus session in which no keychain answers.
    None,
    /// No D-Bus session at all.
    NoBus,
}

/// What to start, and in what environment.
#[derive(Clone, Debug)]
pub struct Options {
    pub(crate) binary: PathBuf,
    pub(crate) arguments: Vec<String>,
    pub(crate) wrapper: Vec<String>,
    pub(crate) keychain: Keychain,
    pub(crate) environment: Vec<(String, String)>,
    pub(crate) dark: bool,
    pub(crate) size: Option<(u32, u32)>,
    pub(crate) environment_of_loket: Option<String>,
}

impl Options {
    /// The program at `binary` on a desktop with an unlocked keychain; tests pass
    /// `env!("CARGO_BIN_EXE_koppelwijzer")`.
    pub fn new(binary: impl Into<PathBuf>) -> Self {
        Self {
            binary: binary.into(),
            arguments: Vec::new(),
            wrapper: Vec::new(),
            keychain: Keychain::default(),
            environment: Vec::new(),
            dark: false,
            size: None,
            environment_of_loket: None,
        }
    }

    /// Another kind of keychain.
    #[must_use]
    pub fn keychain(mut self, keychain: Keychain) -> Self {
        self.keychain = keychain;
        self
    }

    /// One more variable in the program's environment.
    #[must_use]
    pub fn env(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.environment.push((name.into(), value.into()));
        self
    }

    /// One more argument for the program.
    #[must_use]
    pub fn argument(mut self, argument: impl Into<String>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// Runs the program through another one, such as `["strace", "-f", ...]`; the first word is a full path or
    /// found on the PATH, the program and its arguments follow.
    #[must_use]
    pub fn through<I: IntoIterator<Item = S>, S: Into<String>>(mut self, wrapper: I) -> Self {
        self.wrapper = wrapper.into_iter().map(Into::into).collect();
        self
    }

    /// A desktop that prefers dark.
    #[must_use]
    pub fn dark(mut self) -> Self {
        self.dark = true;
        self
    }

    /// Starts in the sandbox environment, with the Loket that listens at this address of this computer.
    #[must_use]
    pub fn sandbox(self, loket: impl Into<String>) -> Self {
        self.at("practice").env("KOPPELWIJZER_LOKET_URL", loket)
    }

    /// Starts in this environment of Loket: `sandbox`, `acceptance` or `production`, which is what it does by itself.
    #[must_use]
    pub fn at(mut self, environment: impl Into<String>) -> Self {
        self.environment_of_loket = Some(environment.into());
        self
    }

    /// The size of the page in CSS pixels, instead of the window's own.
    #[must_use]
    pub fn size(mut self, width: u32, height: u32) -> Self {
        self.size = Some((width, height));
        self
    }
}

//! The handbooks that come with the app.

use domain::Handbook;

use crate::{Fault, read};

/// A handbook that comes with the app, as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuiltIn {
    /// Name of the file.
    pub file: &'static str,
    pub text: &'static str,
}

macro_rules! from_content {
    ($($file:literal),+ $(,)?) => {
        &[$(BuiltIn { file: $file, text: include_str!(concat!("../content/", $file)) }),+]
    };
}

/// The files of the handbooks that come with the app, in the order of the catalogue.
pub fn built_in() -> &'static [BuiltIn] {
    from_content![
        "leerrekening-iob.toml",
        "asr-salarisverwerker.toml",
        "asr-werkgever.toml",
        "personeelssysteem-koppeling.toml",
        "mijnloket-activeren.toml",
        "loket-toegang.toml",
    ]
}

/// The handbooks that come with the app.
///
/// # Errors
/// The faults in them; tests keep that from happening.
pub fn read_built_in() -> Result<Vec<Handbook>, Vec<Fault>> {
    built_in().iter().map(|file| read(file.file, file.text)).collect()
}

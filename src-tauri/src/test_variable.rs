//! The variables by which tests do what a user does elsewhere. A release build does not read them: whoever can set a
//! variable must not be able to lead the program to another Loket, or to answer its questions.

use std::ffi::OsString;

/// The address of a sandbox on this computer, in the place of the app's own.
pub const LOKET: &str = "KOPPELWIJZER_LOKET_URL";
/// The folder that answers all dialogs: files are saved in it, the file that is opened is the one that stands in its
/// `open` folder, and a question is answered with yes while a file `yes` stands there.
pub const DIALOGS: &str = "KOPPELWIJZER_DIALOG_FOLDER";
/// The page with released versions, in the place of the one that the program was built with.
pub const RELEASES: &str = "KOPPELWIJZER_RELEASES";
/// The public key of newer versions, in the place of the one that the program was built with.
pub const UPDATE_KEY: &str = "KOPPELWIJZER_UPDATE_KEY";
/// Where the newest version is looked for, in the place of the address that the program was built with.
pub const UPDATE_ADDRESS: &str = "KOPPELWIJZER_UPDATE_ADDRESS";

/// What the variable says; in a release build nothing.
pub fn read(name: &str) -> Option<OsString> {
    if cfg!(debug_assertions) { std::env::var_os(name) } else { None }
}

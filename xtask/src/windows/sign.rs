//! Signing what goes out for Windows, where there is a certificate to sign with. docs/release.md names where it comes from.

use std::env;
use std::fs;
use std::path::Path;

use crate::require;
use crate::run::{Failure, Step};

/// Names the file with certificate and key (PKCS 12). Without it nothing is signed.
const CERTIFICATE: &str = "KOPPELWIJZER_CERTIFICATE";
/// Names the file with its password.
const PASSWORD: &str = "KOPPELWIJZER_CERTIFICATE_PASSWORD_FILE";
/// The address of the server that says when it was signed, so that a signature outlives its certificate. Without it the
/// signature has no time.
const TIME: &str = "KOPPELWIJZER_TIMESTAMP_SERVER";

/// Signs a program or an installer in place, and says whether it did.
///
/// # Errors
/// When there is a certificate and it does not sign, or the signature is not that of the file.
pub fn sign(file: &Path) -> Result<bool, Failure> {
    let named = |name| env::var_os(name).filter(|value| !value.is_empty());
    let Some(certificate) = named(CERTIFICATE) else { return Ok(false) };
    require::packages(require::SIGNING)?;
    let signed = file.with_extension("signed");
    let mut step = Step::new("osslsigncode").arguments(["sign", "-h", "sha256", "-n", "Koppelwijzer"]);
    step = step.arguments(["-pkcs12"]).arguments([certificate]);
    if let Some(password) = named(PASSWORD) {
        step = step.arguments(["-readpass"]).arguments([password]);
    }
    if let Some(server) = named(TIME) {
        step = step.arguments(["-ts"]).arguments([server]);
    }
    step.arguments(["-in"]).arguments([file]).arguments(["-out"]).arguments([&signed]).run()?;
    fs::rename(&signed, file)?;
    Ok(true)
}

//! The program opens with a keychain, without one, and with a locked one.

use std::time::Duration;

use driver::{App, Keychain, Result};

use crate::program;

#[test]
fn opens_whatever_the_keychain_does() -> Result {
    for keychain in [Keychain::Unlocked, Keychain::Locked, Keychain::None, Keychain::NoBus] {
        let app = App::start(program().keychain(keychain))?;
        assert!(!app.text()?.trim().is_empty(), "{keychain:?}");
    }
    Ok(())
}

#[test]
fn the_keychains_of_the_driver_are_what_they_say() -> Result {
    let mut desktop = driver::Desktop::new(&program())?;
    let store = |desktop: &driver::Desktop| -> Result<bool> {
        let mut command = desktop.command("timeout");
        command.args(["2", "sh", "-c", "printf geheim | secret-tool store --label=proef proef ja"]);
        Ok(command.status()?.success())
    };
    assert!(store(&desktop)?, "an unlocked keychain takes a secret");
    desktop.lock_keychain()?;
    assert!(!store(&desktop)?, "a locked keychain takes none");
    desktop.stop_keychain();
    std::thread::sleep(Duration::from_millis(200));
    assert!(!store(&desktop)?, "no keychain takes none");
    desktop.start_keychain()?;
    let found = desktop.command("secret-tool").args(["lookup", "proef", "ja"]).output()?;
    assert_eq!(found.stdout, b"geheim");
    Ok(())
}

//! A desktop of its own for one program: home folder, X server without a screen, D-Bus session, keychain.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::fault::{Fault, Result};
use crate::options::{Keychain, Options};
use crate::process::{self, Running};

/// How long one of the desktop's own programs may take to be ready, on a busy machine.
const READY: Duration = Duration::from_mins(1);

/// The collection that `--unlock` makes, under its D-Bus path.
const COLLECTION: &str = "/org/freedesktop/secrets/collection/login";

/// A bus on which nothing is started on demand but what a test puts there: a keychain answers only when one was started.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=SOCKETS</listen>
  <auth>EXTERNAL</auth>
  <servicedir>SERVICES</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// The folder with what the bus starts on demand.
const SERVICES: &str = "services";

/// Stands for the user whom the keychain asks for its password, and who turns the question away.
const REFUSER: &str = "#!/bin/sh\necho asked >> \"$HOME/asked\"\nexit 1\n";

/// Stands for every program that opens a page in the browser: writes down the address, one a line.
const BROWSER: &str =
    "#!/bin/sh\nfor address; do :; done\nprintf '%s\\n' \"$address\" >> \"$HOME/visited\"\n";

/// The programs with which an address is opened, under all their names.
const BROWSERS: [&str; 5] = ["xdg-open", "gio", "gnome-open", "kde-open", "wslview"];

/// The desktop of one program; it and everything in it ends when dropped.
pub struct Desktop {
    home: TempDir,
    variables: Vec<(String, String)>,
    keychain: Option<Running>,
    // The order matters: fields are dropped from top to bottom, and the bus goes before the X server.
    _bus: Option<Running>,
    _display: Running,
}

impl Desktop {
    /// Makes a desktop as `options` wants it.
    ///
    /// # Errors
    /// When one of the programs is missing or does not get ready in time; the message names it.
    #[track_caller]
    pub fn new(options: &Options) -> Result<Self> {
        let home = tempfile::Builder::new().prefix("koppelwijzer-").tempdir()?;
        let mut variables = environment_variables(home.path(), options)?;
        let (display, number) = start_display(&variables)?;
        variables.push(("DISPLAY".into(), format!(":{number}")));
        let bus = if options.keychain == Keychain::NoBus {
            // Without an address a program would look for a bus by itself; this one leads nowhere.
            variables.push(("DBUS_SESSION_BUS_ADDRESS".into(), "unix:path=/nonexistent".into()));
            None
        } else {
            let (bus, address) = start_bus(home.path(), &variables)?;
            variables.push(("DBUS_SESSION_BUS_ADDRESS".into(), address));
            Some(bus)
        };
        variables.extend(options.environment.iter().cloned());
        let mut desktop = Self { home, variables, keychain: None, _bus: bus, _display: display };
        if matches!(options.keychain, Keychain::Unlocked | Keychain::Locked) {
            desktop.start_keychain()?;
        }
        if options.keychain == Keychain::Locked {
            desktop.lock_keychain()?;
        }
        Ok(desktop)
    }

    /// The home folder.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Where the program keeps its records.
    pub fn data(&self) -> PathBuf {
        self.home().join("data")
    }

    /// The addresses that were opened in the browser, in order.
    pub fn visited(&self) -> Vec<String> {
        let all = fs::read_to_string(self.home().join("visited")).unwrap_or_default();
        all.lines().map(str::to_owned).collect()
    }

    /// Where what the program and its web view print is kept.
    pub fn log(&self) -> PathBuf {
        self.home().join("log")
    }

    /// The X server's number, such as `:7`.
    pub(crate) fn display(&self) -> &str {
        self.variables.iter().find(|(name, _)| name == "DISPLAY").map_or("", |(_, number)| number)
    }

    /// A command with exactly the desktop's environment.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        set_variables(&mut command, &self.variables);
        command
    }

    pub(crate) fn guarded(&self, program: &str) -> Command {
        let mut command = process::guarded(program);
        set_variables(&mut command, &self.variables);
        command
    }

    /// Locks the keychain, as a screen lock or a forgotten password does.
    ///
    /// # Errors
    /// When the keychain does not answer.
    #[track_caller]
    pub fn lock_keychain(&self) -> Result {
        let login = format!("array:objpath:{COLLECTION}");
        self.ask_keychain("/org/freedesktop/secrets", &["org.freedesktop.Secret.Service.Lock", &login])?;
        until("the lock of the keychain", || self.keychain_says("boolean true"))
    }

    /// From here on somebody is there whom a locked keychain asks for its password, and who turns that away each time.
    ///
    /// # Errors
    /// When there is no bus, or no home folder.
    #[track_caller]
    pub fn refuse_prompts(&self) -> Result {
        let refuser = self.home().join("refuser");
        fs::write(&refuser, REFUSER)?;
        fs::set_permissions(&refuser, fs::Permissions::from_mode(0o700))?;
        let service =
            format!("[D-BUS Service]\nName=org.gnome.keyring.SystemPrompter\nExec={}\n", refuser.display());
        fs::write(self.home().join(SERVICES).join("org.gnome.keyring.SystemPrompter.service"), service)?;
        let reload = ["--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"];
        let reloaded =
            self.command("dbus-send").args(reload).arg("org.freedesktop.DBus.ReloadConfig").output()?;
        if reloaded.status.success() { Ok(()) } else { Err(Fault::new("the bus did not look again")) }
    }

    /// How often the keychain asked for its password since.
    pub fn prompts(&self) -> usize {
        fs::read_to_string(self.home().join("asked")).unwrap_or_default().lines().count()
    }

    /// Holds the keychain's program: it takes no call and answers none, until [`Desktop::release_keychain`] or its end.
    pub fn hold_keychain(&self) {
        if let Some(keychain) = &self.keychain {
            process::hold(keychain.id());
        }
    }

    /// Lets the keychain's program go on, also with what came meanwhile.
    pub fn release_keychain(&self) {
        if let Some(keychain) = &self.keychain {
            process::release(keychain.id());
        }
    }

    /// Ends the keychain's program while the app runs.
    pub fn stop_keychain(&mut self) {
        self.keychain = None;
    }

    /// Starts the keychain's program and unlocks it; what it held before it stopped is there again.
    ///
    /// # Errors
    /// When it is missing or does not get ready in time.
    #[track_caller]
    pub fn start_keychain(&mut self) -> Result {
        let mut keychain = Running::start(
            self.guarded("gnome-keyring-daemon")
                .args(["--foreground", "--unlock", "--components=secrets"])
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .stderr(Stdio::null()),
        )?;
        // An empty password makes no collection, so it is not empty; closing the pipe ends the password.
        if let Some(mut password) = keychain.stdin() {
            password.write_all(b"test")?;
        }
        self.keychain = Some(keychain);
        until("the keychain", || self.keychain_says("boolean false"))
    }

    /// Whether the collection's property `Locked` reads so.
    fn keychain_says(&self, locked: &str) -> bool {
        let property = [
            "org.freedesktop.DBus.Properties.Get",
            "string:org.freedesktop.Secret.Collection",
            "string:Locked",
        ];
        self.ask_keychain(COLLECTION, &property).is_ok_and(|answer| answer.contains(locked))
    }

    /// Calls the keychain over D-Bus: the method and its arguments as `dbus-send` writes them.
    fn ask_keychain(&self, object: &str, call: &[&str]) -> Result<String> {
        let answer = self
            .command("dbus-send")
            .args(["--session", "--print-reply", "--dest=org.freedesktop.secrets", object])
            .args(call)
            .output()?;
        if answer.status.success() {
            return Ok(String::from_utf8_lossy(&answer.stdout).into_owned());
        }
        Err(Fault::new(format!("the keychain did not answer: {}", String::from_utf8_lossy(&answer.stderr))))
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        for pid in process::living_in(self.home.path()) {
            process::end(pid);
        }
    }
}

/// Waits until `ready`, or says which program was not.
#[track_caller]
pub(crate) fn until(what: &str, mut ready: impl FnMut() -> bool) -> Result {
    let start = Instant::now();
    while start.elapsed() < READY {
        if ready() {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(20));
    }
    Err(Fault::new(format!("{what} was not ready within {} s", READY.as_secs())))
}

fn set_variables(command: &mut Command, variables: &[(String, String)]) {
    command.env_clear().envs(variables.iter().map(|(name, value)| (name, value)));
}

/// The variables every program of the desktop gets, and the folders they name.
fn environment_variables(home: &Path, options: &Options) -> Result<Vec<(String, String)>> {
    let mut variables = vec![
        ("HOME".into(), home.display().to_string()),
        ("PATH".into(), format!("{}:{}", browser(home)?, std::env::var("PATH")?)),
        ("LANG".into(), "C.UTF-8".into()),
        ("TZ".into(), "Europe/Amsterdam".into()),
        ("TAURI_WEBVIEW_AUTOMATION".into(), "true".into()),
        ("WEBKIT_DISABLE_COMPOSITING_MODE".into(), "1".into()),
        ("LIBGL_ALWAYS_SOFTWARE".into(), "1".into()),
        ("GSETTINGS_BACKEND".into(), "memory".into()),
        ("GIO_USE_VFS".into(), "local".into()),
        ("NO_AT_BRIDGE".into(), "1".into()),
        ("GTK_THEME".into(), if options.dark { "Adwaita:dark" } else { "Adwaita" }.into()),
    ];
    for (name, folder) in [
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DATA_HOME", "share"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_STATE_HOME", "state"),
        ("XDG_RUNTIME_DIR", "run"),
        ("KOPPELWIJZER_DATA_DIR", "data"),
    ] {
        let path = home.join(folder);
        fs::create_dir(&path)?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700))?;
        variables.push((name.into(), path.display().to_string()));
    }
    if let Some(environment) = &options.environment_of_loket {
        fs::write(home.join("data/environment"), environment)?;
    }
    Ok(variables)
}

/// The folder with what stands for the browser.
fn browser(home: &Path) -> Result<String> {
    let folder = home.join("bin");
    fs::create_dir(&folder)?;
    for name in BROWSERS {
        let program = folder.join(name);
        fs::write(&program, BROWSER)?;
        fs::set_permissions(&program, fs::Permissions::from_mode(0o700))?;
    }
    Ok(folder.display().to_string())
}

/// An X server without a screen; it picks its own number, so tests beside each other never collide. It does not
/// reset when its last window closes: the program could not open again while it does.
fn start_display(variables: &[(String, String)]) -> Result<(Running, String)> {
    let mut command = process::guarded("Xvfb");
    set_variables(&mut command, variables);
    let mut server = Running::start(
        command
            .args(["-displayfd", "1", "-screen", "0", "1600x4000x24", "-nolisten", "tcp", "-noreset"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null()),
    )?;
    let number = first_line(&mut server, "Xvfb")?;
    Ok((server, number))
}

fn start_bus(home: &Path, variables: &[(String, String)]) -> Result<(Running, String)> {
    let config = home.join("bus.conf");
    let services = home.join(SERVICES);
    fs::create_dir(&services)?;
    let sockets = home.join("run").display().to_string();
    fs::write(
        &config,
        BUS.replace("SOCKETS", &sockets).replace("SERVICES", &services.display().to_string()),
    )?;
    let mut command = process::guarded("dbus-daemon");
    set_variables(&mut command, variables);
    let mut bus = Running::start(
        command
            .arg(format!("--config-file={}", config.display()))
            .args(["--nofork", "--nopidfile", "--nosyslog", "--print-address=1"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null()),
    )?;
    let address = first_line(&mut bus, "dbus-daemon")?;
    Ok((bus, address))
}

/// What a program says of itself once it is ready.
fn first_line(program: &mut Running, name: &str) -> Result<String> {
    let mut line = String::new();
    if let Some(output) = program.stdout() {
        BufReader::new(output).read_line(&mut line)?;
    }
    match line.trim() {
        "" => Err(Fault::new(format!("{name} ended without getting ready; is it installed?"))),
        said => Ok(said.to_owned()),
    }
}

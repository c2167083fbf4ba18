//! A bare desktop for one test: its own home, its own D-Bus, its own keyring.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use secret_service::EncryptionType;
use secret_service::blocking::SecretService;
use zbus::zvariant::{ObjectPath, OwnedObjectPath, OwnedValue, Value};

/// Set in the child; names the home of the desktop.
const HOME: &str = "VAULT_TEST_HOME";
const PASSWORD: &[u8] = b"test";
const PATIENCE: Duration = Duration::from_mins(1);

/// What the test's process finds around it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Bus {
    /// A session bus on which nothing starts by itself.
    Session,
    /// No bus, and nothing that says where one would be.
    None,
}

/// Runs the test called `name` on a desktop of its own: this process starts itself again there, for that test only.
pub fn alone(name: &str, bus: Bus, test: impl FnOnce()) {
    if std::env::var_os(HOME).is_some() {
        return test();
    }
    need_programs();
    let home = tempfile::tempdir().unwrap();
    furnish(home.path());
    let itself = std::env::current_exe().unwrap();
    let mut child = match bus {
        Bus::None => Command::new(itself),
        Bus::Session => {
            let mut run = Command::new("dbus-run-session");
            run.arg("--").arg(itself);
            run
        }
    };
    for (key, _) in std::env::vars_os() {
        let key = key.to_string_lossy().into_owned();
        if key.starts_with("XDG_")
            || key.starts_with("DBUS_")
            || key.starts_with("GNOME_")
            || key == "DISPLAY"
        {
            child.env_remove(&key);
        }
    }
    child.env("HOME", home.path()).env(HOME, home.path());
    child.env("XDG_RUNTIME_DIR", home.path().join("run"));
    child.env("XDG_DATA_HOME", home.path().join("data"));
    let output = child.args(["--exact", name, "--nocapture"]).output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    // A name that matches no test would pass without running anything.
    assert!(said(&output).contains("1 passed"), "{}", said(&output));
}

fn said(output: &Output) -> String {
    format!("{}\n{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn need_programs() {
    let path = std::env::var_os("PATH").unwrap_or_default();
    for (program, package) in [
        ("gnome-keyring-daemon", "gnome-keyring"),
        ("dbus-run-session", "dbus-daemon"),
        ("dbus-daemon", "dbus-daemon"),
        ("secret-tool", "libsecret-tools"),
    ] {
        let found = std::env::split_paths(&path).any(|folder| folder.join(program).is_file());
        assert!(found, "{program} is needed for this test: install {package} (apt-get install {package})");
    }
}

/// Makes the folders, and the bus services: a keyring that is never started by the bus, and a password prompt that
/// notes that it was started and then waits, like a user who is away, until a file says to give up. (Leaving with
/// status 0 would not do: the bus then goes on waiting for it.)
fn furnish(home: &Path) {
    let services = home.join("data/dbus-1/services");
    fs::create_dir_all(&services).unwrap();
    fs::create_dir_all(home.join("run")).unwrap();
    fs::set_permissions(home.join("run"), fs::Permissions::from_mode(0o700)).unwrap();
    let prompter = home.join("prompter.sh");
    let script = format!(
        "#!/bin/sh\nexec >/dev/null 2>&1\ntouch '{0}/prompted'\nwhile [ ! -e '{0}/dismiss' ] && [ -e '{0}/run' ]; do sleep 0.05; done\nexit 1\n",
        home.display()
    );
    fs::write(&prompter, script).unwrap();
    fs::set_permissions(&prompter, fs::Permissions::from_mode(0o755)).unwrap();
    let prompter = prompter.to_string_lossy();
    for (service, program) in [
        ("org.gnome.keyring.SystemPrompter", prompter.as_ref()),
        ("org.freedesktop.secrets", "/bin/false"),
        ("org.gnome.keyring", "/bin/false"),
    ] {
        let text = format!("[D-BUS Service]\nName={service}\nExec={program}\n");
        fs::write(services.join(format!("{service}.service")), text).unwrap();
    }
}

/// A process that ends with the test.
pub struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub struct Desktop {
    home: PathBuf,
}

impl Desktop {
    /// The desktop this child process runs on.
    pub fn here() -> Self {
        Self { home: std::env::var_os(HOME).expect("only inside `alone`").into() }
    }

    pub fn start_bus(&self) -> Running {
        let address = format!("unix:path={}/run/bus", self.home.display());
        let mut bus = Command::new("dbus-daemon");
        bus.args(["--session", "--nofork", "--nopidfile", "--address", &address]);
        let bus = Running(bus.stdout(Stdio::null()).spawn().unwrap());
        self.wait_until("the bus", || self.home.join("run/bus").exists());
        bus
    }

    /// Starts a keyring daemon and opens its login keyring, making it when there is none.
    pub fn unlocked_keyring(&self) -> Running {
        let keyring = self.daemon(&["--unlock"], PASSWORD);
        self.wait_until("the keyring to open", || is_locked() == Some(false));
        keyring
    }

    /// Starts a keyring daemon that has no keyring to offer.
    pub fn empty_keyring(&self) -> Running {
        let keyring = self.daemon(&[], b"");
        self.wait_until("the keyring daemon", || SecretService::connect(EncryptionType::Plain).is_ok());
        keyring
    }

    fn daemon(&self, arguments: &[&str], input: &[u8]) -> Running {
        let mut daemon = Command::new("gnome-keyring-daemon");
        daemon.args(["--foreground", "--components=secrets"]).args(arguments);
        daemon.stdin(Stdio::piped()).stdout(Stdio::null());
        self.on_the_bus(&mut daemon);
        let mut daemon = daemon.spawn().unwrap();
        daemon.stdin.take().unwrap().write_all(input).unwrap();
        Running(daemon)
    }

    pub fn lock(&self) {
        let service = SecretService::connect(EncryptionType::Plain).unwrap();
        service.get_default_collection().unwrap().lock().unwrap();
        self.wait_until("the keyring to lock", || is_locked() == Some(true));
    }

    /// Opens the keyring of the running daemon without a prompt, as signing in to the desktop does. This is the
    /// daemon's own call for its own programs.
    pub fn unlock(&self) {
        const DAEMON: Option<&str> = Some("org.freedesktop.secrets");
        const PATH: &str = "/org/freedesktop/secrets";
        let bus = zbus::blocking::Connection::session().unwrap();
        let service = Some("org.freedesktop.Secret.Service");
        let plain = ("plain", Value::from(""));
        let reply = bus.call_method(DAEMON, PATH, service, "OpenSession", &plain).unwrap();
        let (_, session): (OwnedValue, OwnedObjectPath) = reply.body().deserialize().unwrap();
        let login = ObjectPath::from_static_str("/org/freedesktop/secrets/collection/login").unwrap();
        let password = (session, Vec::<u8>::new(), PASSWORD, "text/plain");
        let internal = Some("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface");
        bus.call_method(DAEMON, PATH, internal, "UnlockWithMasterPassword", &(login, password)).unwrap();
        self.wait_until("the keyring to open", || is_locked() == Some(false));
    }

    /// Whether anybody was asked for a password.
    pub fn was_prompted(&self) -> bool {
        self.home.join("prompted").exists()
    }

    /// Ends the prompt that is up without an answer, and every later one at once.
    pub fn dismiss_prompt(&self) {
        fs::write(self.home.join("dismiss"), "").unwrap();
    }

    /// Reads an entry of the app with another program.
    pub fn lookup(&self, name: &str) -> Option<String> {
        let output = self.secret_tool(&["lookup"], name, &[], b"");
        output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
    }

    /// How many entries stand under a name.
    pub fn count(&self, name: &str) -> usize {
        let output = self.secret_tool(&["search", "--all"], name, &[], b"");
        String::from_utf8_lossy(&output.stdout).lines().filter(|line| line.starts_with("label = ")).count()
    }

    /// Deletes an entry of the app with another program.
    pub fn clear(&self, name: &str) {
        let output = self.secret_tool(&["clear"], name, &[], b"");
        assert!(output.status.success(), "{}", said(&output));
    }

    /// Stores an entry as the app would, but by another program, and marked so that it is an entry of its own.
    pub fn store(&self, name: &str, mark: &str, secret: &[u8]) {
        let output = self.secret_tool(&["store", "--label=vreemd"], name, &["mark", mark], secret);
        assert!(output.status.success(), "{}", said(&output));
    }

    fn secret_tool(&self, action: &[&str], name: &str, more: &[&str], input: &[u8]) -> Output {
        let mut tool = Command::new("secret-tool");
        tool.args(action).args(["service", crate::SERVICE, "username", name]).args(more);
        tool.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        self.on_the_bus(&mut tool);
        let mut tool = tool.spawn().unwrap();
        tool.stdin.take().unwrap().write_all(input).unwrap();
        tool.wait_with_output().unwrap()
    }

    /// Files anywhere in the home that hold this text as it is.
    pub fn plain_files_with(&self, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.home.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap().flatten() {
                let kind = entry.file_type().unwrap();
                if kind.is_dir() {
                    folders.push(entry.path());
                } else if kind.is_file() {
                    let bytes = fs::read(entry.path()).unwrap();
                    if bytes.windows(text.len()).any(|window| window == text.as_bytes()) {
                        found.push(entry.path().display().to_string());
                    }
                }
            }
        }
        found
    }

    pub fn wait_until(&self, what: &str, mut done: impl FnMut() -> bool) {
        let start = Instant::now();
        while !done() {
            assert!(start.elapsed() < PATIENCE, "waited for {what} in {}", self.home.display());
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// The other programs do not look for a bus at its usual place without a system around it, so it is named.
    fn on_the_bus(&self, program: &mut Command) {
        if std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_none() {
            program.env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}/run/bus", self.home.display()));
        }
    }
}

/// Whether the keyring is locked; nothing when there is none to ask.
fn is_locked() -> Option<bool> {
    let service = SecretService::connect(EncryptionType::Plain).ok()?;
    service.get_default_collection().ok()?.is_locked().ok()
}

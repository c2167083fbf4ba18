//! One run of the program: start, stop, kill, start again.

use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::panic::Location;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tokio::runtime::Runtime;

use crate::desktop::{Desktop, until};
use crate::fault::{Fault, Result};
use crate::options::Options;
use crate::process::{self, Running};
use crate::screen::Screen;

/// How long the program may take to open its window, on a busy machine and through `strace`.
const OPENING: Duration = Duration::from_mins(1);
/// How long one command may take before the window counts as hung.
const ANSWER: Duration = Duration::from_secs(45);
/// How long it may take to end after its window was closed.
const CLOSING: Duration = Duration::from_mins(1);

/// The program in its window, on a desktop of its own. Dropping it ends everything that was started.
pub struct App {
    // The session goes before the desktop: fields are dropped from top to bottom.
    session: Option<Session>,
    desktop: Desktop,
    options: Options,
    presses: AtomicUsize,
}

/// One open window.
struct Session {
    client: Client,
    runtime: Runtime,
    pid: u32,
    _driver: Running,
}

impl App {
    /// Makes a desktop and opens the program in it; returns once its page has loaded.
    ///
    /// # Errors
    /// When a program of the desktop is missing, or the window does not open; with what the program printed.
    #[track_caller]
    pub fn start(options: Options) -> Result<Self> {
        let desktop = Desktop::new(&options)?;
        Self::start_on(desktop, options)
    }

    /// Opens the program on a desktop that is there already, for instance with records put in its data folder.
    ///
    /// # Errors
    /// When the window does not open.
    #[track_caller]
    pub fn start_on(desktop: Desktop, options: Options) -> Result<Self> {
        let location = Location::caller();
        let mut app = Self { session: None, desktop, options, presses: AtomicUsize::new(0) };
        app.open().map_err(|fault| fault.at(location))?;
        Ok(app)
    }

    /// Closes the window as a user does, waits until the program has ended, and opens it again.
    ///
    /// # Errors
    /// When it does not end or does not open.
    #[track_caller]
    pub fn restart(&mut self) -> Result {
        let location = Location::caller();
        if self.session.is_some() {
            self.close().map_err(|fault| fault.at(location))?;
        }
        self.open().map_err(|fault| fault.at(location))
    }

    /// Closes the window as a user does and waits until the program has ended.
    ///
    /// # Errors
    /// When the program is still there after a minute, as when it asks something first.
    #[track_caller]
    pub fn close(&mut self) -> Result {
        let Some(session) = &self.session else {
            return Ok(());
        };
        Screen::of(&self.desktop)?.ask_to_close(session.pid)?;
        let (pid, start) = (session.pid, Instant::now());
        while process::alive(pid) {
            if start.elapsed() > CLOSING {
                return Err(
                    Fault::new("the program did not end after its window was closed").on_page(self.log())
                );
            }
            thread::sleep(Duration::from_millis(10));
        }
        self.session = None;
        Ok(())
    }

    /// Ends the program at once (SIGKILL), as a power cut or the task manager does. [`App::restart`] opens it again.
    pub fn kill(&mut self) {
        if let Some(session) = self.session.take() {
            process::end(session.pid);
            while process::alive(session.pid) {
                thread::sleep(Duration::from_millis(2));
            }
        }
    }

    /// The program's own process.
    ///
    /// # Errors
    /// When it is not running.
    #[track_caller]
    pub fn pid(&self) -> Result<u32> {
        Ok(self.session()?.pid)
    }

    /// Whether the program's process is there.
    pub fn is_running(&self) -> bool {
        self.session.as_ref().is_some_and(|session| process::alive(session.pid))
    }

    /// How often was pressed since it was opened first: a mouse button, or a key that acts. Typing and Tab are none.
    pub fn presses(&self) -> usize {
        self.presses.load(Ordering::Relaxed)
    }

    /// Counts presses that a test makes elsewhere: in the browser, or in a window of the system.
    pub fn count_presses(&self, presses: usize) {
        self.presses.fetch_add(presses, Ordering::Relaxed);
    }

    /// The desktop it runs on.
    pub fn desktop(&self) -> &Desktop {
        &self.desktop
    }

    /// The same, to stop and start its keychain.
    pub fn desktop_mut(&mut self) -> &mut Desktop {
        &mut self.desktop
    }

    /// Ends the program and leaves its desktop with all that is on it.
    pub fn into_desktop(mut self) -> Desktop {
        self.kill();
        self.desktop
    }

    /// The folder with the program's records.
    pub fn data(&self) -> PathBuf {
        self.desktop.data()
    }

    /// All that the program and its web view printed since the desktop was made.
    pub fn log(&self) -> String {
        fs::read(self.desktop.log())
            .map_or_else(|_| String::new(), |text| String::from_utf8_lossy(&text).into_owned())
    }

    /// The address that the program opened in the browser, once it has opened so many in all.
    ///
    /// # Errors
    /// When it does not open that many in time.
    #[track_caller]
    pub fn visited(&self, number: usize) -> Result<String> {
        let mut address = None;
        self.wait_until("an address in the browser", || {
            address = self.desktop.visited().into_iter().nth(number.saturating_sub(1));
            Ok(address.is_some())
        })?;
        address.ok_or_else(|| Fault::new("no address was opened"))
    }

    /// A command that starts the program once more on the same desktop, beside the one that runs.
    pub fn second(&self) -> Command {
        let mut command = self.desktop.command(&self.options.binary);
        command.args(&self.options.arguments).env_remove("TAURI_WEBVIEW_AUTOMATION");
        command
    }

    /// What the next start uses: change its environment, arguments or wrapper between two runs.
    pub fn options_mut(&mut self) -> &mut Options {
        &mut self.options
    }

    /// Runs one `WebDriver` command to its end.
    pub(crate) fn run<T, E: Into<Fault>, F: Future<Output = Result<T, E>>>(
        &self,
        command: impl FnOnce(Client) -> F,
    ) -> Result<T> {
        let session = self.session()?;
        let answer = session
            .runtime
            .block_on(async { tokio::time::timeout(ANSWER, command(session.client.clone())).await });
        answer.map_err(|_| Fault::new("the window no longer answers"))?.map_err(Into::into)
    }

    #[track_caller]
    fn session(&self) -> Result<&Session> {
        self.session.as_ref().ok_or_else(|| Fault::new("the program is not running"))
    }

    fn open(&mut self) -> Result {
        let log = File::options().create(true).append(true).open(self.desktop.log())?;
        let port = free_port()?;
        let driver = Running::start(
            self.desktop
                .guarded("WebKitWebDriver")
                .arg("--host=127.0.0.1")
                .arg(format!("--port={port}"))
                .stdin(Stdio::null())
                .stdout(log.try_clone()?)
                .stderr(log),
        )?;
        until("WebKitWebDriver", || TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok())?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let client = runtime
            .block_on(self.connect(port))
            .map_err(|fault| Fault::new(format!("the window did not open: {fault}")).on_page(self.log()))?;
        let pid = process::descendants(driver.id())
            .into_iter()
            .find(|pid| {
                process::executable(*pid).is_some_and(|program| same_file(&program, &self.options.binary))
            })
            .ok_or_else(|| Fault::new("the program's process was not found").on_page(self.log()))?;
        self.session = Some(Session { client, runtime, pid, _driver: driver });
        self.wait_for_page()?;
        match self.options.size {
            Some((width, height)) => self.set_size(width, height),
            None => Ok(()),
        }
    }

    /// Waits until the program's page shows something: a window starts out with an empty one.
    fn wait_for_page(&self) -> Result {
        let shown = "return location.protocol === 'tauri:' && document.readyState === 'complete' \
                     && document.body.innerText.trim() !== ''";
        let start = Instant::now();
        while self.evaluate(shown, Vec::new())? != json!(true) {
            if start.elapsed() > OPENING {
                return Err(Fault::new("the window opened but its page stayed empty").on_page(self.log()));
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    async fn connect(&self, port: u16) -> Result<Client> {
        let binary = fs::canonicalize(&self.options.binary)?.display().to_string();
        let mut words = self.options.wrapper.clone();
        words.push(binary);
        words.extend(self.options.arguments.iter().cloned());
        let program = words.remove(0);
        let mut capabilities = fantoccini::wd::Capabilities::new();
        capabilities.insert("webkitgtk:browserOptions".into(), json!({ "binary": program, "args": words }));
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        let address = format!("http://127.0.0.1:{port}");
        Ok(tokio::time::timeout(OPENING, builder.connect(&address)).await??)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        process::end(self.pid);
    }
}

/// A port nobody listens on. Another process could take it in between; the driver then says so.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

fn same_file(one: &std::path::Path, other: &std::path::Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

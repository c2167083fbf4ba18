//! The clipboard of a desktop, seen from outside the program: as another program pastes from it.

use std::thread;
use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xfixes::{ConnectionExt as _, SelectionEvent, SelectionEventMask};
use x11rb::protocol::xproto::{Atom, AtomEnum, ConnectionExt as _, CreateWindowAux, Window, WindowClass};
use x11rb::rust_connection::RustConnection;

use crate::desktop::Desktop;
use crate::fault::{Fault, Result};

/// How long a program may take to hand over what it copied.
const ANSWER: Duration = Duration::from_secs(10);
/// How a program says that what it copied is a password, so that no history of copies keeps it.
const PASSWORD_HINT: &str = "x-kde-passwordManagerHint";

/// Watches the clipboard from the moment it is made.
pub struct Clipboard {
    connection: RustConnection,
    window: Window,
    selection: Atom,
    taken_away: bool,
}

impl Clipboard {
    /// Watches the clipboard of `desktop`.
    ///
    /// # Errors
    /// When its X server is gone.
    #[track_caller]
    pub fn of(desktop: &Desktop) -> Result<Self> {
        let (connection, number) = x11rb::connect(Some(desktop.display()))?;
        let screen = connection.setup().roots.get(number);
        let root = screen.ok_or_else(|| Fault::new("the X server has no screen"))?.root;
        let window = connection.generate_id()?;
        let (class, how) = (WindowClass::INPUT_ONLY, CreateWindowAux::new());
        connection.create_window(0, window, root, 0, 0, 1, 1, 0, class, 0, &how)?;
        connection.xfixes_query_version(5, 0)?.reply()?;
        let mut clipboard = Self { connection, window, selection: 0, taken_away: false };
        clipboard.selection = clipboard.atom("CLIPBOARD")?;
        let ends = SelectionEventMask::SET_SELECTION_OWNER
            | SelectionEventMask::SELECTION_WINDOW_DESTROY
            | SelectionEventMask::SELECTION_CLIENT_CLOSE;
        clipboard.connection.xfixes_select_selection_input(window, clipboard.selection, ends)?;
        clipboard.connection.flush()?;
        Ok(clipboard)
    }

    /// The text on it; none when it is empty.
    ///
    /// # Errors
    /// When the program that copied it does not hand it over.
    #[track_caller]
    pub fn text(&mut self) -> Result<Option<String>> {
        self.paste("UTF8_STRING")
    }

    /// Whether what is on it is marked as a password.
    ///
    /// # Errors
    /// As [`Clipboard::text`].
    #[track_caller]
    pub fn is_marked_as_password(&mut self) -> Result<bool> {
        Ok(self.paste(PASSWORD_HINT)?.as_deref() == Some("secret"))
    }

    /// Whether the clipboard was emptied on purpose since it was last filled. What a program copied also goes when that
    /// program ends, but only here: elsewhere, and in the history of a clipboard manager, it stays then.
    ///
    /// # Errors
    /// When the X server is gone.
    #[track_caller]
    pub fn was_emptied(&mut self) -> Result<bool> {
        // What happened before this call was sent before its answer.
        self.connection.get_selection_owner(self.selection)?.reply()?;
        while self.next()?.is_some() {}
        Ok(self.taken_away)
    }

    fn paste(&mut self, form: &str) -> Result<Option<String>> {
        if self.connection.get_selection_owner(self.selection)?.reply()?.owner == x11rb::NONE {
            return Ok(None);
        }
        let (form, place) = (self.atom(form)?, self.atom("PASTED")?);
        let now = x11rb::CURRENT_TIME;
        self.connection.convert_selection(self.window, self.selection, form, place, now)?;
        self.connection.flush()?;
        let begin = Instant::now();
        while begin.elapsed() < ANSWER {
            match self.next()? {
                Some(Event::SelectionNotify(answer)) if answer.property == x11rb::NONE => return Ok(None),
                Some(Event::SelectionNotify(_)) => {
                    let asked =
                        self.connection.get_property(true, self.window, place, AtomEnum::ANY, 0, u32::MAX)?;
                    return Ok(Some(String::from_utf8_lossy(&asked.reply()?.value).into_owned()));
                }
                Some(_) => {}
                None => thread::sleep(Duration::from_millis(5)),
            }
        }
        Err(Fault::new("who copied it does not hand it over"))
    }

    fn next(&mut self) -> Result<Option<Event>> {
        let event = self.connection.poll_for_event()?;
        if let Some(Event::XfixesSelectionNotify(change)) = &event {
            self.taken_away =
                change.subtype == SelectionEvent::SET_SELECTION_OWNER && change.owner == x11rb::NONE;
        }
        Ok(event)
    }

    fn atom(&self, name: &str) -> Result<Atom> {
        Ok(self.connection.intern_atom(false, name.as_bytes())?.reply()?.atom)
    }
}

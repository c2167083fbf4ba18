//! The desktop seen from outside the program: windows asked to close, pixels read and the mouse clicked through the
//! X server, as a window manager and a user do, so that nothing in the program itself is needed for it.

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT, CLIENT_MESSAGE_EVENT, ClientMessageEvent,
    ConnectionExt as _, EventMask, ImageFormat, MOTION_NOTIFY_EVENT, MapState, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use crate::desktop::Desktop;
use crate::fault::{Fault, Result};

/// How high the row of buttons of a dialog of the system is, in pixels.
const BUTTONS: u16 = 44;

/// A rectangle of the screen, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// From the left edge.
    pub x: i16,
    /// From the top edge.
    pub y: i16,
    pub width: u16,
    pub height: u16,
}

/// A desktop's screen.
pub struct Screen {
    connection: RustConnection,
    root: Window,
}

impl Screen {
    /// Looks at the screen of `desktop`.
    ///
    /// # Errors
    /// When its X server is gone.
    #[track_caller]
    pub fn of(desktop: &Desktop) -> Result<Self> {
        let (connection, number) = x11rb::connect(Some(desktop.display()))?;
        let screen = connection.setup().roots.get(number);
        let root = screen.ok_or_else(|| Fault::new("the X server has no screen"))?.root;
        Ok(Self { connection, root })
    }

    /// The colours in an area, row by row, four bytes a pixel.
    ///
    /// # Errors
    /// When it is not wholly on the screen.
    #[track_caller]
    pub fn pixels(&self, area: Area) -> Result<Vec<u8>> {
        let Area { x, y, width, height } = area;
        let asked =
            self.connection.get_image(ImageFormat::Z_PIXMAP, self.root, x, y, width, height, u32::MAX)?;
        Ok(asked.reply()?.data)
    }

    /// Presses and releases the left mouse button in the middle of an area.
    ///
    /// # Errors
    /// When the X server is gone.
    #[track_caller]
    pub fn click(&self, area: Area) -> Result {
        let half = |length: u16| i16::try_from(length / 2).unwrap_or(0);
        let (x, y) = (area.x + half(area.width), area.y + half(area.height));
        self.mouse(MOTION_NOTIFY_EVENT, 0, x, y)?;
        self.mouse(BUTTON_PRESS_EVENT, 1, x, y)?;
        self.mouse(BUTTON_RELEASE_EVENT, 1, x, y)
    }

    /// Presses one of the `of` buttons of the dialog that a process shows, the first from the left being 0.
    ///
    /// # Errors
    /// When it shows none, or the X server is gone.
    #[track_caller]
    pub fn press_button(&self, pid: u32, place: u16, of: u16) -> Result {
        let area = self.window_of(pid)?;
        let width = area.width / of;
        let pixels = |number: u16| i16::try_from(number).unwrap_or(i16::MAX);
        self.click(Area {
            x: area.x + pixels(width * place),
            y: area.y + pixels(area.height - BUTTONS),
            width,
            height: BUTTONS,
        })
    }

    /// Takes the mouse out of the way, so that nothing looks hovered.
    ///
    /// # Errors
    /// When the X server is gone.
    #[track_caller]
    pub fn park_mouse(&self) -> Result {
        self.mouse(MOTION_NOTIFY_EVENT, 0, 0, 0)
    }

    /// Where the visible window of a process stands.
    ///
    /// # Errors
    /// When it has none, yet or any more.
    #[track_caller]
    pub fn window_of(&self, pid: u32) -> Result<Area> {
        let window = self.window_id_of(pid)?;
        let place = self.connection.get_geometry(window)?.reply()?;
        Ok(Area { x: place.x, y: place.y, width: place.width, height: place.height })
    }

    /// The number of the visible window of a process: another window has another one.
    ///
    /// # Errors
    /// When it has none, yet or any more.
    #[track_caller]
    pub fn window_id_of(&self, pid: u32) -> Result<u32> {
        self.windows_of(pid)?.pop().ok_or_else(|| Fault::new("the program has no window"))
    }

    /// How many windows of a process are visible: a dialog is one more.
    ///
    /// # Errors
    /// When the X server is gone.
    #[track_caller]
    pub fn windows(&self, pid: u32) -> Result<usize> {
        Ok(self.windows_of(pid)?.len())
    }

    /// Asks the visible windows of a process to close, as pressing the cross does.
    ///
    /// # Errors
    /// When it has no window.
    #[track_caller]
    pub fn ask_to_close(&self, pid: u32) -> Result {
        let (protocols, delete) = (self.atom("WM_PROTOCOLS")?, self.atom("WM_DELETE_WINDOW")?);
        let windows = self.windows_of(pid)?;
        for window in &windows {
            let message = ClientMessageEvent {
                response_type: CLIENT_MESSAGE_EVENT,
                format: 32,
                sequence: 0,
                window: *window,
                type_: protocols,
                data: [delete, x11rb::CURRENT_TIME, 0, 0, 0].into(),
            };
            self.connection.send_event(false, *window, EventMask::NO_EVENT, message)?;
        }
        // Waits until the server has read it all: what a connection leaves unread when it closes is thrown away.
        self.connection.sync()?;
        if windows.is_empty() { Err(Fault::new("the program has no window to close")) } else { Ok(()) }
    }

    fn mouse(&self, event: u8, button: u8, x: i16, y: i16) -> Result {
        self.connection.xtest_fake_input(event, button, x11rb::CURRENT_TIME, self.root, x, y, 0)?;
        self.connection.flush()?;
        Ok(())
    }

    fn windows_of(&self, pid: u32) -> Result<Vec<Window>> {
        let owner = self.atom("_NET_WM_PID")?;
        let all = self.connection.query_tree(self.root)?.reply()?.children;
        Ok(all
            .into_iter()
            .filter(|window| self.is_shown(*window) && self.owner(*window, owner) == Some(pid))
            .collect())
    }

    fn is_shown(&self, window: Window) -> bool {
        let asked = self.connection.get_window_attributes(window);
        asked
            .ok()
            .and_then(|asked| asked.reply().ok())
            .is_some_and(|found| found.map_state == MapState::VIEWABLE)
    }

    fn owner(&self, window: Window, property: u32) -> Option<u32> {
        let asked = self.connection.get_property(false, window, property, AtomEnum::CARDINAL, 0, 1);
        asked.ok()?.reply().ok()?.value32()?.next()
    }

    fn atom(&self, name: &str) -> Result<u32> {
        Ok(self.connection.intern_atom(false, name.as_bytes())?.reply()?.atom)
    }
}

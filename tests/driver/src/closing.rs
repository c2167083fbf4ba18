//! Closing a window the way a window manager does when a user presses the cross: by asking the program.

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, CLIENT_MESSAGE_EVENT, ClientMessageEvent, ConnectionExt, EventMask, MapState, Window,
};
use x11rb::rust_connection::RustConnection;

use crate::fault::{Fault, Outcome};

/// Asks the visible windows of process `pid` on `display` (such as `:7`) to close.
///
/// # Errors
/// When the process has no such window.
pub(crate) fn ask_to_close(display: &str, pid: u32) -> Outcome {
    let (connection, screen) = x11rb::connect(Some(display))?;
    let root = connection
        .setup()
        .roots
        .get(screen)
        .ok_or_else(|| Fault::new("the X server has no screen"))?
        .root;
    let atom = |name: &str| -> Outcome<u32> {
        Ok(connection
            .intern_atom(false, name.as_bytes())?
            .reply()?
            .atom)
    };
    let (owner, protocols, delete) = (
        atom("_NET_WM_PID")?,
        atom("WM_PROTOCOLS")?,
        atom("WM_DELETE_WINDOW")?,
    );
    let mut asked = 0;
    for window in connection.query_tree(root)?.reply()?.children {
        if is_shown(&connection, window) && belongs_to(&connection, window, owner, pid) {
            let data = [delete, x11rb::CURRENT_TIME, 0, 0, 0];
            let message = ClientMessageEvent {
                response_type: CLIENT_MESSAGE_EVENT,
                format: 32,
                sequence: 0,
                window,
                type_: protocols,
                data: data.into(),
            };
            connection.send_event(false, window, EventMask::NO_EVENT, message)?;
            asked += 1;
        }
    }
    connection.flush()?;
    if asked > 0 {
        Ok(())
    } else {
        Err(Fault::new("the program has no window to close"))
    }
}

fn is_shown(connection: &RustConnection, window: Window) -> bool {
    connection
        .get_window_attributes(window)
        .ok()
        .and_then(|asked| asked.reply().ok())
        .is_some_and(|attributes| attributes.map_state == MapState::VIEWABLE)
}

fn belongs_to(connection: &RustConnection, window: Window, owner: u32, pid: u32) -> bool {
    connection
        .get_property(false, window, owner, AtomEnum::CARDINAL, 0, 1)
        .ok()
        .and_then(|asked| asked.reply().ok())
        .and_then(|property| property.value32()?.next())
        == Some(pid)
}

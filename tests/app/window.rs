//! The window itself: opening, keyboard, accessibility, clipboard, and the keychains it may meet.

mod accessibility;
mod accessibility_connected;
mod accessibility_hours;
mod accessibility_wrong;
mod clipboard;
mod judge;
mod keyboard;
mod keychain;
mod opening;
mod updates;
mod waiting;

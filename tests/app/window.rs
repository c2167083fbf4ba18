//! The window itself: opening, keyboard, accessibility, clipboard, and the keychains it may meet.

mod accessibility;
mod clipboard;
mod keyboard;
mod keychain;
mod opening;
mod waiting;

//! The client of Loket's REST API: sign-in, sending, and reading lists over pages.
//!
//! It decides nothing about what is read. It keeps Loket's rules (one resource version per call, at most four calls
//! at a time, no repeat of what must not be repeated) and turns everything that can go wrong into a [`Fault`].

pub mod answer;
pub mod clock;
pub mod environment;
pub mod fault;
mod fault_code;
pub mod limits;
pub mod message;
pub mod operation;
pub mod pages;
pub mod read;
pub mod request;
pub mod send;
pub mod session;
pub mod sign_in;
pub mod token;
pub mod transport;
mod user;
pub mod watch;
pub mod write;

mod body;

pub use answer::{Answer, Detail, List, ResourceVersion};
pub use clock::{Chance, SystemChance, SystemTime, Time};
pub use environment::{AddressFault, Addresses};
pub use fault::Fault;
pub use limits::Limits;
pub use message::{Message, MessageKind};
pub use operation::{Kind, Method, Operation};
pub use pages::{Progress, Resume, Whole};
pub use request::Request;
pub use send::{Client, Status};
pub use session::{Session, StoreFault, TokenStore};
pub use sign_in::{Code, RedirectMode, SignIn, SignInFault};
pub use token::{Registration, Tokens};
pub use transport::Transport;
pub use user::SignedInUser;
pub use watch::{ClientEnvironment, Notice, Silent, Watch, Why};

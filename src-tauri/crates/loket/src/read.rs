//! Reading an employer, its office and the list of employers into [`domain::reading`].
//!
//! Only fields that a check or a screen needs have a place to go to: no wages, no BSN, no birthday. What Loket sends
//! beside them is skipped while parsing. A field is required when Loket's specification never lets it be null and a
//! check rests on it; everything else may be missing.

mod applications;
mod aspect;
mod codes;
mod components;
mod employers;
mod employments;
mod filters;
mod model;
mod modules;
mod office;
mod parts;
mod periods;
mod permissions;
mod reader;
mod users;
mod visit;

pub use aspect::{Aspect, Milestone};
pub use employers::Changes;
pub use model::{Model, Needs};
pub use office::OfficeWide;
pub use permissions::{May, Permission};
pub use reader::Reader;
pub use users::LoginMethod;

pub(crate) use parts::Guid;
pub(crate) use reader::asked;

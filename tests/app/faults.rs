//! Faults that are made for the whole program, each with what it says and keeps.

pub mod alone;
mod corpus;
mod corpus_book;
mod disk;
pub mod disturb;
mod files;
pub mod garbage;
mod handbook;
mod hours;
mod import;
pub mod keychain;
mod kill;
mod place;
mod rescue;
mod storage;
pub mod typing;

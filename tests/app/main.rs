//! Whole-app tests: the real program in a real web view, with a real keychain, one file a subject.
#![cfg(target_os = "linux")]

mod accessibility;
mod alone;
mod changing;
mod clipboard;
mod connected;
mod connected_alone;
mod connected_answers;
mod connected_app;
mod connected_environment;
mod connected_journey;
mod connected_journey_offline;
mod connected_journey_products;
mod connected_keychain;
mod connected_network;
mod connected_oauth;
mod connected_sandbox_admin;
mod connected_secrets;
mod connected_session;
mod connected_sign_in;
mod corpus_book;
mod disturb;
mod faults_corpus;
mod faults_disk;
mod faults_files;
mod faults_garbage;
mod faults_handbook;
mod faults_import;
mod faults_keychain;
mod faults_kill;
mod faults_place;
mod faults_storage;
mod faults_typing;
mod journey;
mod journey_loket;
mod journey_office;
mod journey_report;
mod journey_values;
mod journey_walkthrough;
mod keyboard;
mod keychain;
mod waiting;
mod window;

use driver::Options;

/// The program these tests were built with.
fn program() -> Options {
    Options::new(env!("CARGO_BIN_EXE_koppelwijzer"))
}

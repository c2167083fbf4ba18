//! The TOML itself: what the app brings is TOML 1.0, which every editor knows.

use handbooks::built_in;

#[test]
fn every_built_in_file_is_toml_1_0() {
    for file in built_in() {
        let read = file.text.parse::<toml_1_0::Table>();
        assert!(read.is_ok(), "{}: {}", file.file, read.unwrap_err());
    }
    // The reader that the test asks is stricter than that of the app.
    assert!("a = {\n  b = 1,\n}\n".parse::<toml_1_0::Table>().is_err());
}

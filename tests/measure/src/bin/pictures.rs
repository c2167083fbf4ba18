//! Takes a picture of every screen: light and dark, wide and narrow.

#[cfg(target_os = "linux")]
fn main() -> driver::Result {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "pictures".into());
    measure::pictures::take(&measure::Programs::built()?, std::path::Path::new(&folder))
}

#[cfg(not(target_os = "linux"))]
fn main() {
    eprintln!("Taking pictures needs Linux: it starts a desktop without a screen.");
}

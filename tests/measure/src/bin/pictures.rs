//! Takes a picture of every screen: light and dark, wide and narrow. `pictures hours FOLDER`: of the page of the hours alone;
//! `pictures screens FOLDER`: of an office with dossiers in every state alone.
//! `pictures employees FOLDER`: of employees that become a file.

#[cfg(target_os = "linux")]
fn main() -> driver::Result {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [measure::pictures::FILL, folder, language] => measure::pictures::fill(folder.as_ref(), language),
        ["hours", folder] => measure::pictures::take_hours(&measure::Programs::built()?, folder.as_ref()),
        ["screens", folder] => measure::pictures::take_screens(&measure::Programs::built()?, folder.as_ref()),
        ["employees", folder] => {
            measure::pictures::take_employees(&measure::Programs::built()?, folder.as_ref())
        }
        [folder] => measure::pictures::take(&measure::Programs::built()?, folder.as_ref()),
        _ => measure::pictures::take(&measure::Programs::built()?, "pictures".as_ref()),
    }
}

#[cfg(not(target_os = "linux"))]
fn main() {
    eprintln!("Taking pictures needs Linux: it starts a desktop without a screen.");
}

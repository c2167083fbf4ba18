//! What is said of a start that fails: what happened, what is safe, and what to do next, Dutch first.

use std::path::Path;

use jiff::tz::TimeZone;
use office::host::OpenIn;
use office::{OpenFault, OpenedBy};

/// Where Microsoft offers what shows the pages.
pub const WEB_VIEW: &str = "https://developer.microsoft.com/microsoft-edge/webview2";

/// Says that the window could not be made.
pub fn no_window(cause: &str) -> String {
    format!(
        "Het venster kon niet worden gemaakt. Je gegevens zijn niet veranderd. Kijk of er ruimte op de schijf is en of \
         je mag schrijven in de map van dit programma, en start opnieuw.\n\nThe window could not be made. Your data was \
         not changed. See whether there is room on the disk and whether you may write in this program's folder, and \
         start again.\n\n{cause}"
    )
}

/// Says that Windows lacks what shows the pages, and how it comes there, also without internet.
pub fn no_web_view() -> String {
    format!(
        "Op deze computer ontbreekt Microsoft Edge WebView2, waarmee Koppelwijzer zijn pagina's toont. Je gegevens zijn niet \
         geopend en niet veranderd. Installeer de WebView2 Runtime (Evergreen) van Microsoft:\n{WEB_VIEW}\nGeen internet \
         op deze computer? Kies daar de zelfstandige installatie (Standalone Installer x64), haal die op een andere \
         computer op, of vraag je beheerder. Start daarna opnieuw.\n\nMicrosoft Edge WebView2, with which Koppelwijzer \
         shows its pages, is missing on this computer. Your data was not opened and not changed. Install the WebView2 \
         Runtime (Evergreen) from Microsoft, as above. No internet on this computer? Choose the Standalone Installer \
         (x64) there, fetch it on another computer, or ask your administrator. Then start again."
    )
}

/// Where and since when the records are open, and what to do there.
pub fn already_open(by: Option<&(OpenIn, OpenedBy)>) -> String {
    let Some((place, by)) = by else {
        return "Koppelwijzer is al open met deze gegevens: in een ander venster, in een andere sessie (extern bureaublad) of op \
                een andere computer. Er is niets veranderd. Ga daarheen, of sluit het daar.\n\nKoppelwijzer is already \
                open on this data: in another window, in another session (remote desktop) or on another computer. Nothing \
                was changed. Go there, or close it there."
            .to_owned();
    };
    let since = by.since.to_zoned(TimeZone::system()).strftime("%d-%m-%Y %H:%M");
    let computer = by.computer.as_deref().unwrap_or_default();
    let session = by.session.as_deref().unwrap_or_default();
    let (nl, en) = match place {
        OpenIn::ThisSession => (
            "Ga naar het venster dat er al is.".to_owned(),
            "Go to the window that is there.".to_owned(),
        ),
        OpenIn::OtherSession => (
            format!("Dat is in een andere sessie op deze computer ({session}), bijvoorbeeld een extern bureaublad. Ga \
                     daarheen, of sluit Koppelwijzer daar."),
            "That is in another session on this computer, as named above, such as a remote desktop. Go there, or close \
             Koppelwijzer there."
                .to_owned(),
        ),
        OpenIn::OtherComputer => (
            format!("Dat is op een andere computer: {computer}. Sluit Koppelwijzer daar."),
            format!("That is on another computer: {computer}. Close Koppelwijzer there."),
        ),
        OpenIn::Unknown => (
            "Dat kan in een ander venster zijn, in een andere sessie (extern bureaublad) of op een andere computer. Ga \
             daarheen, of sluit het daar."
                .to_owned(),
            "That may be in another window, in another session (remote desktop) or on another computer. Go there, or close \
             it there."
                .to_owned(),
        ),
    };
    format!(
        "Koppelwijzer is al open met deze gegevens, sinds {since}. Er is niets veranderd. {nl}\n\nKoppelwijzer is already \
         open on this data, since {since}. Nothing was changed. {en}"
    )
}

/// What happened, what is safe, and what to do next.
pub fn words(fault: &OpenFault, folder: &Path) -> String {
    let folder = folder.display();
    match fault {
        OpenFault::Busy => format!(
            "Een ander programma houdt je gegevens vast, vaak een virusscanner of een programma dat back-ups maakt of \
             mappen synchroniseert. Er is niets veranderd. Wacht even en probeer het opnieuw. Blijft dit, laat dat \
             programma deze map dan overslaan.\n\nAnother program holds your data, often a virus scanner or a program \
             that makes backups or synchronises folders. Nothing was changed. Wait a moment and try again. If this stays, \
             have that program pass over this folder.\n\n{folder}"
        ),
        OpenFault::NewerSchema { .. } => format!(
            "Deze gegevens zijn gemaakt met een nieuwere Koppelwijzer. Ze zijn niet veranderd. Installeer de nieuwste \
             versie.\n\nThis data was made by a newer Koppelwijzer. It was not changed. Install the newest version.\n\n{folder}"
        ),
        OpenFault::ForeignFile(_) => format!(
            "In de gegevensmap staat een bestand van een ander programma. Het is niet veranderd. Haal het weg en start \
             opnieuw.\n\nA file of another program stands in the data folder. It was not changed. Move it away and start \
             again.\n\n{folder}"
        ),
        OpenFault::OtherEnvironment { found } => format!(
            "In de gegevensmap staan gegevens van een andere omgeving ({found}). Ze zijn niet veranderd. Zet de map terug \
             waar hij stond en start opnieuw.\n\nThe data folder holds data of another environment ({found}). It was not \
             changed. Put the folder back where it was and start again.\n\n{folder}"
        ),
        other => format!(
            "De gegevens konden niet worden geopend. Er is niets veranderd. Kijk of de map bestaat en of je er mag \
             schrijven.\n\nThe data could not be opened. Nothing was changed. See whether the folder exists and may be \
             written to.\n\n{folder}\n{other}"
        ),
    }
}

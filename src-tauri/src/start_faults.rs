//! The words for a start that fails: there is no page yet to say them.

use std::path::Path;

use office::OpenFault;

/// What happened, what is safe, and what to do next; Dutch first, since no language was chosen yet.
pub fn words(fault: &OpenFault, folder: &Path) -> String {
    let folder = folder.display();
    match fault {
        OpenFault::AlreadyOpen => {
            "Koppelwijzer is al open met deze gegevens. Ga naar het venster dat er al is.\n\n\
            Koppelwijzer is already open on this data. Go to the window that is there."
                .to_owned()
        }
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

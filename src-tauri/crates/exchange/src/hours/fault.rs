//! Why a file was not read, and what to do about it.

/// What a file looks like that is no hours file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LooksLike {
    Pdf,
    Image,
    Zip,
    /// Another archive: 7z, rar, gzip.
    Archive,
    /// A text document.
    Document,
    /// A saved e-mail.
    Mail,
    /// XML of another program, or an XML spreadsheet of 2003.
    Xml,
    /// A web archive (mht).
    WebArchive,
    /// A workbook from before 1995.
    OldWorkbook,
    /// A database or another file of Office.
    OtherOffice,
    /// Nothing that is known.
    Unknown,
}

/// Why a file was not read. The file itself is never changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReadFault {
    #[error("the file is empty")]
    Empty,
    #[error("the file is larger than is read")]
    TooLarge,
    #[error("the file is {0:?} and no table")]
    LooksLike(LooksLike),
    #[error("the workbook is protected with a password")]
    Password,
    #[error("the file is damaged")]
    Damaged,
    #[error("unpacked, the file is larger than is read")]
    UnpacksTooLarge,
    #[error("the file defines entities")]
    Entities,
    #[error("the file has more cells than are read")]
    TooManyCells,
    #[error("the text holds a NUL character in row {row}")]
    Nul { row: u32 },
    #[error("a quote is not closed in row {row}")]
    OpenQuote { row: u32 },
    #[error("the web page holds no table")]
    NoTable,
}

impl ReadFault {
    /// What happened and what to do next, in Dutch.
    pub fn words(self) -> String {
        let save = "Open het bestand in Excel, bewaar het als .xlsx en kies het opnieuw.";
        match self {
            Self::Empty => "Het bestand is leeg. Maak de export opnieuw.".to_owned(),
            Self::TooLarge => {
                "Het bestand is groter dan 200 MB. Exporteer één periode of één administratie tegelijk.".to_owned()
            }
            Self::LooksLike(kind) => looks_like(kind, save),
            Self::Password => {
                "De werkmap is beveiligd met een wachtwoord. Open het bestand in Excel, haal het wachtwoord eraf (Bestand, Info, \
                 Werkmap beveiligen), bewaar het en kies het opnieuw."
                    .to_owned()
            }
            Self::Damaged => {
                format!("Het bestand is beschadigd of niet volledig. Maak de export opnieuw. Helpt dat niet: {save}")
            }
            Self::UnpacksTooLarge => {
                format!("Uitgepakt is dit bestand veel groter dan een urenbestand. Er is niets van gelezen. {save}")
            }
            Self::Entities => {
                format!("In dit bestand staan verwijzingen (entities) die een werkmap nooit nodig heeft. Er is niets van gelezen. {save}")
            }
            Self::TooManyCells => {
                "Het bestand heeft meer dan 30 miljoen cellen. Verwijder lege rijen en kolommen, of exporteer één periode tegelijk."
                    .to_owned()
            }
            Self::Nul { row } => format!(
                "In rij {row} staat een teken dat in tekst niet voorkomt (NUL). Het bestand is beschadigd of geen tekst. Maak de export opnieuw."
            ),
            Self::OpenQuote { row } => format!(
                "In rij {row} begint een veld met een aanhalingsteken dat niet wordt gesloten; daardoor zouden rijen wegvallen. Er is niets \
                 gelezen. Zet het aanhalingsteken in die rij goed, of maak de export opnieuw."
            ),
            Self::NoTable => format!("Dit is een webpagina zonder tabel. {save}"),
        }
    }
}

fn looks_like(kind: LooksLike, save: &str) -> String {
    match kind {
        LooksLike::Pdf => {
            "Dit is een PDF. Daaruit zijn uren niet betrouwbaar te lezen. Vraag de export als Excel of CSV.".to_owned()
        }
        LooksLike::Image => "Dit is een afbeelding. Vraag de export als Excel of CSV.".to_owned(),
        LooksLike::Zip => "Dit is een zipbestand. Pak het uit en kies het urenbestand dat erin zit.".to_owned(),
        LooksLike::Archive => "Dit is een ingepakt bestand. Pak het uit en kies het urenbestand dat erin zit.".to_owned(),
        LooksLike::Document => "Dit is een tekstdocument. Vraag de export als Excel of CSV.".to_owned(),
        LooksLike::Mail => "Dit is een e-mail. Bewaar de bijlage en kies die.".to_owned(),
        LooksLike::Xml => format!("Dit is XML van een ander programma. {save}"),
        LooksLike::WebArchive => format!("Dit is een bewaarde webpagina (webarchief). {save}"),
        LooksLike::OldWorkbook => format!("Dit is een werkmap van een heel oude versie van Excel. {save}"),
        LooksLike::OtherOffice => format!("Dit is een bestand van Office, maar geen werkmap. {save}"),
        LooksLike::Unknown => {
            "Dit is geen bestand waarin uren kunnen staan: geen Excel, OpenDocument, CSV of tekst. Vraag de export als Excel of CSV."
                .to_owned()
        }
    }
}

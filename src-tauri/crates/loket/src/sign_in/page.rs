//! What the browser shows when it comes back: Dutch, with English under it, and no script.

/// No source of anything but the page's own style.
pub(crate) const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Page {
    /// The code was taken.
    Done,
    /// The user refused at Loket.
    Denied,
    /// Loket's page reported another error.
    Refused,
    /// The answer is not of this sign-in.
    Rejected,
    /// Nothing here, or no longer.
    NotFound,
}

impl Page {
    fn words(self) -> [&'static str; 4] {
        match self {
            Self::Done => [
                "Je bent aangemeld",
                "Je kunt dit venster sluiten en verdergaan in Koppelwijzer.",
                "You are signed in",
                "You can close this window and go on in Koppelwijzer.",
            ],
            Self::Denied => [
                "Aanmelden is geweigerd",
                "Je kunt dit venster sluiten. In Koppelwijzer kun je het opnieuw proberen.",
                "Signing in was refused",
                "You can close this window. Try again in Koppelwijzer.",
            ],
            Self::Refused => [
                "Aanmelden is niet gelukt",
                "Je kunt dit venster sluiten. Koppelwijzer laat zien wat er misging.",
                "Signing in did not work",
                "You can close this window. Koppelwijzer shows what went wrong.",
            ],
            Self::Rejected => [
                "Dit hoort bij een andere aanmelding",
                "Er is niets gedaan. Sluit dit venster en begin opnieuw vanuit Koppelwijzer.",
                "This belongs to another sign-in",
                "Nothing was done. Close this window and start again from Koppelwijzer.",
            ],
            Self::NotFound => [
                "Hier is niets",
                "Je kunt dit venster sluiten.",
                "Nothing here",
                "You can close this window.",
            ],
        }
    }

    /// The page. Nothing of the request stands in it.
    pub(crate) fn html(self) -> String {
        let [title, text, title_en, text_en] = self.words();
        format!(
            "<!doctype html><html lang=\"nl\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><title>{title} - Koppelwijzer</title>\
             <style>:root{{color-scheme:light dark}}body{{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;\
             margin:15vh auto;padding:0 1rem}}h1{{font-size:1.6rem}}h2{{font-size:1.1rem}}</style></head>\
             <body><main><h1>{title}</h1><p>{text}</p>\
             <section lang=\"en\"><h2>{title_en}</h2><p>{text_en}</p></section></main></body></html>"
        )
    }
}

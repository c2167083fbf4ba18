//! The end of a journey: signing off, and what the report and the history say of it.

use std::fs;
use std::process::Command;

use domain::handbook::Handbook;
use domain::id::StepId;
use driver::{App, Result, button, heading};

use crate::journey::office::{Dialogs, NAME};

/// Checks the answers, of which none is missing, and signs.
pub fn sign_off(app: &App) -> Result {
    app.wait_until("the answers", || Ok(app.place()?.ends_with("/controleren")))?;
    app.wait_for_text("Alles staat erin.")?;
    app.click(button("Aftekenen"))?;
    app.wait_for(heading("Dit dossier is afgerond"))
}

/// What was saved of a finished dossier, as text.
pub struct Reports {
    html: String,
    pdf: String,
    csv: String,
}

impl Reports {
    /// Saves the report in both forms and the history.
    pub fn saved(app: &App, files: &Dialogs) -> Result<Self> {
        app.click(button("Verslag als webpagina (HTML)"))?;
        let html = fs::read_to_string(files.saved(app, ".html")?)?;
        app.click(button("Verslag als PDF"))?;
        let pdf = files.saved(app, ".pdf")?;
        let text = Command::new("pdftotext").arg("-layout").arg(&pdf).arg("-").output()?;
        let pdf = String::from_utf8_lossy(&text.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
        app.click(button("Geschiedenis (CSV)"))?;
        let csv = fs::read_to_string(files.saved(app, ".csv")?)?;
        Ok(Self { html, pdf, csv })
    }

    /// That they name the handbook, the steps that were finished, and who did it.
    pub fn expect_content(&self, handbook: &Handbook, finished: &[StepId]) {
        let steps = finished.iter().filter_map(|id| handbook.step(id)).map(|step| step.title.nl.as_str());
        for words in steps.chain([NAME]) {
            self.say(words);
            assert!(self.csv.contains(words), "the history says {words:?}");
        }
        self.say(&handbook.title.nl);
    }

    /// That they say when an operation of Loket was asked, and that the office's own person signed.
    #[track_caller]
    pub fn rest_on(&self, operations: &[&str]) {
        for operation in operations {
            let asked = format!("{operation}, ");
            // Other operations of the same reading may stand between it and the moment.
            let others = |c: char| c.is_ascii_alphabetic() || c == ',' || c == ' ';
            for text in [&self.html, &self.pdf] {
                let mut after = text.split(&asked).skip(1).map(|rest| rest.trim_start_matches(others));
                let is_dated = after.any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
                assert!(is_dated, "the report says when {operation} was asked");
            }
        }
        let signed = format!("Afgetekend door {NAME}");
        assert!(self.pdf.contains(&signed), "the PDF says who signed:\n{}", self.pdf);
    }

    /// That both forms of the report say this.
    #[track_caller]
    pub fn say(&self, words: &str) {
        let plain = self.html.replace("&#39;", "'").replace("&amp;", "&");
        assert!(plain.contains(words), "the report says {words:?}:\n{plain}");
        assert!(self.pdf.contains(words), "the PDF says {words:?}:\n{}", self.pdf);
    }
}

//! The page judged by axe-core, the rules engine that the screens' own tests use too.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::json;

use crate::app::App;
use crate::fault::{Fault, Result};

/// Where npm puts it.
const AXE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/node_modules/axe-core/axe.min.js");

/// The rules of WCAG 2.0, 2.1 and 2.2 at levels A and AA.
const RULES: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

const RUN: &str = "const [rules, done] = arguments;
    axe.run(document, { runOnly: rules, resultTypes: ['violations'] }).then(
        (result) => done(result.violations.map((found) => ({
            rule: found.id, help: found.help,
            places: found.nodes.map((node) => node.target.join(' ') + ': ' + (node.failureSummary || '').split('\\n').slice(1).join('; ')),
        }))),
        (error) => done([{ rule: 'axe itself', help: String(error), places: [] }]),
    )";

/// One rule that the page breaks.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Violation {
    /// The rule's id, such as `color-contrast`.
    pub rule: String,
    /// What it asks.
    pub help: String,
    /// Where it is broken: a selector and what is wrong there.
    pub places: Vec<String>,
}

impl App {
    /// What axe-core finds wrong with the page as it stands.
    ///
    /// # Errors
    /// When axe-core is not installed (`npm ci` in `ui/`), or the window is gone.
    #[track_caller]
    pub fn axe(&self) -> Result<Vec<Violation>> {
        let source = fs::read_to_string(Path::new(AXE))
            .map_err(|error| Fault::new(format!("axe-core is not installed, run npm ci in ui: {error}")))?;
        self.evaluate(&source, Vec::new())?;
        let found = self.evaluate_later(RUN, vec![json!(RULES)])?;
        Ok(serde_json::from_value(found)?)
    }

    /// Fails when axe-core finds anything.
    ///
    /// # Errors
    /// With every broken rule and its places.
    #[track_caller]
    pub fn expect_accessible(&self) -> Result {
        let found = self.axe()?;
        if found.is_empty() { Ok(()) } else { Err(Fault::new(format!("axe-core: {found:#?}"))) }
    }
}

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

/// The bar at the bottom of a page stands still on top of it: what lies under it is scrolled to. It takes its own place
/// while the page is judged.
const RUN: &str = "const [rules, done] = arguments;
    const still = new CSSStyleSheet();
    still.insertRule('main .actions { position: static !important }');
    const sheets = document.adoptedStyleSheets;
    document.adoptedStyleSheets = [...sheets, still];
    axe.run(document, { runOnly: rules, resultTypes: ['violations'] }).then(
        (result) => done(result.violations.map((found) => ({
            rule: found.id, help: found.help,
            places: found.nodes.map((node) => node.target.join(' ') + ': ' + (node.failureSummary || '').split('\\n').slice(1).join('; ')),
        }))),
        (error) => done([{ rule: 'axe itself', help: String(error), places: [] }]),
    ).finally(() => { document.adoptedStyleSheets = sheets })";

const SPACING: &str = include_str!("spacing.js");

/// Applies what the page says for forced colours, since the engine has no such colours of its own, and gives how many
/// rules that were.
const FORCED_COLOURS: &str = "
    const rules = [];
    const find = (list) => { for (const rule of list) {
        if (rule.media && rule.media.mediaText.includes('forced-colors')) rules.push(...[...rule.cssRules].map((one) => one.cssText));
        else if (rule.cssRules && !rule.selectorText) find(rule.cssRules);
    } };
    for (const sheet of document.styleSheets) find(sheet.cssRules);
    const forced = new CSSStyleSheet();
    for (const rule of [...rules,
        '* { color: CanvasText !important; background-color: Canvas !important; border-color: CanvasText !important; box-shadow: none !important }',
    ]) forced.insertRule(rule);
    document.adoptedStyleSheets = [forced];
    return rules.length;";

const MOVING: &str = "
    const seconds = (text) => Math.max(...text.split(',').map((one) => parseFloat(one) || 0));
    return [...document.querySelectorAll('*')].filter((element) => {
        const style = getComputedStyle(element);
        return seconds(style.transitionDuration) > 0 || (style.animationName !== 'none' && seconds(style.animationDuration) > 0);
    }).map((element) => element.tagName + '.' + element.className)";

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

    /// What gets lost when a reader sets more room between letters, words, lines and paragraphs (WCAG 1.4.12): each text
    /// that is cut off then, and whether the page has to be moved sideways.
    ///
    /// # Errors
    /// When the window is gone.
    #[track_caller]
    pub fn lost_by_spacing(&self) -> Result<Vec<String>> {
        Ok(serde_json::from_value(self.evaluate(SPACING, Vec::new())?)?)
    }

    /// From here on, until the page loads anew, the page looks as with the reader's own colours. Gives how many rules it
    /// has for that.
    ///
    /// # Errors
    /// When the window is gone.
    #[track_caller]
    pub fn force_colours(&self) -> Result<u64> {
        Ok(self.evaluate(FORCED_COLOURS, Vec::new())?.as_u64().unwrap_or_default())
    }

    /// What moves on the page, or will when it changes.
    ///
    /// # Errors
    /// When the window is gone.
    #[track_caller]
    pub fn moving(&self) -> Result<Vec<String>> {
        Ok(serde_json::from_value(self.evaluate(MOVING, Vec::new())?)?)
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

//! The report as a web page, read by another parser.

// Outside test functions too, a test may stop at what it did not expect.
#![allow(clippy::unwrap_used, clippy::panic)]

mod sample;
#[path = "sample/texts.rs"]
mod texts;

use domain::{Environment, Language};
use exchange::report::html;
use proptest::prelude::*;
use scraper::{Html, Selector};
use texts::{everywhere, texts};

fn select(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).map(|element| element.text().collect()).collect()
}

#[test]
fn the_page_is_whole_and_in_order() {
    let report = sample::report();
    let text = html(&report, Language::Nl);
    let page = Html::parse_document(&text);
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    assert!(text.starts_with("<!doctype html>\n<html lang=\"nl-NL\">"));
    assert_eq!(select(&page, "title"), ["Verslag - Aanmelden bij a.s.r. - Bakkerij Voorbeeld B.V."]);
    assert_eq!(select(&page, "h1"), ["Aanmelden bij a.s.r."]);
    assert_eq!(select(&page, "main").len(), 1);
    assert_eq!(select(&page, "body > a[href='#main']"), ["Ga naar de inhoud"]);
    let selector = Selector::parse("h1, h2, h3, h4, h5, h6").unwrap();
    let levels: Vec<usize> =
        page.select(&selector).map(|heading| heading.value().name()[1..].parse().unwrap()).collect();
    assert_eq!(levels[0], 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    assert_eq!(levels.iter().filter(|level| **level == 3).count(), report.steps.len());
    let body = select(&page, "body").concat();
    for text in texts(&report) {
        assert!(body.contains(&text), "not in the page: {text}");
    }
}

#[test]
fn what_a_second_pair_of_eyes_proves_is_said_where_it_stands() {
    let mut report = sample::report();
    let body = |report: &_, language| select(&Html::parse_document(&html(report, language)), "td").concat();
    assert!(!body(&report, Language::Nl).contains("initialen"), "nobody looked yet");
    report.countersign.clone_from(&report.sign_off);
    assert!(
        body(&report, Language::Nl)
            .contains("Met andere initialen dan de eerste. De app stelt niet vast wie dat was.")
    );
    assert!(
        body(&report, Language::En).contains(
            "With other initials than those of the first. The app does not establish who that was."
        )
    );
}

#[test]
fn the_report_names_a_second_person_only_where_one_is_asked_or_looked() {
    let mut report = sample::report();
    let heads = |report: &_| select(&Html::parse_document(&html(report, Language::Nl)), "th");
    let named = |report: &_| heads(report).iter().any(|head| head == "Gecontroleerd door");
    assert!(named(&report), "an office that asks one");
    report.second_person = false;
    assert!(!named(&report), "an office that asks none");
    report.countersign.clone_from(&report.sign_off);
    assert!(named(&report), "somebody looked all the same");
}

#[test]
fn every_table_has_a_caption_and_heads_with_a_scope() {
    let page = Html::parse_document(&html(&sample::report(), Language::En));
    let tables = select(&page, "table").len();
    assert!(tables > 8);
    assert_eq!(select(&page, "table > caption").len(), tables);
    assert_eq!(select(&page, "th").len(), select(&page, "th[scope]").len());
    let rows = select(&page, "tbody > tr").len();
    assert_eq!(select(&page, "tbody > tr > th[scope=row]:first-child").len(), rows);
    assert_eq!(select(&page, "thead th[scope=col]").len(), 8);
}

/// Fault 74.
#[test]
fn a_report_of_the_sandbox_begins_with_a_banner_that_says_so() {
    let mut report = sample::report();
    assert!(!html(&report, Language::Nl).contains("OEFENEN"));
    report.environment = Environment::Sandbox;
    let page = Html::parse_document(&html(&report, Language::Nl));
    assert_eq!(select(&page, "main > section:first-child h2"), ["OEFENEN"]);
    assert!(select(&page, "main > section:first-child li")[0].contains("niets hiervan staat in Loket"));
    assert!(select(&page, "title")[0].starts_with("OEFENEN "));
    report.environment = Environment::Acceptance;
    let page = Html::parse_document(&html(&report, Language::En));
    assert_eq!(select(&page, "main > section:first-child h2"), ["ACCEPTANCE"]);
}

/// Fault 76.
#[test]
fn the_report_says_what_it_proves_and_what_came_from_a_file() {
    let mut report = sample::report();
    let text = html(&report, Language::Nl);
    assert!(text.contains("<p>31 van 31</p>") && !text.contains("dossierbestand"), "{text}");
    assert!(text.contains("zonder die sleutel kan niemand ze ongemerkt wijzigen"));
    assert!(text.contains("De keten alleen toont vergissingen en schade"));
    assert!(!text.contains("De app stelt niet vast wie dat was"));
    report.chain.imported = 12;
    report.countersign = report.sign_off.clone();
    let text = html(&report, Language::Nl);
    assert!(text.contains("<p>19 van 31</p>"), "{text}");
    assert!(text.contains("Gebeurtenissen 1 tot en met 12 komen uit een dossierbestand."));
    assert!(text.contains("De app stelt niet vast wie dat was"));
    let text = html(&report, Language::En);
    assert!(text.contains("<p>19 of 31</p>") && text.contains("Events 1 to 12 came from a dossier file."));
}

/// What may stand in the page at all: these elements, and these attributes.
const ELEMENTS: &[&str] = &[
    "html", "head", "meta", "title", "style", "body", "a", "header", "main", "p", "h1", "h2", "h3", "h4",
    "section", "ul", "li", "br", "span", "strong", "table", "caption", "thead", "tbody", "tr", "th", "td",
    "svg", "circle", "path",
];
const ATTRIBUTES: &[&str] = &[
    "lang",
    "charset",
    "http-equiv",
    "content",
    "name",
    "class",
    "href",
    "rel",
    "id",
    "scope",
    "aria-hidden",
    "width",
    "height",
    "viewBox",
    "cx",
    "cy",
    "r",
    "d",
    "fill",
    "stroke",
    "stroke-width",
    "stroke-linejoin",
    "stroke-dasharray",
];

fn only_ours(text: &str) {
    let page = Html::parse_document(text);
    for element in page.tree.nodes().filter_map(|node| node.value().as_element()) {
        assert!(ELEMENTS.contains(&element.name()), "<{}>", element.name());
        for (name, value) in element.attrs() {
            assert!(ATTRIBUTES.contains(&name), "{name}={value}");
            if name == "href" {
                assert!(value == "#main" || value.starts_with("https://"), "{value}");
            }
        }
    }
    let policy = Selector::parse("meta[http-equiv]").unwrap();
    let policies: Vec<_> = page.select(&policy).collect();
    assert_eq!(policies.len(), 1);
    let policy = policies[0].value().attr("content").unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"));
    assert!(!policy.contains("unsafe"));
    assert_eq!(select(&page, "#main").len(), 1);
}

#[test]
fn no_text_becomes_markup() {
    only_ours(&html(&sample::report(), Language::Nl));
    let payloads: Vec<_> = include_str!("payloads.txt").lines().collect();
    assert!(payloads.len() >= 100);
    for payload in payloads {
        let text = html(&everywhere(payload), Language::Nl);
        only_ours(&text);
        let page = Html::parse_document(&text);
        assert_eq!(select(&page, "h1"), [payload], "shown as it was written");
        let answers = select(&page, "td > p").into_iter().filter(|text| text == payload);
        assert!(answers.count() > 50);
    }
}

#[test]
fn characters_that_turn_or_hide_are_shown() {
    let text = html(&everywhere("a\u{202e}b\u{200b}c\u{0}d\u{feff}e"), Language::Nl);
    let page = Html::parse_document(&text);
    assert_eq!(select(&page, "h1"), ["a\u{fffd}b\u{fffd}c\u{fffd}d\u{fffd}e"]);
}

#[test]
fn the_policy_lets_exactly_this_style_through() {
    use base64::Engine;
    use sha2::Digest;
    let text = html(&sample::report(), Language::Nl);
    let page = Html::parse_document(&text);
    let style = select(&page, "style").concat();
    let hash = base64::prelude::BASE64_STANDARD.encode(sha2::Sha256::digest(style));
    assert!(text.contains(&format!("style-src 'sha256-{hash}'")));
    assert!(!text.contains("style=\"") && !text.contains("url("));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_text_at_all_stays_text(text in "(?s).{0,60}|\\PC{0,80}") {
        only_ours(&html(&everywhere(&text), Language::En));
    }
}

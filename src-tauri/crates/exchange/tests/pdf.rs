//! The report as PDF, read back by poppler.

// Outside test functions too, a test may stop at what it did not expect.
#![allow(clippy::unwrap_used, clippy::panic)]

mod sample;
#[path = "sample/texts.rs"]
mod texts;

use std::io::Write;
use std::process::{Command, Stdio};

use domain::{Environment, Language};
use exchange::report::{AnswerLine, ReportStep, StepStatus, html, pdf};
use proptest::prelude::*;
use texts::{everywhere, texts};

/// Runs a program of poppler over a PDF and gives what it says.
fn poppler(program: &str, arguments: &[&str], bytes: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let output = Command::new(program)
        .args(arguments)
        .arg(file.path())
        .args(if program == "pdftotext" { &["-"][..] } else { &[] })
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|_| panic!("{program} reads the PDF in this test: install poppler-utils"));
    assert!(output.status.success(), "{program} cannot read the PDF");
    String::from_utf8(output.stdout).unwrap()
}

/// The words of a PDF in the order in which they are read aloud, without any space: a word that was
/// broken over lines is whole again.
fn read_aloud(bytes: &[u8]) -> String {
    let structure = poppler("pdfinfo", &["-struct-text"], bytes);
    let texts = structure.lines().filter_map(|line| {
        let line = line.trim_start();
        line.strip_prefix('"')?.strip_suffix('"')
    });
    bare(&texts.collect::<String>())
}

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The words of a PDF, with all breaks as one space.
fn words(bytes: &[u8]) -> String {
    let text = poppler("pdftotext", &["-enc", "UTF-8"], bytes);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn pages(bytes: &[u8]) -> usize {
    let info = poppler("pdfinfo", &[], bytes);
    let line = info.lines().find_map(|line| line.strip_prefix("Pages:"));
    line.unwrap().trim().parse().unwrap()
}

#[test]
#[cfg_attr(windows, ignore = "needs poppler-utils")]
fn the_pdf_says_everything() {
    let report = sample::report();
    let bytes = pdf(&report, Language::Nl).unwrap();
    let words = read_aloud(&bytes);
    for text in texts(&report) {
        assert!(words.contains(&bare(&text)), "not in the PDF: {text}");
    }
    for text in [
        "€1.234,50",
        "ZoëÇelik-Łuczak",
        "IJsbrandMüller",
        "éénloonheffingennummer",
        "ΑαβЖя½“aanhaling”–streep",
    ] {
        assert!(words.contains(text), "not in the PDF: {text}");
    }
    assert!(words.contains(&report.chain.head));
}

#[test]
#[cfg_attr(windows, ignore = "needs poppler-utils")]
fn the_pdf_is_a_tagged_document_with_numbered_pages() {
    let bytes = pdf(&sample::report(), Language::Nl).unwrap();
    let count = pages(&bytes);
    assert_eq!(count, 6);
    let text = poppler("pdftotext", &["-layout"], &bytes);
    for page in 1..=count {
        assert!(text.contains(&format!("pagina {page} van {count}")));
    }
    let info = poppler("pdfinfo", &[], &bytes);
    for line in [
        "Tagged: yes",
        "PDF version: 1.7",
        "JavaScript: no",
        "Title: Aanmelden bij a.s.r. - Bakkerij Voorbeeld B.V.",
    ] {
        let spaced = info.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(spaced.contains(line), "{line}");
    }
    let metadata = poppler("pdfinfo", &["-meta"], &bytes);
    assert!(metadata.contains("<pdfuaid:part>1<") && metadata.contains("<pdfaid:part>2<"));
    assert!(metadata.contains("nl-NL"));
    let english = pdf(&sample::report(), Language::En).unwrap();
    let (count, english) = (pages(&english), words(&english));
    assert!(english.contains(&format!("page 2 of {count}")), "{english}");
    assert!(english.contains("Not yet"));
}

#[test]
#[cfg_attr(windows, ignore = "needs poppler-utils")]
fn the_pdf_has_headings_tables_and_lists() {
    let bytes = pdf(&sample::report(), Language::Nl).unwrap();
    let structure = poppler("pdfinfo", &["-struct-text"], &bytes);
    let kind = |line: &str| {
        let first = line.split_whitespace().next().unwrap_or_default();
        first.trim_end_matches(':').to_owned()
    };
    let kinds: Vec<_> = structure.lines().map(kind).collect();
    let count = |kind: &str| kinds.iter().filter(|found| *found == kind).count();
    assert_eq!(count("H1"), 1);
    assert_eq!(count("H2"), 12, "{structure}");
    assert_eq!(count("H3"), 7);
    assert_eq!((count("H4"), count("L")), (2, 4));
    // The head of a table that goes on over a page is drawn again but not read out again.
    assert_eq!((count("Table"), count("THead")), (12, 3));
    assert_eq!((count("TR"), count("TH"), count("TD")), (64, 69, 93));
    let headings: Vec<_> = kinds.iter().filter(|kind| kind.starts_with('H')).collect();
    assert_eq!(headings[0], "H1");
}

/// Fault 74.
#[test]
#[cfg_attr(windows, ignore = "needs poppler-utils")]
fn every_page_says_that_it_was_made_while_practising() {
    let mut report = sample::report();
    let unmarked = poppler("pdftotext", &["-layout"], &pdf(&report, Language::Nl).unwrap());
    assert!(!unmarked.contains("OEFENEN"));
    for (environment, language, mark) in [
        (Environment::Sandbox, Language::Nl, "OEFENEN"),
        (Environment::Sandbox, Language::En, "PRACTICE"),
        (Environment::Acceptance, Language::Nl, "ACCEPTATIE"),
        (Environment::Acceptance, Language::En, "ACCEPTANCE"),
    ] {
        report.environment = environment;
        let text = poppler("pdftotext", &["-layout"], &pdf(&report, language).unwrap());
        let pages: Vec<_> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
        assert!(pages.len() >= 5);
        for page in pages {
            assert!(page.lines().find(|line| !line.trim().is_empty()).unwrap().ends_with(mark), "{page}");
        }
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let report = sample::report();
    assert_eq!(pdf(&report, Language::Nl), pdf(&report, Language::Nl));
    assert_eq!(html(&report, Language::Nl), html(&report, Language::Nl));
}

#[test]
#[cfg_attr(windows, ignore = "needs poppler-utils")]
fn a_heading_never_ends_a_page() {
    let mut report = sample::report();
    let titles: Vec<_> = report.steps.iter().map(|step| step.title.clone()).collect();
    for extra in 0..24 {
        // Each time a line more above, so that every heading meets the foot of a page once.
        report.warnings.push(format!("regel {extra}"));
        let bytes = pdf(&report, Language::Nl).unwrap();
        let text = poppler("pdftotext", &["-layout"], &bytes);
        for page in text.split('\u{c}') {
            let lines: Vec<_> = page.lines().filter(|line| !line.trim().is_empty()).collect();
            // The last is the foot.
            let Some(last) = lines.len().checked_sub(2).and_then(|at| lines.get(at)) else { continue };
            assert!(!titles.iter().any(|title| last.trim().ends_with(title.as_str())), "{last}");
            let headings = ["Afronding", "Werkgever", "Kantoor", "Aanmelden", "Geschiedenis", "Wanneer"];
            assert!(
                !headings.contains(&last.split_whitespace().next().unwrap_or_default())
                    || last.trim().len() > 60,
                "{last}"
            );
        }
    }
}

#[test]
#[cfg_attr(windows, ignore = "needs poppler-utils")]
fn what_the_letters_lack_is_shown_as_such_and_can_be_copied() {
    let mut report = sample::report();
    report.subject = "王さん 😀 \u{202e}omgekeerd\u{0}".into();
    report.steps[0].lines[0].answer = vec!["李 \u{e000}\u{10fffe} שלום مرحبا".into()];
    let bytes = pdf(&report, Language::Nl).unwrap();
    let words = words(&bytes);
    assert!(words.contains("omgekeerd"));
    assert!(words.contains('李') && words.contains("王さん"), "the text behind the signs is there");
}

#[test]
#[cfg_attr(windows, ignore = "needs poppler-utils")]
fn very_long_texts_go_over_pages_and_stay_whole() {
    let mut report = sample::report();
    let answer: Vec<_> = (0..300).map(|number| format!("antwoordregel {number}")).collect();
    report.steps[0].lines[0].answer = answer;
    report.steps[1].lines[0].answer = vec!["x".repeat(40_000)];
    report.steps[2].title = "Lang ".repeat(400);
    report.warnings = vec!["waarschuwing ".repeat(2_000)];
    let start = std::time::Instant::now();
    let bytes = pdf(&report, Language::Nl).unwrap();
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    let words = words(&bytes);
    assert!(words.contains("antwoordregel 0") && words.contains("antwoordregel 299"));
    assert_eq!(words.matches("waarschuwing").count(), 2_000);
    let crosses = words.split_whitespace().filter(|word| word.chars().all(|c| c == 'x'));
    assert_eq!(crosses.map(str::len).sum::<usize>(), 40_000);
}

#[test]
#[cfg_attr(windows, ignore = "needs poppler-utils")]
fn an_empty_report_is_still_a_report() {
    let mut report = sample::report();
    report.title.clear();
    report.subject.clear();
    for list in [&mut report.employer, &mut report.office] {
        list.clear();
    }
    report.warnings = vec![String::new()];
    report.steps = vec![ReportStep {
        title: String::new(),
        part: String::new(),
        status: StepStatus::Blocked,
        status_words: String::new(),
        who: String::new(),
        lines: vec![AnswerLine::default()],
        notes: vec![String::new()],
        waits: vec![],
    }];
    report.history.clear();
    report.checks.clear();
    report.sources.clear();
    report.files.clear();
    assert_eq!(pages(&pdf(&report, Language::Nl).unwrap()), 1);
    assert!(html(&report, Language::Nl).contains("<h1>"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn any_text_at_all_makes_a_pdf(text in "(?s).{0,60}|\\PC{0,80}") {
        let made = pdf(&everywhere(&text), Language::Nl);
        prop_assert!(made.is_ok(), "{:?}", made.err());
    }
}

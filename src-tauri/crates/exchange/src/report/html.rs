//! The report as a web page in one file.

use std::fmt::Write;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use super::StepStatus;
use super::content::{Content, Entry, Line, Part, Row, Table, Tone};

const STYLE: &str = include_str!("style.css");

/// The brand's sign: two ends and the line between.
const SIGN: &str = "<svg aria-hidden=\"true\" width=\"26\" height=\"10\" viewBox=\"0 0 26 10\">\
    <circle cx=\"5\" cy=\"5\" r=\"5\" fill=\"currentColor\"/>\
    <path d=\"M9 5h8\" stroke=\"currentColor\" stroke-width=\"2\"/>\
    <circle cx=\"21\" cy=\"5\" r=\"4\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/></svg>";

/// Sets the whole page.
pub(super) fn page(content: &Content) -> String {
    let mut out = String::with_capacity(64 * 1024);
    head(&mut out, content);
    body(&mut out, content);
    out
}

fn head(out: &mut String, content: &Content) {
    // Only this very style may be used, and nothing else at all may be loaded or run.
    let hash = BASE64_STANDARD.encode(Sha256::digest(STYLE));
    put(out, format_args!("<!doctype html>\n<html lang=\"{}\">\n<head>\n", content.words.tag));
    out.push_str("<meta charset=\"utf-8\">\n");
    put(
        out,
        format_args!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'\">\n"
        ),
    );
    out.push_str("<meta name=\"viewport\" content=\"width=device-width\">\n");
    out.push_str("<meta name=\"referrer\" content=\"no-referrer\">\n");
    let title = format!("{} - {} - {}", content.words.report, content.title, content.subject);
    let title = content.mark.map_or_else(|| title.clone(), |mark| format!("{mark} {title}"));
    put(out, format_args!("<title>{}</title>\n", escaped(&title)));
    put(out, format_args!("<style>{STYLE}</style>\n</head>\n"));
}

fn body(out: &mut String, content: &Content) {
    let words = content.words;
    put(out, format_args!("<body>\n<a class=\"skip\" href=\"#main\">{}</a>\n", words.skip));
    put(out, format_args!("<header>\n<p class=\"brand\">{SIGN} Koppelwijzer</p>\n"));
    put(out, format_args!("<p class=\"subject\">{}</p>\n", escaped(&content.subject)));
    put(out, format_args!("<h1>{}</h1>\n", escaped(&content.title)));
    put(out, format_args!("<p class=\"subtitle\">{}</p>\n", escaped(&content.subtitle)));
    put(out, format_args!("<p class=\"made\">{}</p>\n</header>\n", escaped(&content.made)));
    out.push_str("<main id=\"main\">\n");
    for part in &content.parts {
        self::part(out, part);
    }
    out.push_str("</main>\n");
    out.push_str("</body>\n</html>\n");
}

fn part(out: &mut String, part: &Part) {
    match part {
        Part::Heading { level, text } => {
            put(out, format_args!("<h{level}>{}</h{level}>\n", escaped(text)));
        }
        Part::Words(text) => put(out, format_args!("<p class=\"progress\">{}</p>\n", escaped(text))),
        Part::Status { status, words, who } => self::status(out, *status, words, who),
        Part::Notice { title, lines } => notice(out, title, lines),
        Part::List { title, entries } => list(out, title.as_deref(), entries),
        Part::Table(table) => self::table(out, table),
    }
}

fn status(out: &mut String, status: StepStatus, words: &str, who: &str) {
    let class = match status {
        StepStatus::Problem => "problem",
        StepStatus::Waiting => "waiting",
        StepStatus::Busy => "busy",
        _ => "calm",
    };
    put(out, format_args!("<p class=\"status\"><span class=\"{class}\">{}</span>", shape(status)));
    let word_class = if status == StepStatus::Problem { "problem" } else { "calm" };
    put(out, format_args!("<strong class=\"{word_class}\">{}</strong>", escaped(words)));
    if !who.is_empty() {
        put(out, format_args!(" <span class=\"who\">{}</span>", escaped(who)));
    }
    out.push_str("</p>\n");
}

/// The small sign beside a status; the words carry it.
fn shape(status: StepStatus) -> String {
    let line = "fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"";
    let drawn = match status {
        StepStatus::NotStarted => format!("<circle cx=\"7\" cy=\"7\" r=\"5\" {line}/>"),
        StepStatus::Busy => format!(
            "<circle cx=\"7\" cy=\"7\" r=\"5\" {line}/><path d=\"M7 2a5 5 0 0 1 0 10z\" fill=\"currentColor\"/>"
        ),
        StepStatus::Waiting => format!("<path d=\"M3 2h8L3 12h8z\" {line} stroke-linejoin=\"round\"/>"),
        StepStatus::Done => format!("<path d=\"M2.5 7.5l3 3 6-7\" {line}/>"),
        StepStatus::Blocked => {
            format!("<circle cx=\"7\" cy=\"7\" r=\"5\" {line} stroke-dasharray=\"2.6 2.6\"/>")
        }
        StepStatus::Problem => "<path d=\"M7 1.5l6 11H1z\" fill=\"currentColor\"/>".to_owned(),
        StepStatus::NotApplicable => format!("<path d=\"M3 7h8\" {line}/>"),
    };
    format!("<svg aria-hidden=\"true\" width=\"14\" height=\"14\" viewBox=\"0 0 14 14\">{drawn}</svg>")
}

fn notice(out: &mut String, title: &str, lines: &[String]) {
    put(out, format_args!("<section class=\"notice\">\n<h2>{}</h2>\n<ul>\n", escaped(title)));
    for line in lines {
        put(out, format_args!("<li>{}</li>\n", escaped(line)));
    }
    out.push_str("</ul>\n</section>\n");
}

fn list(out: &mut String, title: Option<&str>, entries: &[Entry]) {
    if let Some(title) = title {
        put(out, format_args!("<h4>{}</h4>\n", escaped(title)));
    }
    out.push_str("<ul>\n");
    for entry in entries {
        let text = escaped(&entry.text);
        match &entry.link {
            Some(link) => {
                let link = escaped(link);
                put(out, format_args!("<li><a rel=\"noreferrer\" href=\"{link}\">{text}</a>"));
            }
            None => put(out, format_args!("<li>{text}")),
        }
        if let Some(note) = &entry.note {
            put(out, format_args!("<br><span class=\"soft\">{}</span>", escaped(note)));
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n");
}

fn table(out: &mut String, table: &Table) {
    let class = if table.heads.is_empty() { "facts" } else { "grid" };
    put(out, format_args!("<table class=\"{class}\">\n<caption>{}</caption>\n", escaped(&table.caption)));
    if !table.heads.is_empty() {
        out.push_str("<thead><tr>");
        for head in &table.heads {
            put(out, format_args!("<th scope=\"col\">{}</th>", escaped(head)));
        }
        out.push_str("</tr></thead>\n");
    }
    out.push_str("<tbody>\n");
    for row in &table.rows {
        self::row(out, row);
    }
    out.push_str("</tbody>\n</table>\n");
}

fn row(out: &mut String, row: &Row) {
    put(out, format_args!("<tr><th scope=\"row\">{}</th>", escaped(&row.name)));
    for cell in &row.cells {
        out.push_str("<td>");
        for line in cell {
            self::line(out, line);
        }
        out.push_str("</td>");
    }
    out.push_str("</tr>\n");
}

fn line(out: &mut String, line: &Line) {
    let text = escaped(&line.text);
    match line.tone {
        Tone::Plain => put(out, format_args!("<p>{text}</p>")),
        Tone::Absent => put(out, format_args!("<p class=\"absent\">{text}</p>")),
        Tone::Soft => put(out, format_args!("<p class=\"soft\">{text}</p>")),
        Tone::Origin => put(out, format_args!("<p class=\"origin\">{SIGN}<span>{text}</span></p>")),
        Tone::Code => put(out, format_args!("<p class=\"code\">{text}</p>")),
        Tone::Problem => put(out, format_args!("<p class=\"problem\">{text}</p>")),
    }
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing into a text cannot fail.
    let _ = out.write_fmt(text);
}

/// Text as it may stand anywhere in the page. Characters that cannot be seen, or that turn the
/// direction of reading, are shown as a sign that something stands there.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\r' => {}
            _ if super::pdf::is_hidden(c) => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

//! The texts in a report: all of them, or one in the place of all.

use exchange::report::Report;

/// Every text that stands in a report.
pub fn texts(report: &Report) -> Vec<String> {
    let mut texts = vec![report.title.clone(), report.subject.clone()];
    for fact in report.employer.iter().chain(&report.office) {
        texts.push(fact.label.clone());
        texts.extend(fact.value.lines().map(str::to_owned));
    }
    for step in &report.steps {
        texts.extend([step.title.clone(), step.part.clone(), step.status_words.clone()]);
        texts.extend(step.notes.iter().chain(&step.waits).cloned());
        for line in &step.lines {
            texts.push(line.label.clone());
            texts.extend(line.answer.iter().cloned());
            texts.extend([&line.origin, &line.by, &line.requirement].into_iter().flatten().cloned());
        }
    }
    texts.extend(report.sources.iter().flat_map(|source| [source.title.clone(), source.url.clone()]));
    texts.extend(report.warnings.iter().cloned());
    texts.extend(report.history.iter().flat_map(|line| [line.who.clone(), line.what.clone()]));
    for check in &report.checks {
        texts.extend([check.who.clone(), check.what.clone()]);
        texts.extend(check.details.iter().chain(&check.asked).cloned());
    }
    texts.extend(report.files.iter().map(|file| file.name.clone()));
    texts
}

/// The same words everywhere.
pub fn everywhere(text: &str) -> Report {
    let mut report = crate::sample::report();
    let all = || text.to_owned();
    (report.title, report.subject, report.partner) = (all(), all(), all());
    report.warnings = vec![all()];
    for fact in report.employer.iter_mut().chain(&mut report.office) {
        (fact.label, fact.value) = (all(), all());
    }
    for source in &mut report.sources {
        (source.title, source.url, source.dated) = (all(), all(), Some(all()));
    }
    for step in &mut report.steps {
        (step.title, step.part, step.status_words, step.who) = (all(), all(), all(), all());
        (step.notes, step.waits) = (vec![all()], vec![all()]);
        for line in &mut step.lines {
            (line.label, line.answer) = (all(), vec![all()]);
            (line.origin, line.by, line.requirement) = (Some(all()), Some(all()), Some(all()));
        }
    }
    for happening in &mut report.history {
        (happening.who, happening.what) = (all(), all());
    }
    for check in &mut report.checks {
        (check.who, check.what) = (all(), all());
        (check.details, check.asked) = (vec![all()], vec![all()]);
    }
    for file in &mut report.files {
        (file.name, file.sha256) = (all(), all());
    }
    (report.chain.head, report.made.actor.name) = (all(), all());
    report
}

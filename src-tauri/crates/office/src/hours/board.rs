//! Runs on the overview and in the search.

use std::collections::{BTreeSet, HashMap};

use domain::hours::board::{HoursBoard, hours_board};
use domain::hours::run::RunSummary;
use domain::hours::view::PeriodView;
use domain::id::EmployerId;
use domain::search::{Hit, HitKind};
use domain::text::Language;

use super::HoursRuns;
use crate::refusal::Result;
use crate::settings;

/// The most runs that a search finds.
const MOST_FOUND: usize = 5;

impl HoursRuns<'_> {
    /// Runs that want something, and hours that are due.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn board(&self) -> Result<HoursBoard> {
        let (runs, names) = self.runs_and_names()?;
        let open = |run: &RunSummary| self.0.hours_files.open_findings(run.run);
        let name = |id| names.get(&id).cloned().unwrap_or_default();
        Ok(hours_board(&runs, open, name, self.0.clock.today()))
    }

    /// Runs of which the employer, the administration or the period has a word beginning with each of the words asked
    /// for, the newest period first.
    pub(crate) fn found(&self, question: &str) -> Result<Vec<Hit>> {
        let asked = words_of(question);
        if asked.is_empty() {
            return Ok(vec![]);
        }
        let language = settings::read(&*self.0.records()?)?.settings.language;
        let (mut runs, names) = self.runs_and_names()?;
        runs.sort_by_key(|run| (std::cmp::Reverse(run.period), std::cmp::Reverse(run.changed)));
        let hit = |run: RunSummary| {
            let name = names.get(&run.employer)?;
            let period = PeriodView::from(run.period).words;
            let subject = match language {
                Language::Nl => "uren naar loket",
                Language::En => "hours to loket",
            };
            let all =
                words_of(&format!("{name} {} {} {} {subject}", run.administration, period.nl, period.en));
            let is_in = |word: &String| all.iter().any(|one| one.starts_with(word.as_str()));
            asked.iter().all(is_in).then(|| Hit {
                kind: HitKind::HoursRun,
                employer: Some(run.employer),
                employer_name: name.clone(),
                dossier: None,
                step: None,
                run: Some(run.run),
                title: period.in_language(language).to_owned(),
            })
        };
        Ok(runs.into_iter().filter_map(hit).take(MOST_FOUND).collect())
    }

    fn runs_and_names(&self) -> Result<(Vec<RunSummary>, HashMap<EmployerId, String>)> {
        let records = self.0.records()?;
        let runs = self.summaries(&records, None)?;
        // Only of those that have runs: an office has far more employers.
        let employers: BTreeSet<EmployerId> = runs.iter().map(|run| run.employer).collect();
        let mut names = HashMap::new();
        for id in employers {
            names.extend(records.employer(id)?.map(|card| (id, card.company_name)));
        }
        Ok((runs, names))
    }
}

/// Its words in small letters.
fn words_of(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

//! How the connection stands, as the screens show it.

pub use domain::connection::{ConnectionState, RegistrationState, SessionState};

use crate::connection::checking::unfinished_check;
use crate::connection::link::LoketConnection;
use crate::refusal::Result;

impl LoketConnection {
    /// How the connection stands.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn state(&self) -> Result<ConnectionState> {
        let kept = self.kept_connection()?;
        let signing_in = self.attempt().as_ref().map(|attempt| attempt.signing_in.clone());
        let session = kept.session(signing_in);
        let records = self.records.get()?;
        let employers = records.employers()?;
        let seen = employers.iter().filter_map(|row| row.employer.loket.map(|loket| loket.seen));
        Ok(ConnectionState {
            environment: self.environment,
            registration: RegistrationState {
                client_id: kept.client_id,
                has_secret: kept.has_secret,
                redirects: kept.redirects,
                advised: loket::RedirectMode::ADVISED.map(str::to_owned).into(),
                prefix: kept.prefix,
            },
            session,
            session_only: self.progress_reporter.not_stored(),
            employers: u32::try_from(seen.clone().count()).unwrap_or(u32::MAX),
            employers_at: seen.max(),
            clock_difference: self.progress_reporter.clock(),
            unfinished_since: unfinished_check(&records)?,
        })
    }
}

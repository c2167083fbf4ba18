//! The office's records: one SQLite file with one way to write, search, backups and recovery.
//!
//! What holds here:
//! - [`Records::commit`] and the few other writes return only after the transaction is durable. Each either happened
//!   whole or did not happen.
//! - A dossier is its events. Everything else that is stored about it can be made again from them.
//! - Nothing is ever deleted to get going again: a damaged file is set aside, and the newest good backup put in its
//!   place. A file that is not ours, or that a newer version made, is left as it is.
//! - Times are passed in; no clock is read.
//! - While a connection is open no code here opens the database file by any other way than SQLite: closing such a
//!   handle would drop SQLite's own locks on Unix. (`identity` opens it on Windows, where no lock hangs on that.)

mod archive;
mod backup;
mod check;
mod commit;
mod connection;
mod environment;
mod fault;
mod header;
mod host;
mod identity;
mod location;
mod lock;
mod notice;
mod opening;
mod options;
mod pending_notices;
mod place;
mod read_only;
mod records;
mod recovery;
mod removal;
mod removed;
mod rescue;
mod restore;
mod retention;
mod row;
mod schema;
mod search;
mod session;
mod setting_key;
mod stop;
mod tables;

pub use archive::{Archive, BackupJob, Made};
pub use backup::{Backup, Counts, Reason, Unusable};
pub use commit::{Batch, Change, summary_message};
pub use fault::{BackupFault, OpenFault, ReadFault, WriteFault};
pub use host::{Host, OpenedBy};
pub use notice::{Notice, ReadOnlyCause};
pub use options::Options;
pub use records::{Opened, Records};
pub use removed::{Removal, RemovalScope};
pub use rescue::Rescue;
pub use restore::Restored;
pub use retention::kept;
pub use schema::Schema;
pub use search::{Hit, HitKind, NoteRow, SearchRow};
pub use session::opened_by;
pub use setting_key::SettingKey;
pub use tables::coupling_users::CouplingUser;
pub use tables::dossiers::{ChainState, SummaryRow};
pub use tables::drafts::DraftOwner;
pub use tables::employers::EmployerRow;
pub use tables::files::FileRecord;
pub use tables::handbooks::{HandbookVersion, KeptHandbook, Source};
pub use tables::hours_runs::{HoursRunCommit, HoursRunRow};
pub use tables::known::{Known, Scope};
pub use tables::readings::KeptReading;
pub use tables::stored_chain::StoredChain;

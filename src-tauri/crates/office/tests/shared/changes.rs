//! What tests do in dossiers and the files they ask for, each in a few words.

use domain::event::Waiting;
use domain::id::{DossierId, EventId};
use domain::state::{DossierState, OpenDossier};
use domain::{Answer, DossierChange};
use jiff::civil::Date;
use office::Office;
use office::Result;
use office::files::{FileOut, FileRequest};

/// A change or a file in one call.
pub trait Changes {
    fn does(&self, id: DossierId, change: DossierChange) -> Result<DossierState>;

    fn answer(&self, id: DossierId, item: &str, answer: Option<Answer>) -> Result<DossierState> {
        self.does(id, DossierChange::AnswerItem { item: item.into(), answer })
    }

    fn complete_step(&self, id: DossierId, step: &str) -> Result<DossierState> {
        self.does(id, DossierChange::CompleteStep { step: step.into() })
    }

    fn set_step_aside(&self, id: DossierId, step: &str, reason: &str) -> Result<DossierState> {
        self.does(id, DossierChange::SetStepAside { step: step.into(), reason: reason.into() })
    }

    fn start_wait(
        &self,
        id: DossierId,
        step: &str,
        item: Option<&str>,
        waiting: Waiting,
    ) -> Result<DossierState> {
        self.does(id, DossierChange::StartWait { step: step.into(), item: item.map(Into::into), waiting })
    }

    fn end_wait(&self, id: DossierId, step: &str, item: Option<&str>, on: Date) -> Result<DossierState> {
        self.does(id, DossierChange::EndWait { step: step.into(), item: item.map(Into::into), on })
    }

    fn add_note(&self, id: DossierId, step: Option<&str>, text: &str) -> Result<DossierState> {
        self.does(id, DossierChange::AddNote { step: step.map(Into::into), text: text.into() })
    }

    fn set_due(&self, id: DossierId, due: Option<Date>) -> Result<DossierState> {
        self.does(id, DossierChange::SetDue { due })
    }

    fn sign_off(&self, id: DossierId) -> Result<DossierState> {
        self.does(id, DossierChange::SignOff {})
    }

    fn countersign(&self, id: DossierId) -> Result<DossierState> {
        self.does(id, DossierChange::Countersign {})
    }

    fn reopen_dossier(&self, id: DossierId) -> Result<DossierState> {
        self.does(id, DossierChange::Reopen {})
    }

    fn undo(&self, id: DossierId, event: EventId) -> Result<DossierState> {
        self.does(id, DossierChange::Undo { event })
    }

    fn go_on(&self, id: DossierId, item: &str, reason: &str) -> Result<DossierState> {
        self.does(id, DossierChange::GoOn { item: item.into(), reason: reason.into() })
    }

    fn move_to_newest(&self, id: DossierId) -> Result<OpenDossier>;

    fn makes(&self, wanted: &FileRequest) -> Result<FileOut>;

    fn board_file(&self, rows: &[DossierId]) -> Result<FileOut> {
        self.makes(&FileRequest::Board { rows: rows.to_vec() })
    }

    fn reminders_file(&self, dossier: Option<DossierId>) -> Result<FileOut> {
        self.makes(&FileRequest::Reminders { dossier })
    }

    fn history_file(&self, dossier: DossierId) -> Result<FileOut> {
        self.makes(&FileRequest::History { dossier })
    }

    fn form_file(&self, dossier: DossierId, item: &str) -> Result<FileOut> {
        self.makes(&FileRequest::Form { dossier, item: item.into() })
    }

    fn report_pdf(&self, dossier: DossierId) -> Result<FileOut> {
        self.makes(&FileRequest::ReportPdf { dossier })
    }

    fn report_html(&self, dossier: DossierId) -> Result<FileOut> {
        self.makes(&FileRequest::ReportHtml { dossier })
    }

    fn dossier_file(&self, dossier: DossierId) -> Result<FileOut> {
        self.makes(&FileRequest::Dossier { dossier })
    }
}

impl Changes for Office {
    fn makes(&self, wanted: &FileRequest) -> Result<FileOut> {
        self.file(wanted)
    }

    fn does(&self, id: DossierId, change: DossierChange) -> Result<DossierState> {
        self.change_dossier(id, change)
    }

    fn move_to_newest(&self, id: DossierId) -> Result<OpenDossier> {
        self.does(id, DossierChange::MoveToNewest {})?;
        self.open_dossier(id)
    }
}

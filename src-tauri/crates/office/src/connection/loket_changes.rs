//! Setting things right in Loket for the user: always a preview, an explicit yes, one request at a time, read back,
//! recorded.

use std::sync::Arc;

use domain::check::{self, CouplingUser};
use domain::connection::LoketFault;
use domain::fix::{self, UserToMake, VariantChange, Wanted};
use domain::id::{DossierId, ItemId, LoketChangeId};
use domain::loket_change::{LoketChange, LoketChangeOutcome};
use domain::reading::{Part, Readings};
use domain::state::DossierState;
use domain::{DossierChange, DossierContext, Employer};
use loket::read::{ProviderReadings, Reader};
use loket::write::{NewUser, NotStarted, ProductsPlan, RightsPlan, Writer};
use secrecy::SecretString;
use serde::Serialize;
use sha2::{Digest, Sha256};
use specta::Type;

use crate::Office;
use crate::connection::change_question::LoketChangeQuestion;
use crate::connection::progress::ProgressCallback;
use crate::connection::sign_in::blocking;
use crate::refusal::{NoKeychain, Refusal, Result};

/// What would change in Loket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LoketChangePreview {
    pub change: LoketChange,
    /// The employer's name as Loket has it now; none where Loket does not show the employer itself.
    pub employer_name: Option<String>,
    /// Werkgever ID: where it is sent to.
    pub employer_id: String,
    /// The employer's name on its card.
    pub employer: String,
    /// What stays as it is beside it: rights or products that are on and remain so, by Loket's names.
    pub stays: Vec<String>,
    /// The user as it would be made.
    pub user: Option<UserToMake>,
    /// The variant that follows, when the change moves it.
    pub variant: Option<VariantChange>,
    /// Say yes with this: it holds for this preview only.
    pub token: String,
}

/// What came of a change that was begun.
#[derive(Debug, Clone, Serialize, Type)]
pub struct LoketChangeResult {
    pub outcome: LoketChangeOutcome,
    /// The dossier: checked again, or as it was before that when `refused`.
    pub state: DossierState,
    /// Why it was not recorded, or not checked again.
    pub refused: Option<Refusal>,
}

/// A change that was looked into.
enum Plan {
    User { user: Box<NewUser>, secret: ItemId },
    Rights(RightsPlan),
    Products(ProductsPlan),
}

/// A change that is ready to be carried out.
enum Planned {
    User { user: Box<NewUser>, password: SecretString },
    Rights(RightsPlan),
    Products(ProductsPlan),
}

/// A change, and the item that it is for.
struct StartedChange {
    item: ItemId,
    change: LoketChange,
    planned: Planned,
}

impl Office {
    /// What setting an item right would change in Loket. Changes nothing.
    ///
    /// # Errors
    /// [`Refusal::Loket`]; [`Refusal::BadInput`] when there is nothing the app can do about the item.
    pub async fn preview_loket_change(
        self: &Arc<Self>,
        dossier: DossierId,
        item: &ItemId,
    ) -> Result<LoketChangePreview> {
        let loaded = self.context(dossier)?;
        let reader = self.link.reader().await?;
        let plan = plan(&reader, &loaded, item).await;
        let plan = self.link.note_end(plan)?;
        self.link.note_end(self.preview(&reader, &loaded, item, &plan).await)
    }

    /// Carries out what was previewed, reads back what is so, records it, and checks the dossier again. `agrees` asks the
    /// user, outside the page, and may wait for the answer.
    ///
    /// That it is started is on disk before the first byte goes out; when that cannot be, nothing is sent. When its
    /// outcome cannot be recorded it stays open, and [`Office::read_back_open_changes`] tells it later.
    ///
    /// # Errors
    /// [`Refusal::Loket`] when it was not begun: above all [`LoketFault::PreviewChanged`]; [`Refusal::Cancelled`] when
    /// the user does not agree; why the start cannot be recorded. Nothing was sent then.
    pub async fn apply_loket_change(
        self: &Arc<Self>,
        dossier: DossierId,
        item: &ItemId,
        token: &str,
        agrees: impl FnOnce(&LoketChangeQuestion) -> bool,
        on_progress: ProgressCallback,
    ) -> Result<LoketChangeResult> {
        self.settings()?.actor()?;
        // Counted before it is planned: another environment would close the records that its outcome belongs in.
        let counted = self.link.begin_change();
        let run = self.link.begin_run(Arc::clone(&on_progress))?;
        let loaded = self.context(dossier)?;
        let reader = self.link.reader().await?;
        let plan = self.link.note_end(plan(&reader, &loaded, item).await)?;
        let preview = self.link.note_end(self.preview(&reader, &loaded, item, &plan).await)?;
        if preview.token != token {
            return Err(LoketFault::PreviewChanged.into());
        }
        let employer = preview.employer_id.clone();
        let change = preview.change.clone();
        let language = self.settings()?.language;
        if !agrees(&LoketChangeQuestion { environment: self.environment, language, preview }) {
            return Err(Refusal::Cancelled);
        }
        let planned = with_its_password(self, dossier, plan).await?;
        // A change that was begun is seen through, whatever happens to the window: its outcome has to be recorded.
        let office = Arc::clone(self);
        let item = item.to_owned();
        let seen_through = tokio::spawn(async move {
            let _under_way = office.link.begin_change();
            office.send(&reader, dossier, &employer, StartedChange { item, change, planned }).await
        });
        let (outcome, recorded) = self.link.note_end(seen_through.await.map_err(|_| Refusal::Unexpected)?)?;
        drop(counted);
        drop(run);
        // What was done is done: that it cannot be recorded or checked now does not undo it.
        let checked = match recorded {
            Ok(()) => self.check_dossier(dossier, on_progress).await,
            Err(why) => Err(why),
        };
        let (state, refused) = match checked {
            Ok(state) => (state, None),
            Err(why) => (self.open_dossier(dossier)?.state, Some(why)),
        };
        Ok(LoketChangeResult { outcome, state, refused })
    }

    /// Records that a change is started, sends it, and records its outcome. Returns the outcome, and whether it was
    /// recorded.
    async fn send(
        self: &Arc<Self>,
        reader: &Reader,
        dossier: DossierId,
        employer: &str,
        started: StartedChange,
    ) -> Result<(LoketChangeOutcome, Result<()>)> {
        let StartedChange { item, change, planned } = started;
        let id = LoketChangeId::from(self.clock.new_id());
        let _sending = self.link.begin_sending(id);
        self.recorded(dossier, DossierChange::StartLoketChange { id, item, change }).await?;
        let done = carry_out(reader, employer, planned).await;
        // What was not begun after all is closed as well.
        let not_done = LoketChangeOutcome::NotDone { messages: vec![] };
        let outcome = done.as_ref().map_or(not_done, LoketChangeOutcome::clone);
        let recorded = self.recorded(dossier, DossierChange::RecordLoketChange { closes: id, outcome }).await;
        Ok((done?, recorded))
    }

    /// Makes a change of a dossier where waiting for the disk harms nobody.
    pub(super) async fn recorded(self: &Arc<Self>, dossier: DossierId, change: DossierChange) -> Result<()> {
        let office = Arc::clone(self);
        blocking(move || office.change_dossier(dossier, change).map(drop)).await
    }

    async fn preview(
        &self,
        reader: &Reader,
        loaded: &DossierContext,
        item: &ItemId,
        plan: &Plan,
    ) -> Result<LoketChangePreview> {
        let employer_id = employer_id(loaded)?.to_owned();
        let employer_name = name_in_loket(reader, &employer_id).await?;
        let (change, stays, user) = match plan {
            Plan::User { user, .. } => {
                let shown = UserToMake {
                    initials: user.initials.clone(),
                    last_name: user.last_name.clone(),
                    email: user.email_address.clone(),
                };
                (user.change(), vec![], Some(shown))
            }
            Plan::Rights(plan) => {
                let on = plan.before().iter().filter(|right| right.enabled);
                let stays = on.filter(|right| plan.after().any(|after| after.id == right.id));
                (plan.change(), stays.map(|right| right.description.clone()).collect(), None)
            }
            Plan::Products(plan) => {
                let change = plan.change();
                let off =
                    if let LoketChange::SwitchProducts { off, .. } = &change { off.clone() } else { vec![] };
                let stays = plan.before().iter().filter(|product| !off.contains(&product.description));
                let stays = stays.map(|product| product.description.clone()).collect();
                (change, stays, None)
            }
        };
        let read = |card: &Employer| self.keys.readings(&*self.records()?, card.id);
        let readings = loaded.employer.as_ref().map(read).transpose()?;
        let variant = readings.and_then(|read| fix::variant_change(&loaded.handbook, &read, &change));
        let employer = loaded.employer.as_ref().map(|card| card.company_name.clone()).unwrap_or_default();
        let said = serde_json::to_vec(&(&change, &stays, &user, &loaded.dossier.id, item, &employer_id))
            .unwrap_or_default();
        let token = format!("{:x}", Sha256::digest(said));
        Ok(LoketChangePreview { change, employer_name, employer_id, employer, stays, user, variant, token })
    }
}

/// Takes the password from the keychain before anything is recorded or sent.
async fn with_its_password(office: &Arc<Office>, dossier: DossierId, plan: Plan) -> Result<Planned> {
    Ok(match plan {
        Plan::Rights(plan) => Planned::Rights(plan),
        Plan::Products(plan) => Planned::Products(plan),
        Plan::User { user, secret } => {
            let office = Arc::clone(office);
            let take = |text: &str| Ok(SecretString::from(text.to_owned()));
            let password = blocking(move || office.with_password(dossier, &secret, take)).await?;
            Planned::User { user, password }
        }
    })
}

async fn plan(reader: &Reader, loaded: &DossierContext, item: &ItemId) -> Result<Plan> {
    let (_, item) = loaded.handbook.item(item).ok_or(Refusal::BadInput)?;
    let wanted = Wanted::of(item, &loaded.handbook, &loaded.dossier).ok_or(Refusal::BadInput)?;
    let employer = employer_id(loaded)?;
    let writer = Writer::new(reader);
    if wanted.user {
        let (user, secret) = new_user(reader, loaded, employer).await?;
        writer.plan_user(employer, &user).await.map_err(not_started)?;
        return Ok(Plan::User { user: Box::new(user), secret });
    }
    if wanted.on.is_empty() && wanted.off.is_empty() {
        let name = username(loaded)?;
        let plan = writer.plan_rights(employer, &name, &wanted.give, &wanted.take).await;
        return Ok(Plan::Rights(plan.map_err(not_started)?));
    }
    let plan = writer.plan_products(employer, &wanted.on, &wanted.off).await;
    Ok(Plan::Products(plan.map_err(not_started)?))
}

/// The user that the handbook asks for, and the item that keeps its password.
async fn new_user(reader: &Reader, loaded: &DossierContext, employer: &str) -> Result<(NewUser, ItemId)> {
    let user_name = username(loaded)?;
    let secret = coupling(loaded)?.password.ok_or(Refusal::BadInput)?.id.clone();
    if loaded.dossier.answer(&secret).is_none() {
        return Err(Refusal::Keychain { why: NoKeychain::NotThere });
    }
    let mut methods = reader.login_methods(employer).await?;
    if methods.is_empty() {
        methods = reader.login_methods_of_office().await?;
    }
    let login_method = methods.first().map(|method| method.key).ok_or(LoketFault::Vanished)?;
    let UserToMake { initials, last_name, email } = fix::user_to_make(loaded);
    let user = NewUser {
        user_name,
        login_method,
        initials,
        prefix: None,
        last_name,
        email_address: email,
        phone_number: None,
        place_of_employment: None,
        rights: fix::asked_rights(&loaded.handbook),
    };
    Ok((user, secret))
}

/// Sends a change once, and reads back what is so.
async fn carry_out(reader: &Reader, employer: &str, planned: Planned) -> Result<LoketChangeOutcome> {
    let writer = Writer::new(reader);
    let done = match planned {
        Planned::Rights(plan) => writer.set_rights(&plan).await,
        Planned::Products(plan) => writer.switch_products(&plan).await,
        Planned::User { user, password } => writer.make_user(employer, &user, &password).await,
    };
    done.map_err(not_started)
}

/// The employer's name as Loket has it now; none where Loket does not show the employer itself.
async fn name_in_loket(reader: &Reader, employer: &str) -> Result<Option<String>> {
    let (mut fresh, silent) = (Readings::default(), |_| {});
    let office = ProviderReadings::default();
    reader.read_employer(&office, employer, &[Part::Employer], &mut fresh, &silent).await?;
    Ok(fresh.employer.content().ok().map(|read| read.company_name.clone()))
}

pub(super) fn employer_id(loaded: &DossierContext) -> Result<&str> {
    let card = loaded.employer.as_ref().ok_or(Refusal::BadInput)?;
    let not_linked = || LoketFault::NotLinked { employer: card.company_name.clone() };
    Ok(card.employer_id.as_deref().ok_or_else(not_linked)?)
}

/// Where the dossier asks for its coupling user.
fn coupling(loaded: &DossierContext) -> Result<CouplingUser<'_>> {
    check::coupling_user(&loaded.handbook, &loaded.dossier).ok_or(Refusal::BadInput)
}

fn username(loaded: &DossierContext) -> Result<String> {
    coupling(loaded)?.name(&loaded.dossier).map_err(|_| Refusal::BadInput)
}

fn not_started(why: NotStarted) -> Refusal {
    match why {
        NotStarted::Fault(fault) => fault.into(),
        NotStarted::ChangedMeanwhile => LoketFault::PreviewChanged.into(),
        NotStarted::NothingToDo | NotStarted::UserExists => LoketFault::NothingToDo.into(),
        NotStarted::NoSuchUser => LoketFault::NoEmployerUser.into(),
        NotStarted::NoSuchRight { name } | NotStarted::NoSuchProduct { name } => {
            LoketFault::NotOffered { name }.into()
        }
    }
}

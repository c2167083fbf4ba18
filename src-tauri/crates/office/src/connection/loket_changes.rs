//! Setting things right in Loket for the user: always a preview, an explicit yes, one request at a time, read back,
//! recorded.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::check::{self, CheckId, CouplingUser};
use domain::event::Action;
use domain::field::FieldType;
use domain::handbook::Handbook;
use domain::item::{Ask, Item};
use domain::loket_change::{LoketChange, LoketChangeOutcome};
use domain::reading::Readings;
use domain::right::Right;
use domain::text::Text;
use domain::variant::Products;
use domain::verdict::{Discrepancy, Outcome as Found, Verdict};
use loket::read::Reader;
use loket::write::{NewUser, NotStarted, ProductsPlan, RightsPlan, Writer};
use secrecy::SecretString;
use serde::Serialize;
use sha2::{Digest, Sha256};
use specta::Type;
use uuid::Uuid;

use crate::Office;
use crate::change::Loaded;
use crate::connection::change_question::LoketChangeQuestion;
use crate::connection::fault::LoketFault;
use crate::connection::progress::ProgressCallback;
use crate::connection::sign_in::blocking;
use crate::refusal::{NoKeychain, Refusal, Result};
use crate::state::DossierState;

/// What would change in Loket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LoketChangePreview {
    /// The change.
    pub change: LoketChange,
    /// The employer it is for.
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

/// A user as it would be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct UserToMake {
    /// Initials.
    pub initials: String,
    /// Last name.
    pub last_name: String,
    /// Address.
    pub email: String,
}

/// A variant that changes with the products.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct VariantChange {
    /// The variant now.
    pub from: Text,
    /// The variant afterwards.
    pub to: Text,
    /// The products that lift it there.
    pub because: Vec<Text>,
}

/// What came of a change that was begun.
#[derive(Debug, Clone, Serialize, Type)]
pub struct LoketChangeResult {
    /// What is so in Loket.
    pub outcome: LoketChangeOutcome,
    /// The dossier: checked again, or as it was before that when `refused`.
    pub state: DossierState,
    /// Why it was not recorded, or not checked again.
    pub refused: Option<Refusal>,
}

/// A change that was looked into, ready to be carried out.
enum Plan {
    User { user: NewUser, secret: String },
    Rights(RightsPlan),
    Products(ProductsPlan),
}

/// Name of a user that is made for a coupling: Loket wants a person's.
const INITIALS: &str = "K";
const LAST_NAME: &str = "Koppeling";

/// Whether the app can set right what a check found.
pub(crate) fn can_fix(ask: &Ask, check: CheckId, verdict: &Verdict) -> bool {
    let Found::Unmet { discrepancies } = &verdict.outcome else { return false };
    let any = |test: fn(&Discrepancy) -> bool| discrepancies.iter().any(test);
    match check {
        CheckId::UserIsStandard => any(|discrepancy| matches!(discrepancy, Discrepancy::NoSuchUser { .. })),
        CheckId::UserHasRights | CheckId::UserHasNoMoreRights | CheckId::UserHasExactRights => {
            any(|discrepancy| {
                matches!(discrepancy, Discrepancy::RightsMissing { .. } | Discrepancy::RightsTooMany { .. })
            })
        }
        CheckId::MijnLoketIsOn
        | CheckId::ImportProductIsOn
        | CheckId::ProductsMatch
        | CheckId::ConditionProductsAreOn => {
            !matches!(ask, Ask::Choice(_))
                && any(|discrepancy| {
                    matches!(discrepancy, Discrepancy::ProductsOff { .. } | Discrepancy::ProductsOn { .. })
                })
        }
        _ => false,
    }
}

impl Office {
    /// What setting an item right would change in Loket. Changes nothing.
    ///
    /// # Errors
    /// [`Refusal::Loket`]; [`Refusal::BadInput`] when there is nothing the app can do about the item.
    pub async fn preview_loket_change(
        self: &Arc<Self>,
        dossier: Uuid,
        item: &str,
    ) -> Result<LoketChangePreview> {
        let loaded = self.load(&*self.records()?, dossier)?;
        let reader = self.reader().await?;
        let plan = self.plan(&reader, &loaded, item).await;
        self.note_end(plan).and_then(|plan| self.preview(&loaded, item, &plan))
    }

    /// Carries out what was previewed, reads back what is so, records it, and checks the dossier again. `agrees` asks the
    /// user, outside the page, and may wait for the answer.
    ///
    /// # Errors
    /// [`Refusal::Loket`] when it was not begun: above all [`LoketFault::PreviewChanged`]; [`Refusal::Cancelled`] when
    /// the user does not agree. Nothing was sent then.
    pub async fn apply_loket_change(
        self: &Arc<Self>,
        dossier: Uuid,
        item: &str,
        token: &str,
        agrees: impl FnOnce(&LoketChangeQuestion) -> bool,
        on_progress: ProgressCallback,
    ) -> Result<LoketChangeResult> {
        self.settings()?.actor()?;
        let run = self.link.begin_run(Arc::clone(&on_progress))?;
        let loaded = self.load(&*self.records()?, dossier)?;
        let reader = self.reader().await?;
        let plan = self.note_end(self.plan(&reader, &loaded, item).await)?;
        let preview = self.preview(&loaded, item, &plan)?;
        if preview.token != token {
            return Err(LoketFault::PreviewChanged.into());
        }
        let employer = employer_id(&loaded)?.to_owned();
        let question = self.note_end(self.question(&reader, &employer, preview.clone()).await)?;
        if !agrees(&question) {
            return Err(Refusal::Cancelled);
        }
        // Counted before anything can be sent: the task below begins when the runtime gets to it.
        let counted = self.link.begin_change();
        // A change that was begun is seen through, whatever happens to the window: its outcome has to be recorded.
        let office = Arc::clone(self);
        let item = item.to_owned();
        let seen_through = tokio::spawn(async move {
            let _under_way = office.link.begin_change();
            let outcome = office.carry_out(&reader, dossier, &employer, plan).await?;
            let action = Action::ChangedInLoket {
                item,
                change: preview.change,
                outcome: outcome.clone(),
                closes: None,
            };
            Ok((outcome, office.act(dossier, action)))
        });
        let (outcome, recorded) = self.note_end(seen_through.await.map_err(|_| Refusal::Unexpected)?)?;
        drop(counted);
        drop(run);
        // What was done is done: that it cannot be recorded or checked now does not undo it.
        let checked = match recorded {
            Ok(_) => self.check_dossier(dossier, on_progress).await,
            Err(why) => Err(why),
        };
        let (state, refused) = match checked {
            Ok(state) => (state, None),
            Err(why) => (self.open_dossier(dossier)?.state, Some(why)),
        };
        Ok(LoketChangeResult { outcome, state, refused })
    }

    async fn carry_out(
        self: &Arc<Self>,
        reader: &Reader,
        dossier: Uuid,
        employer: &str,
        plan: Plan,
    ) -> Result<LoketChangeOutcome> {
        let writer = Writer::new(reader);
        let done = match plan {
            Plan::Rights(plan) => writer.set_rights(&plan).await,
            Plan::Products(plan) => writer.switch_products(&plan).await,
            Plan::User { user, secret } => {
                let office = Arc::clone(self);
                let take = |text: &str| Ok(SecretString::from(text.to_owned()));
                let password = blocking(move || office.with_password(dossier, &secret, take)).await?;
                writer.make_user(employer, &user, &password).await
            }
        };
        done.map_err(not_started)
    }

    async fn plan(&self, reader: &Reader, loaded: &Loaded, item: &str) -> Result<Plan> {
        let (_, item) = loaded.handbook.item(item).ok_or(Refusal::BadInput)?;
        let check = item.check.ok_or(Refusal::BadInput)?;
        let verdict = &loaded.dossier.checks.get(&item.id).ok_or(Refusal::BadInput)?.verdict;
        let (Found::Unmet { discrepancies }, true) = (&verdict.outcome, can_fix(&item.ask, check, verdict))
        else {
            return Err(Refusal::BadInput);
        };
        let employer = employer_id(loaded)?;
        let writer = Writer::new(reader);
        let wanted = Wanted::of(discrepancies);
        if wanted.user {
            let (user, secret) = self.new_user(reader, loaded, employer).await?;
            writer.plan_user(employer, &user).await.map_err(not_started)?;
            return Ok(Plan::User { user, secret });
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
    async fn new_user(&self, reader: &Reader, loaded: &Loaded, employer: &str) -> Result<(NewUser, String)> {
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
        let email = match typed(loaded, FieldType::Email) {
            Some(email) => email,
            None => self.settings()?.office_email,
        };
        let user = NewUser {
            user_name,
            login_method,
            initials: typed(loaded, FieldType::Voorletters).unwrap_or_else(|| INITIALS.to_owned()),
            prefix: None,
            last_name: typed(loaded, FieldType::Achternaam).unwrap_or_else(|| LAST_NAME.to_owned()),
            email_address: email,
            phone_number: None,
            place_of_employment: None,
            rights: asked_rights(&loaded.handbook),
        };
        Ok((user, secret))
    }

    fn preview(&self, loaded: &Loaded, item: &str, plan: &Plan) -> Result<LoketChangePreview> {
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
        let readings = loaded.employer.as_ref().map(|card| self.readings(card.id)).transpose()?;
        let variant = readings.and_then(|readings| variant(loaded, &readings, &change));
        let employer = loaded.employer.as_ref().map(|card| card.company_name.clone()).unwrap_or_default();
        let said =
            serde_json::to_vec(&(&change, &stays, &user, &loaded.dossier.id, item)).unwrap_or_default();
        let token = format!("{:x}", Sha256::digest(said));
        Ok(LoketChangePreview { change, employer, stays, user, variant, token })
    }
}

/// What is missing or too much, as what to ask of Loket.
#[derive(Default)]
struct Wanted {
    user: bool,
    give: Vec<String>,
    take: Vec<String>,
    on: Vec<String>,
    off: Vec<String>,
}

impl Wanted {
    fn of(discrepancies: &[Discrepancy]) -> Self {
        let mut wanted = Self::default();
        for discrepancy in discrepancies {
            match discrepancy {
                Discrepancy::NoSuchUser { .. } => wanted.user = true,
                Discrepancy::RightsMissing { rights } => {
                    wanted.give.extend(rights.iter().map(|right| right.name().to_owned()));
                }
                Discrepancy::RightsTooMany { rights } => wanted.take.extend(rights.iter().cloned()),
                Discrepancy::ProductsOff { products } => wanted.on.extend(products.iter().cloned()),
                Discrepancy::ProductsOn { products } => wanted.off.extend(products.iter().cloned()),
                _ => {}
            }
        }
        wanted
    }
}

fn employer_id(loaded: &Loaded) -> Result<&str> {
    let card = loaded.employer.as_ref().ok_or(Refusal::BadInput)?;
    let not_linked = || LoketFault::NotLinked { employer: card.company_name.clone() };
    Ok(card.employer_id.as_deref().ok_or_else(not_linked)?)
}

/// Where the dossier asks for its coupling user.
fn coupling(loaded: &Loaded) -> Result<CouplingUser<'_>> {
    check::coupling_user(&loaded.handbook, &loaded.dossier).ok_or(Refusal::BadInput)
}

fn username(loaded: &Loaded) -> Result<String> {
    coupling(loaded)?.name(&loaded.dossier).map_err(|_| Refusal::BadInput)
}

/// A value of this type that was typed in the step of the coupling user.
fn typed(loaded: &Loaded, kind: FieldType) -> Option<String> {
    let item = coupling(loaded).ok()?.step.items.iter().find(|item| is_field(item, kind))?;
    let answer = loaded.dossier.answer(&item.id)?;
    answer.values().first().and_then(|value| value.clear()).map(str::to_owned)
}

fn is_field(item: &Item, kind: FieldType) -> bool {
    matches!(&item.ask, Ask::Field(field) if field.field_type == kind)
}

fn asked_rights(handbook: &Handbook) -> Vec<Right> {
    let asked = handbook.items().find_map(|(_, item)| match &item.ask {
        Ask::Rights(rights) => Some(rights.rights.clone()),
        _ => None,
    });
    asked.unwrap_or_default()
}

/// How the variant moves when products are switched.
fn variant(loaded: &Loaded, readings: &Readings, change: &LoketChange) -> Option<VariantChange> {
    let LoketChange::SwitchProducts { on, off } = change else { return None };
    let products = loaded.handbook.items().find_map(|(_, item)| match &item.ask {
        Ask::Products(products) if !products.tiers.is_empty() => Some(products),
        _ => None,
    })?;
    let named = |name: &str| {
        let same =
            |option: &&domain::variant::ProductOption| option.product.eq_ignore_ascii_case(name.trim());
        products.options.iter().find(same).map(|option| option.id.clone())
    };
    let now: BTreeSet<String> =
        readings.products.content().ok()?.iter().filter_map(|product| named(&product.description)).collect();
    let mut then = now.clone();
    then.extend(on.iter().filter_map(|name| named(name)));
    for name in off {
        named(name).map(|id| then.remove(&id));
    }
    let (before, after) = (products.outcome(&now), products.outcome(&then));
    if before.tier == after.tier {
        return None;
    }
    let lifting = after.lifts.iter().filter(|lift| lift.tier == after.tier);
    let because = lifting.filter_map(|lift| {
        products.options.iter().find(|option| option.id == lift.product).map(|option| option.text.clone())
    });
    Some(VariantChange {
        from: tier(products, &before.tier)?,
        to: tier(products, &after.tier)?,
        because: because.collect(),
    })
}

fn tier(products: &Products, id: &str) -> Option<Text> {
    products.tiers.iter().find(|tier| tier.id == id).map(|tier| tier.name.clone())
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

//! Switching products of an employer on and off.

use domain::loket_change::{LoketChange, LoketChangeOutcome};
use domain::reading::ProductReading;
use serde::Serialize;

use super::read_back::{Comparison, read_back};
use super::{NotStarted, Writer};
use crate::operation::PATCH_EMPLOYER_MODULES;
use crate::read::{Guid, asked};
use crate::request::Request;

/// What switching products would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductsPlan {
    employer: Guid,
    before: Vec<ProductReading>,
    /// Ids with Loket's names, in the order in which they are asked: what others need comes before them.
    on: Vec<(String, String)>,
    off: Vec<(String, String)>,
}

#[derive(Serialize)]
struct Switch<'b> {
    id: &'b str,
    action: &'static str,
}

impl ProductsPlan {
    /// The products that were on when the preview was made.
    pub fn before(&self) -> &[ProductReading] {
        &self.before
    }

    /// The change as it is asked of the user: Loket's own names of what goes on and off.
    pub fn change(&self) -> LoketChange {
        let names = |switched: &[(String, String)]| switched.iter().map(|(_, name)| name.clone()).collect();
        LoketChange::SwitchProducts { on: names(&self.on), off: names(&self.off) }
    }

    /// Loket's names of what will be on afterwards.
    fn after(&self) -> Vec<String> {
        let stays = self.before.iter().filter(|product| !self.off.iter().any(|(id, _)| *id == product.id));
        stays
            .map(|product| product.description.clone())
            .chain(self.on.iter().map(|(_, name)| name.clone()))
            .collect()
    }

    fn is_so(&self, now: &[ProductReading]) -> bool {
        let is_on = |(id, _): &(String, String)| now.iter().any(|product| product.id == *id);
        self.on.iter().all(is_on) && !self.off.iter().any(is_on)
    }
}

impl Writer<'_> {
    /// What switching these products would change. What the employer does not have is looked for among the
    /// products that the office can switch on. Names are matched without regard for capitals.
    ///
    /// # Errors
    /// Why it cannot be done, or that there is nothing to do.
    pub async fn plan_products(
        &self,
        employer: &str,
        on: &[String],
        off: &[String],
    ) -> Result<ProductsPlan, NotStarted> {
        let employer = asked(PATCH_EMPLOYER_MODULES, "employerId", employer)?;
        let before = self.reader.products_on(&employer).await?;
        let missing: Vec<&String> = on.iter().filter(|name| find(&before, name).is_none()).collect();
        let offered = if missing.is_empty() {
            Vec::new()
        } else {
            self.reader.products_offered(&self.reader.provider().await?).await?
        };
        let mut plan = ProductsPlan { employer, before, on: vec![], off: vec![] };
        for name in missing {
            let unknown = || NotStarted::NoSuchProduct { name: name.clone() };
            let product = find(&offered, name).ok_or_else(unknown)?;
            if !plan.on.iter().any(|(id, _)| *id == product.id) {
                plan.on.push((product.id.clone(), product.description.clone()));
            }
        }
        // What is off already, or not known at all, needs no switching off.
        let gone = off.iter().filter_map(|name| find(&plan.before, name));
        plan.off = gone.map(|product| (product.id.clone(), product.description.clone())).collect();
        if plan.on.is_empty() && plan.off.is_empty() {
            return Err(NotStarted::NothingToDo);
        }
        Ok(plan)
    }

    /// Carries out a plan that the user agreed to. Sent once, then read back. Only the products of the plan are
    /// sent, so what somebody else switched meanwhile stays.
    ///
    /// # Errors
    /// Why it was not begun.
    pub async fn switch_products(&self, plan: &ProductsPlan) -> Result<LoketChangeOutcome, NotStarted> {
        let on = plan.on.iter().map(|(id, _)| Switch { id, action: "enable" });
        let off = plan.off.iter().map(|(id, _)| Switch { id, action: "disable" });
        let body: Vec<Switch<'_>> = on.chain(off).collect();
        let request =
            Request::new(PATCH_EMPLOYER_MODULES).with("employerId", &plan.employer.0).json(&body)?;
        let sent = self.reader.client().call(&request).await;
        let comparison = async {
            let now = self.reader.products_on(&plan.employer).await?;
            let read = now.iter().map(|product| product.description.clone()).collect();
            Ok(Comparison { as_asked: plan.is_so(&now), asked: plan.after(), read })
        };
        Ok(read_back(sent, comparison).await)
    }
}

fn find<'p>(products: &'p [ProductReading], name: &str) -> Option<&'p ProductReading> {
    let name = name.trim().to_lowercase();
    products.iter().find(|product| product.description.to_lowercase() == name)
}

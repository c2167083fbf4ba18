//! Products (`modules`), of an employer and of the office.

use domain::reading::ProductReading;
use serde::Deserialize;

use super::reader::Reader;
use super::values::{Code, Guid, Text, filled};
use crate::fault::Fault;
use crate::operation::{GET_EMPLOYER_MODULES, GET_PROVIDER_MODULES};
use crate::request::Request;

#[derive(Deserialize)]
struct Module {
    id: Guid,
    description: Text,
    number: Option<Code>,
    bundle: Option<Bundle>,
}

#[derive(Deserialize)]
struct Bundle {
    description: Option<Text>,
}

impl From<Module> for ProductReading {
    fn from(module: Module) -> Self {
        Self {
            id: module.id.0,
            description: module.description.0,
            number: module.number.and_then(|number| number.0.parse().ok()),
            bundle: filled(module.bundle.and_then(|bundle| bundle.description)),
        }
    }
}

impl Reader {
    /// The products that are on for an employer.
    pub(crate) async fn products_on(&self, employer: &Guid) -> Result<Vec<ProductReading>, Fault> {
        let request = Request::new(GET_EMPLOYER_MODULES).with("employerId", &employer.0);
        let modules: Vec<Module> = self.unpaged(&request).await?;
        Ok(modules.into_iter().map(Into::into).collect())
    }

    /// The products that the office can switch on.
    pub(crate) async fn products_offered(&self, provider: &Guid) -> Result<Vec<ProductReading>, Fault> {
        let request = Request::new(GET_PROVIDER_MODULES).with("providerId", &provider.0);
        let modules: Vec<Module> = self.unpaged(&request).await?;
        Ok(modules.into_iter().map(Into::into).collect())
    }
}

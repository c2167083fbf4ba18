//! The control panel of the sandbox: somebody changes things there while the program runs.

use driver::{Fault, Result};
use peer::{Peer, Visitor};

/// The page of one employer of the sandbox.
pub struct SandboxAdmin<'a> {
    peer: &'a Peer,
    employer: u16,
}

impl<'a> SandboxAdmin<'a> {
    /// At the employer with this number.
    pub fn at(peer: &'a Peer, employer: u16) -> Self {
        Self { peer, employer }
    }

    /// The page as it is now.
    pub fn page(&self) -> Result<String> {
        Ok(Visitor::default().open(&format!("{}/werkgever/{}", self.peer.url(), self.employer))?.text)
    }

    /// The row of a user who can reach the employer.
    pub fn user(&self, name: &str) -> Result<String> {
        let page = self.page()?;
        let row = page.split("<tr>").find(|row| row.starts_with(&format!("<th scope=\"row\">{name}</th>")));
        row.map(str::to_owned).ok_or_else(|| Fault::new(format!("no user {name}")).on_page(page.clone()))
    }

    /// Whether a right or a product stands there as on, in a part of the page.
    pub fn is_on(part: &str, name: &str) -> bool {
        part.contains(&format!("{name} (aan)"))
    }

    /// Presses the button that a screen reader calls so.
    pub fn press(&self, name: &str) -> Result {
        self.send(&self.page()?, name)
    }

    /// The same in the row of a user.
    pub fn press_for(&self, user: &str, name: &str) -> Result {
        self.send(&self.user(user)?, name)
    }

    /// Connects an application with a user, or takes the connection away.
    pub fn connect(&self, application: &str, user: &str) -> Result {
        let page = self.page()?;
        let form = form(&page, &format!("Gebruiker voor {application}</label>"))?;
        let option =
            form.split("<option value=\"").find(|option| option.contains(&format!(">{user}</option>")));
        let number = option.and_then(|option| option.split('"').next());
        let number = number.ok_or_else(|| Fault::new(format!("{user} is not offered")).on_page(form))?;
        let mut fields = hidden(form);
        fields.push(("gebruiker", number));
        self.submit(&fields)
    }

    fn send(&self, part: &str, name: &str) -> Result {
        self.submit(&hidden(form(part, &format!("<button aria-label=\"{name}\">"))?))
    }

    fn submit(&self, fields: &[(&str, &str)]) -> Result {
        let answer = Visitor::default().send(&format!("{}/oefenen", self.peer.url()), fields)?;
        assert_eq!(answer.status, 303, "{}", answer.text);
        Ok(())
    }
}

/// The only form of a page that holds this.
fn form<'p>(page: &'p str, holds: &str) -> Result<&'p str> {
    let mut forms = page.split("<form").skip(1).filter_map(|rest| rest.split("</form>").next());
    let mut fitting = forms.by_ref().filter(|form| form.contains(holds));
    match (fitting.next(), fitting.next()) {
        (Some(form), None) => Ok(form),
        (None, _) => Err(Fault::new(format!("no form with {holds}")).on_page(page)),
        _ => Err(Fault::new(format!("several forms with {holds}"))),
    }
}

/// The fields that a form sends without being filled in.
fn hidden(form: &str) -> Vec<(&str, &str)> {
    let fields = form.split("<input type=\"hidden\" name=\"").skip(1);
    fields
        .filter_map(|field| {
            let (name, rest) = field.split_once("\" value=\"")?;
            Some((name, rest.split('"').next()?))
        })
        .collect()
}

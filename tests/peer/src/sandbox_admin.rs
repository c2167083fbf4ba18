//! The control panel of the sandbox: somebody changes things there while the program runs.

use std::io;

use crate::{Peer, Visitor};

/// The page of one employer of the sandbox.
#[derive(Debug)]
pub struct SandboxAdmin {
    base: String,
    employer: u16,
}

impl SandboxAdmin {
    /// At the employer with this number.
    pub fn at(peer: &Peer, employer: u16) -> Self {
        Self::of(peer.url(), employer)
    }

    /// The same in the sandbox at this address.
    pub fn of(base: impl Into<String>, employer: u16) -> Self {
        Self { base: base.into(), employer }
    }

    /// The page as it is now.
    ///
    /// # Errors
    /// When nobody answers.
    pub fn page(&self) -> io::Result<String> {
        Ok(Visitor::default().open(&format!("{}/werkgever/{}", self.base, self.employer))?.text)
    }

    /// The row of a user who can reach the employer.
    ///
    /// # Errors
    /// When there is no such user.
    pub fn user(&self, name: &str) -> io::Result<String> {
        let page = self.page()?;
        let row = page.split("<tr>").find(|row| row.starts_with(&format!("<th scope=\"row\">{name}</th>")));
        row.map(str::to_owned).ok_or_else(|| io::Error::other(format!("no user {name} on {page}")))
    }

    /// Whether a right or a product stands there as on, in a part of the page.
    pub fn is_on(part: &str, name: &str) -> bool {
        part.contains(&format!("{name} (aan)"))
    }

    /// Presses the button that a screen reader calls so.
    ///
    /// # Errors
    /// When there is no such button, or it does nothing.
    pub fn press(&self, name: &str) -> io::Result<()> {
        self.send(&self.page()?, name)
    }

    /// The same in the row of a user.
    ///
    /// # Errors
    /// As [`SandboxAdmin::press`].
    pub fn press_for(&self, user: &str, name: &str) -> io::Result<()> {
        self.send(&self.user(user)?, name)
    }

    /// Connects an application with a user, or takes the connection away.
    ///
    /// # Errors
    /// When one of the two is not offered.
    pub fn connect(&self, application: &str, user: &str) -> io::Result<()> {
        let page = self.page()?;
        let form = form(&page, &format!("Gebruiker voor {application}</label>"))?;
        let option =
            form.split("<option value=\"").find(|option| option.contains(&format!(">{user}</option>")));
        let number = option.and_then(|option| option.split('"').next());
        let number = number.ok_or_else(|| io::Error::other(format!("{user} is not offered in {form}")))?;
        let mut fields = hidden(form);
        fields.push(("gebruiker", number));
        self.submit(&fields)
    }

    fn send(&self, part: &str, name: &str) -> io::Result<()> {
        self.submit(&hidden(form(part, &format!("<button aria-label=\"{name}\">"))?))
    }

    fn submit(&self, fields: &[(&str, &str)]) -> io::Result<()> {
        let answer = Visitor::default().send(&format!("{}/oefenen", self.base), fields)?;
        if answer.status == 303 { Ok(()) } else { Err(io::Error::other(answer.text)) }
    }
}

/// The only form of a page that holds this.
fn form<'p>(page: &'p str, holds: &str) -> io::Result<&'p str> {
    let mut forms = page.split("<form").skip(1).filter_map(|rest| rest.split("</form>").next());
    let mut fitting = forms.by_ref().filter(|form| form.contains(holds));
    match (fitting.next(), fitting.next()) {
        (Some(form), None) => Ok(form),
        (None, _) => Err(io::Error::other(format!("no form with {holds} on {page}"))),
        _ => Err(io::Error::other(format!("several forms with {holds}"))),
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

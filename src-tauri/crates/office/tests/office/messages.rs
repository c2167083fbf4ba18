//! Texts of messages that the office changed for itself.

use domain::field::FieldProblem;
use domain::id::{DossierId, ItemId};
use domain::message::{LineKind, MessageTemplate, MessageText, MissingPlace, TextSource};
use domain::state::DossierState;
use domain::text::Language;
use office::settings::Settings;
use office::{Refusal, Result};

use crate::changes::Changes;
use crate::fixture::{Fixture, OWN_HANDBOOK, noor};

const REQUEST: &str = "contract-request";

fn text(subject: &str, body: &str) -> MessageText {
    MessageText { subject: subject.into(), body: body.into() }
}

fn set(fixture: &Fixture, id: DossierId, item: &str, text: Option<MessageText>) -> Result<DossierState> {
    fixture.office.set_message_text(id, &ItemId::from(item), text)
}

fn template(fixture: &Fixture, id: DossierId, item: &str) -> MessageTemplate {
    fixture.office.message_template(id, &item.into()).unwrap()
}

#[test]
fn an_office_writes_a_message_its_own_way_in_every_dossier_and_goes_back_to_the_handbook() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    let before = template(&fixture, id, REQUEST);
    assert_eq!((before.source, &before.text), (TextSource::Handbook, &before.handbook));
    assert_eq!((before.difference, before.changed), (vec![], vec![]));
    let own = text("Contract van {employer.companyName}", "Hoi,\r\n\r\nWat is het nummer?\r\n{office.name}");
    let state = set(&fixture, id, REQUEST, Some(own)).unwrap();
    let message = state.items[REQUEST].message.clone().unwrap();
    assert_eq!(message.subject, "Contract van Bakkerij Voorbeeld B.V.");
    assert_eq!(message.body, "Hoi,\n\nWat is het nummer?\nKantoor Voorbeeld");
    assert_eq!((message.source, message.missing), (TextSource::Office, vec![]));
    let link = fixture.office.mail_link(id, &REQUEST.into()).unwrap();
    assert!(link.as_str().contains("Wat%20is%20het%20nummer"), "{link}");
    let after = template(&fixture, id, REQUEST);
    let lines = |kind| after.difference.iter().filter(|line| line.kind == kind).count();
    assert!(lines(LineKind::Before) > 0 && lines(LineKind::After) > 0, "{:?}", after.difference);
    assert!(
        after
            .difference
            .iter()
            .any(|line| line.subject && line.text == "Contract van {employer.companyName}")
    );

    let fixture = fixture.reopened();
    let other = fixture.employer("Garage Proefrit B.V.");
    let other = fixture.office.start_dossiers(&"asr-werkgever".into(), &[other], None).unwrap()[0].dossier;
    let state = fixture.office.open_dossier(other).unwrap().state;
    assert_eq!(state.items[REQUEST].message.as_ref().unwrap().subject, "Contract van Garage Proefrit B.V.");
    fixture.office.save_settings(Settings { office_name: "Ander kantoor".into(), ..noor() }).unwrap();
    assert_eq!(template(&fixture, id, REQUEST).source, TextSource::Office, "settings leave it where it is");

    let state = set(&fixture, id, REQUEST, None).unwrap();
    assert_eq!(state.items[REQUEST].message.as_ref().unwrap().source, TextSource::Handbook);
    assert_eq!(template(&fixture, other, REQUEST).text, before.handbook);
}

#[test]
fn the_handbooks_own_words_are_no_text_of_the_office() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    let handbook = template(&fixture, id, REQUEST).handbook;
    set(&fixture, id, REQUEST, Some(handbook)).unwrap();
    assert_eq!(template(&fixture, id, REQUEST).source, TextSource::Handbook);
}

#[test]
fn each_language_has_its_own_text() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    set(&fixture, id, REQUEST, Some(text("Nummer", "Wat is het nummer?"))).unwrap();
    fixture.office.speak(Language::En).unwrap();
    let english = template(&fixture, id, REQUEST);
    assert_eq!((english.source, english.text), (TextSource::Handbook, english.handbook));
    set(&fixture, id, REQUEST, Some(text("Number", "What is the number?"))).unwrap();
    fixture.office.speak(Language::Nl).unwrap();
    assert_eq!(template(&fixture, id, REQUEST).text.subject, "Nummer");
}

#[test]
fn a_text_with_places_that_do_not_exist_is_refused_with_which_there_are() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    let bad =
        text("{employer.name} en {user-password}", "{office.name} {employer.name}\n{employer.id\n{rights}");
    let refused = set(&fixture, id, REQUEST, Some(bad)).unwrap_err();
    // What is never closed is no place, whatever it is called.
    let places = ["{employer.name}", "{user-password}", "{employer.id", "{rights}"].map(str::to_owned);
    assert_eq!(refused, Refusal::UnknownPlaces { places: places.to_vec() });
    assert_eq!(template(&fixture, id, REQUEST).source, TextSource::Handbook, "nothing was saved");
    let known: Vec<String> =
        template(&fixture, id, REQUEST).places.into_iter().map(|place| place.name).collect();
    for name in ["office.name", "employer.companyName", "user-name", "missing:rights"] {
        assert!(known.iter().any(|known| known == name), "{name}: {known:?}");
    }
    assert!(!known.iter().any(|known| known == "user-password" || known == REQUEST), "{known:?}");
    for name in known {
        set(&fixture, id, REQUEST, Some(text("Nummer", &format!("{{{name}}}")))).unwrap();
    }
    let office = fixture.office.start_dossiers(&"loket-toegang".into(), &[], None).unwrap()[0].dossier;
    let places = template(&fixture, office, "request-reading").places;
    assert!(!places.iter().any(|place| place.name.starts_with("employer.")), "{places:?}");
}

#[test]
fn an_empty_or_unreadable_text_is_refused_by_its_field() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    let refused = set(&fixture, id, REQUEST, Some(text(" ", "Regel\u{202E}om"))).unwrap_err();
    let Refusal::Wrong { fields } = refused else { panic!("{refused:?}") };
    let found: Vec<_> = fields.iter().map(|wrong| (wrong.field.as_str(), wrong.problem)).collect();
    assert_eq!(found, [("subject", FieldProblem::Empty), ("body", FieldProblem::ControlCharacters)]);
    assert_eq!(set(&fixture, id, "rights", None).unwrap_err(), Refusal::NotFound, "no message");
}

#[test]
fn a_message_with_a_hole_is_not_mailed() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    set(&fixture, id, REQUEST, Some(text("Nummer", "Gebruiker {user-name}"))).unwrap();
    let message = fixture.office.open_dossier(id).unwrap().state.items[REQUEST].message.clone().unwrap();
    assert_eq!(message.missing, [MissingPlace::Item { item: "user-name".into() }]);
    assert_eq!(fixture.office.mail_link(id, &REQUEST.into()).unwrap_err(), Refusal::NotOpened);
    fixture.office.answer(id, "user-name", Some(domain::Answer::of("asr_koppeling"))).unwrap();
    let link = fixture.office.mail_link(id, &REQUEST.into()).unwrap();
    assert!(link.as_str().contains("asr_koppeling"), "{link}");
}

/// A version of an own handbook with a message.
fn version(version: u32, body: &str) -> String {
    let book = OWN_HANDBOOK.replace("version = 1", &format!("version = {version}"));
    let body = format!("{{ nl = \"{body}\", en = \"{body}\" }}");
    let item = if body.contains("naam") { "naam" } else { "anders" };
    format!(
        "{book}\n[[steps.items]]\nid = \"{item}\"\nlabel = {{ nl = \"Naam\", en = \"Name\" }}\nask = {{ kind = \
         \"field\", type = \"text\" }}\n\n[[steps.items]]\nid = \"bericht\"\nlabel = {{ nl = \"Bericht\", en = \
         \"Message\" }}\nask = {{ kind = \"message\", subject = {{ nl = \"Vraag\", en = \"Question\" }}, body = {body} }}\n"
    )
}

fn import(fixture: &Fixture, text: &str) {
    let file = fixture.folder.path().join("eigen.toml");
    std::fs::write(&file, text).unwrap();
    fixture.office.handbooks().import(&file).unwrap();
}

#[test]
fn a_new_version_whose_text_changed_under_an_own_text_says_so() {
    let fixture = Fixture::new();
    import(&fixture, &version(1, "Oud van {naam}"));
    let id = fixture.office.start_dossiers(&"eigen-handboek".into(), &[], None).unwrap()[0].dossier;
    set(&fixture, id, "bericht", Some(text("Vraag", "Van ons: {naam}"))).unwrap();
    import(&fixture, &version(2, "Nieuw van {naam}"));
    assert_eq!(template(&fixture, id, "bericht").source, TextSource::Office, "the dossier follows version 1");
    fixture.office.move_to_newest(id).unwrap();
    let moved = template(&fixture, id, "bericht");
    assert_eq!(moved.source, TextSource::OfficeBeforeChange);
    let changed: Vec<_> = moved.changed.iter().map(|line| (line.kind, line.text.as_str())).collect();
    assert_eq!(
        changed,
        [
            (LineKind::Both, "Vraag"),
            (LineKind::Before, "Oud van {naam}"),
            (LineKind::After, "Nieuw van {naam}")
        ]
    );
    let state = fixture.office.open_dossier(id).unwrap().state;
    let message = state.items["bericht"].message.clone().unwrap();
    assert_eq!((message.source, message.body.as_str()), (TextSource::OfficeBeforeChange, "Van ons: …"));
    // Saved again, it is the text beside the new one.
    set(&fixture, id, "bericht", Some(moved.text)).unwrap();
    assert_eq!(template(&fixture, id, "bericht").source, TextSource::Office);

    import(&fixture, &version(3, "Zonder plek"));
    let state = fixture.office.move_to_newest(id).unwrap().state;
    let message = state.items["bericht"].message.clone().unwrap();
    assert_eq!((message.source, message.body.as_str()), (TextSource::OwnDoesNotFit, "Zonder plek"));
    assert_eq!(
        template(&fixture, id, "bericht").text.body,
        "Van ons: {naam}",
        "it can still be seen and mended"
    );
}

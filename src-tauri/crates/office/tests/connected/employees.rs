//! Employees from Loket as a file: read, chosen, made, compared with the last one, and kept nowhere in clear.

use std::path::PathBuf;

use domain::connection::LoketFault;
use domain::employees::{
    Choice, Column, EmployeeNote, EmployeesRead, EmployeesView, FileFormat, NamedPeople,
};
use domain::id::EmployerId;
use exchange::employees::read_back;
use office::employees::EmployeesSaved;
use office::refusal::Refusal;
use peer::{Act, Change, on};
use serde_json::{Value, json};

use crate::connected_office::{ConnectedOffice, holds, silent};

const LIST: &str = ".*/employees/employments";
const PEOPLE: &str = ".*/employees";
/// The name under which the keychain has the key that seals.
const SEALING_KEY: &str = "sealing-key";

struct Employees {
    connected: ConnectedOffice,
    employer: EmployerId,
    files: tempfile::TempDir,
}

impl Employees {
    /// The bakery of the sandbox, with its employees read.
    async fn read_first() -> (Self, EmployeesRead) {
        let connected = ConnectedOffice::connected().await;
        let employer = connected.card("Gouden Korenaar").id;
        let employees = Self { connected, employer, files: tempfile::tempdir().unwrap() };
        let read = employees.read().await;
        (employees, read)
    }

    async fn read(&self) -> EmployeesRead {
        self.view_read().await.unwrap().read.unwrap()
    }

    async fn view_read(&self) -> Result<EmployeesView, Refusal> {
        self.connected.office.employees().read(self.employer, silent()).await
    }

    fn open(&self) -> EmployeesView {
        self.connected.office.employees().open(self.employer).unwrap()
    }

    fn choose(&self, columns: &[Column], format: FileFormat) -> EmployeesView {
        let choice = Choice { columns: columns.to_vec(), leavers: true, format };
        self.connected.office.employees().choose(self.employer, choice).unwrap()
    }

    fn make(&self) -> (EmployeesSaved, PathBuf) {
        let files = self.connected.office.employees();
        let out = files.file(self.employer).unwrap();
        let target = self.files.path().join(&out.file.name);
        let saved = files.write(out, &target).unwrap();
        let path = self.files.path().join(&saved.made.name);
        (saved, path)
    }

    /// From now on Loket's list of employments is changed by this before it arrives.
    fn meddle(&self, change: impl Fn(&mut Vec<Value>) + Send + Sync + 'static) {
        let by = Change::by(move |page| {
            if let Some(items) = page.get_mut("_embedded").and_then(Value::as_array_mut) {
                change(items);
                page["totalSize"] = json!(page["_embedded"].as_array().map_or(0, Vec::len));
            }
        });
        self.connected.loket.make_well();
        self.connected.loket.script(on("GET", LIST).then(Act::Change(by)));
    }
}

fn titles(columns: &[Column]) -> Vec<String> {
    columns.iter().map(|column| column.title().nl).collect()
}

fn names(people: &NamedPeople) -> Vec<&str> {
    people.people.iter().map(|person| person.name.as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_holds_the_chosen_columns_in_their_order_and_is_recorded_as_made() {
    let (employees, read) = Employees::read_first().await;
    assert_eq!(read.rows, 12);
    assert_eq!(read.heads.len(), Choice::default().columns.len());
    assert!(read.notes.is_empty() && read.can_make && read.changes.is_none());
    let columns = [Column::LastName, Column::EmployeeNumber, Column::BirthDate, Column::WorkEmail];
    for format in [FileFormat::Csv, FileFormat::Xlsx] {
        let view = employees.choose(&columns, format);
        let shown = view.read.unwrap().preview;
        let (saved, path) = employees.make();
        assert!(saved.comparable && saved.made.recorded, "{saved:?}");
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(
            name.starts_with("OEFENEN Bakkerij De Gouden Korenaar") && name.contains(" medewerkers "),
            "{name}"
        );
        let rows = read_back(&std::fs::read(&path).unwrap(), format).unwrap();
        let mut heads = titles(&columns);
        heads[0] = format!("OEFENEN {}", heads[0]);
        assert_eq!(rows[0], heads);
        assert_eq!(rows.len(), 13);
        assert_eq!(rows[1..=shown.len()], shown[..], "what was shown stands in the file");
        assert!(rows.iter().skip(1).all(|row| row[2].len() == 10), "days");
    }
    // Never over a file that is there.
    let (again, _) = employees.make();
    assert!(again.made.name.ends_with("(2).xlsx"), "{}", again.made.name);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_choice_is_remembered_for_each_employer_and_read_again_after_a_start() {
    let (employees, _) = Employees::read_first().await;
    let columns = [Column::End, Column::Name, Column::End];
    employees.choose(&columns, FileFormat::Xlsx);
    let Employees { connected, employer, files } = employees;
    let other = connected.card("Staal").id;
    let employees = Employees { connected: connected.reopened(), employer, files };
    let view = employees.open();
    assert_eq!(view.choice.columns, [Column::End, Column::Name], "each once");
    assert_eq!(view.choice.format, FileFormat::Xlsx);
    let chosen: Vec<_> = view.columns.iter().map(|one| (one.column, one.chosen)).take(3).collect();
    assert_eq!(chosen, [(Column::End, true), (Column::Name, true), (Column::EmployeeNumber, false)]);
    assert!(view.read.is_none(), "what was read is gone");
    let other = employees.connected.office.employees().open(other).unwrap();
    assert_eq!(other.choice, Choice::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_new_changed_and_gone_since_the_last_file_is_said_also_after_a_start() {
    let (employees, _) = Employees::read_first().await;
    employees.make();
    let Employees { connected, employer, files } = employees;
    let employees = Employees { connected: connected.reopened(), employer, files };
    employees.connected.sign_in("oefenen").await;
    employees.meddle(|items| {
        items[0]["employee"]["lastName"] = json!("Anders");
        items[0]["endDate"] = json!("2030-01-31");
        items[1]["id"] = json!("80000000-0000-4000-8000-00000000000f");
        items[1]["employee"]["formattedName"] = json!("Nieuw, N.");
    });
    let read = employees.read().await;
    let changes = read.changes.as_ref().unwrap();
    assert_eq!((changes.new.count, changes.gone.count, changes.left.count, changes.same), (1, 1, 0, 10));
    assert_eq!(names(&changes.new), ["Nieuw, N."]);
    assert!(changes.whole);
    let columns: Vec<_> = changes.changed.people[0].columns.iter().map(|title| title.nl.as_str()).collect();
    assert_eq!((changes.changed.count, columns), (1, vec!["Achternaam", "Uit dienst"]));
    // It stays in sight when the next file was made, and is over when Loket is read again.
    let (saved, _) = employees.make();
    assert_eq!(saved.view.read.unwrap().changes.as_ref(), Some(changes));
    let changes = employees.read().await.changes.unwrap();
    assert_eq!((changes.same, changes.new.count, changes.gone.count), (12, 0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_missing_from_a_list_that_may_be_shortened_is_not_called_gone() {
    let (employees, _) = Employees::read_first().await;
    employees.make();
    employees.meddle(|items| drop(items.pop()));
    let short = json!({"content": {"filterOnEmployedStatus": "ActiveEmployments"}});
    employees.connected.loket.script(on("GET", "/globalfilter/.*").then(Act::json(200, &short)));
    let read = employees.read().await;
    assert_eq!(read.notes, [EmployeeNote::Shortened { settings: vec!["ActiveEmployments".into()] }]);
    let changes = read.changes.unwrap();
    assert_eq!((changes.gone.count, changes.whole), (1, false));
}

/// Half a list is no list: what was read before stays open.
#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_employees_for_a_file_that_shifts_leaves_what_was_read() {
    let (employees, before) = Employees::read_first().await;
    employees.meddle(|items| {
        let first = items[0].clone();
        let last = items.len() - 1;
        items[last] = first;
    });
    let refused = employees.view_read().await.unwrap_err();
    assert_eq!(refused, Refusal::Loket { fault: LoketFault::ListChanged });
    assert_eq!(employees.open().read.unwrap(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn e_mail_addresses_that_may_not_be_read_are_not_an_empty_column() {
    let (employees, _) = Employees::read_first().await;
    let refused = json!({"message": "Insufficient rights"});
    employees.connected.loket.script(on("GET", PEOPLE).then(Act::json(403, &refused)));
    employees.choose(&[Column::Name, Column::WorkEmail], FileFormat::Csv);
    let read = employees.read().await;
    assert_eq!(read.heads.iter().map(|title| title.nl.as_str()).collect::<Vec<_>>(), ["Naam"]);
    assert!(matches!(&read.notes[..], [EmployeeNote::ColumnUnread { .. }]), "{:?}", read.notes);
    let (_, path) = employees.make();
    assert!(
        read_back(&std::fs::read(path).unwrap(), FileFormat::Csv).unwrap().iter().all(|row| row.len() == 1)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_made_of_what_was_not_read_or_is_empty() {
    let (employees, _) = Employees::read_first().await;
    let files = employees.connected.office.employees();
    assert!(!employees.choose(&[], FileFormat::Csv).read.unwrap().can_make);
    assert_eq!(files.file(employees.employer).err(), Some(Refusal::BadInput));
    let other = employees.connected.card("Staal").id;
    assert_eq!(files.file(other).err(), Some(Refusal::EmployeesNotRead), "of another employer");
    files.close(employees.employer);
    assert_eq!(files.file(employees.employer).err(), Some(Refusal::EmployeesNotRead), "the page was left");
    assert_eq!(files.open(EmployerId::NEW).err(), Some(Refusal::NotFound));
    let mut card = employees.connected.card("Staal");
    card.employer_id = None;
    card.employer_number = None;
    employees.connected.office.save_employer_card(&card).unwrap();
    assert!(!files.open(card.id).unwrap().linked);
    let refused = files.read(card.id, silent()).await.unwrap_err();
    assert!(matches!(refused, Refusal::Loket { fault: LoketFault::NotLinked { .. } }), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_last_file_that_cannot_be_opened_is_unknown_and_not_none() {
    let (employees, _) = Employees::read_first().await;
    employees.make();
    let Employees { connected, employer, files } = employees;
    let employees = Employees { connected: connected.reopened(), employer, files };
    employees.connected.keychain_fails(SEALING_KEY);
    let view = employees.open();
    assert!(view.last_sealed && view.last.is_none());
    let view = employees.open();
    assert!(!view.last_sealed && view.last.unwrap().people == 12, "and known once the keychain is there");
}

/// Fault 29, of files of employees.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_in_a_file_of_employees_stands_in_clear_in_the_records_their_log_or_a_backup() {
    let (employees, _) = Employees::read_first().await;
    employees.meddle(|items| {
        items[0]["employee"]["lastName"] = json!("Kanarie");
        items[0]["employee"]["formattedName"] = json!("Kanarie, Petronella");
        items[0]["employee"]["firstName"] = json!("Petronella");
        items[0]["employee"]["employeeNumber"] = json!(986_543);
        items[0]["employee"]["dateOfBirth"] = json!("1987-06-05");
        items[0]["payrollId"] = json!(986_544);
    });
    employees.read().await;
    employees.choose(&Column::ALL, FileFormat::Csv);
    let (saved, path) = employees.make();
    assert!(saved.comparable);
    let written = std::fs::read(&path).unwrap();
    employees.connected.office.backups().make().unwrap();
    let open = employees.connected.on_disk();
    let Employees { connected, .. } = employees;
    let connected = connected.reopened();
    let closed = connected.on_disk();
    assert!(holds(&closed, "employeeFile") && holds(&closed, "birthDate"), "the choice is there");
    for canary in ["Kanarie", "Petronella", "986543", "986544", "05-06-1987", "@werk"] {
        assert!(holds(&written, canary), "{canary} is in the file");
        assert!(!holds(&open, canary), "on disk while open: {canary}");
        assert!(!holds(&closed, canary), "on disk: {canary}");
    }
}

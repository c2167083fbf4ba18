//! Power cuts: the log ends anywhere, torn or not.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use records::Notice;

use crate::sample::{employer, moment};
use crate::support::{case, db, directory, filled, impatient, open, open_with_any_notices, stored};

/// The database without its log, the log, and how long the log was each time a commit returned.
struct Course {
    db: Vec<u8>,
    wal: Vec<u8>,
    safe: Vec<usize>,
}

fn log(dir: &Path) -> PathBuf {
    dir.join("koppelwijzer.db-wal")
}

/// Records so many commits. The database itself is not written to until the log is, so its state at the start will do.
fn course(events: u64) -> Course {
    let dir = directory();
    filled(dir.path(), 1);
    let db = fs::read(db(dir.path())).unwrap();
    let mut records = open(dir.path());
    let mut case = case().resume(&stored(&records));
    let mut safe = vec![];
    for _ in 0..events {
        records.commit(&case.next()).unwrap();
        safe.push(usize::try_from(fs::metadata(log(dir.path())).unwrap().len()).unwrap());
    }
    let wal = fs::read(log(dir.path())).unwrap();
    Course { db, wal, safe }
}

impl Course {
    /// Opens with a log that ends here and goes on with this, and checks what must be there.
    fn cut(&self, at: usize, torn: &[u8]) {
        let dir = directory();
        fs::write(db(dir.path()), &self.db).unwrap();
        fs::write(log(dir.path()), [&self.wal[..at], torn].concat()).unwrap();
        let records = open(dir.path());
        let safe = self.safe.iter().filter(|length| **length <= at).count();
        let events = stored(&records).len() - 1;
        // What comes after a cut may happen to be what was there.
        let possible = self.safe.iter().filter(|length| **length <= at + torn.len()).count();
        assert!(events >= safe && events <= possible.max(safe), "cut at {at}: {events}, {safe} safe");
        assert_eq!(records.employer(employer(1).id).unwrap(), Some(employer(1)));
    }
}

#[test]
fn cut_at_every_sync_and_next_to_it() {
    let course = course(6);
    for length in course.safe.iter().copied() {
        for at in [length - 1, length, length + 1, length + 23, length + 24, length + 4120] {
            course.cut(at.min(course.wal.len()), &[]);
        }
    }
    for at in [0, 1, 31, 32, 33, 56, 4152] {
        course.cut(at, &[]);
    }
}

#[test]
fn what_follows_a_cut_is_ignored() {
    let course = course(3);
    for length in course.safe.iter().copied() {
        for torn in [[0_u8; 4120], [0xff; 4120], [0x37; 4120]] {
            course.cut(length, &torn);
            course.cut(length - 100, &torn);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn cut_anywhere(at in 0.0..1.0_f64, torn in prop::collection::vec(any::<u8>(), 0..600)) {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
        COURSE.with(|course| course.cut((course.wal.len() as f64 * at) as usize, &torn));
    }
}

thread_local! {
    static COURSE: Course = course(5);
}

#[test]
fn the_log_of_another_file_opens_consistently_or_counts_as_damage() {
    let other = directory();
    let mut others = open(other.path());
    for number in 2..60 {
        others.save_employer(&employer(number)).unwrap();
    }
    for (case, events) in [("empty", 0), ("small", 2), ("large", 80)] {
        let dir = directory();
        filled(dir.path(), events);
        fs::copy(log(other.path()), log(dir.path())).unwrap();
        let opened = open_with_any_notices(dir.path());
        match &opened.notices[..] {
            // Taken for what it says: a whole file, in which everything is sound.
            [] => {
                opened.records.archive().check().unwrap();
                stored(&opened.records);
            }
            [Notice::Restored { set_aside: Some(aside), .. } | Notice::StartedEmpty { set_aside: aside }] => {
                assert!(aside.exists(), "{case}");
            }
            other => panic!("{case}: {other:?}"),
        }
    }
}

#[test]
fn a_log_without_its_database_is_set_aside() {
    let dir = directory();
    filled(dir.path(), 3);
    let mut records = open(dir.path());
    let mut case = case().resume(&stored(&records));
    records.commit(&case.next()).unwrap();
    let wal = fs::read(log(dir.path())).unwrap();
    records.close(moment(11)).unwrap();
    fs::remove_file(db(dir.path())).unwrap();
    fs::write(log(dir.path()), &wal).unwrap();
    let opened = records::Records::open_with(dir.path(), moment(12), impatient()).unwrap();
    let [Notice::Restored { set_aside: Some(aside), .. }] = &opened.notices[..] else {
        panic!("{:?}", opened.notices);
    };
    assert_eq!(fs::read(format!("{}-wal", aside.display())).unwrap(), wal);
    assert_eq!(stored(&opened.records).len(), 4);
}

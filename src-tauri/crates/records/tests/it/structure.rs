//! No two files of the room import each other, directly or by way of others.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What each file imports from this crate, by the path of the module.
fn imports() -> BTreeMap<String, BTreeSet<String>> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeMap::new();
    for folder in [source.clone(), source.join("tables"), source.join("search")] {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|end| end != "rs") {
                continue;
            }
            let inside = path.strip_prefix(&source).unwrap().with_extension("");
            let module = inside.to_str().unwrap().replace(['/', '\\'], "::").replace("::mod", "");
            let text = fs::read_to_string(&path).unwrap();
            let words = text.split("crate::").skip(1).map(|rest| {
                let end = rest
                    .find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != ':')
                    .unwrap_or(rest.len());
                rest[..end].trim_end_matches(':').to_owned()
            });
            found.insert(module, words.collect::<BTreeSet<String>>());
        }
    }
    found
}

#[test]
fn the_files_import_each_other_in_no_circle() {
    let all = imports();
    assert!(all.len() > 30, "{all:?}");
    let of = |import: &str| {
        let known =
            |module: &&String| import == module.as_str() || import.starts_with(&format!("{module}::"));
        all.keys().filter(known).max_by_key(|module| module.len()).cloned()
    };
    let mut open: BTreeMap<String, BTreeSet<String>> = all
        .iter()
        .filter(|(module, _)| module.as_str() != "lib")
        .map(|(module, imports)| {
            let others = imports.iter().filter_map(|import| of(import)).filter(|other| other != module);
            (module.clone(), others.collect())
        })
        .collect();
    // What imports nothing that is left is taken out, until nothing more can be.
    loop {
        let left: BTreeSet<String> = open.keys().cloned().collect();
        let free: Vec<String> = open
            .iter()
            .filter(|(_, imports)| imports.is_disjoint(&left))
            .map(|(module, _)| module.clone())
            .collect();
        if free.is_empty() {
            break;
        }
        open.retain(|module, _| !free.contains(module));
    }
    assert!(open.is_empty(), "a circle among {open:?}");
}

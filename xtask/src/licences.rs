//! `cargo xtask licences`: the software that goes into the program, with its licences, from the lock files.
//!
//! The list stands in `ui/src/screens/settings/licences.json`, for the page to show; a test holds it against the lock
//! files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_json::Value;

use crate::run::{Failure, cargo, root};

/// The systems the program is made for, as in `deny.toml`.
const TARGETS: [&str; 6] = [
    "x86_64-unknown-linux-gnu",
    "aarch64-unknown-linux-gnu",
    "x86_64-pc-windows-msvc",
    "aarch64-pc-windows-msvc",
    "x86_64-apple-darwin",
    "aarch64-apple-darwin",
];

/// Packages of the page that are tools by name, and yet end up in it.
const BUILT_IN: [&str; 1] = ["svelte"];

/// Licences by package.
type List = BTreeMap<String, String>;

/// Writes the list anew.
///
/// # Errors
/// When the lock files cannot be read, or a package names no licence.
pub fn write() -> Result<(), Failure> {
    Ok(std::fs::write(file(), text(&gathered()?)?)?)
}

fn file() -> PathBuf {
    root().join("ui/src/screens/settings/licences.json")
}

fn text(list: &List) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(list).map_err(|error| Failure::new(error.to_string()))?;
    Ok(text + "\n")
}

fn gathered() -> Result<List, Failure> {
    let mut list = of_the_page()?;
    for target in TARGETS {
        list.extend(of_the_program(target)?);
    }
    Ok(list)
}

fn parsed(text: &str, what: &str) -> Result<Value, Failure> {
    serde_json::from_str(text).map_err(|error| Failure::new(format!("{what}: {error}")))
}

/// The crates that are built into the program on one system.
fn of_the_program(target: &str) -> Result<List, Failure> {
    let arguments = ["metadata", "--format-version", "1", "--locked", "--filter-platform", target];
    let metadata = parsed(&cargo(arguments).output(), "cargo metadata")?;
    let nodes = by_id(&metadata["resolve"]["nodes"]);
    let packages = by_id(&metadata["packages"]);
    let start = metadata["resolve"]["root"].as_str().unwrap_or_default();
    let mut seen = BTreeSet::new();
    let mut next = vec![start];
    while let Some(id) = next.pop() {
        if seen.insert(id) {
            next.extend(normal(nodes.get(id).map_or(&Value::Null, |node| &node["deps"])));
        }
    }
    let foreign =
        seen.into_iter().filter_map(|id| packages.get(id)).filter(|package| !package["source"].is_null());
    foreign.map(|package| named(&package["name"], &package["license"])).collect()
}

fn by_id(list: &Value) -> BTreeMap<&str, &Value> {
    let list = list.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(|one| Some((one["id"].as_str()?, one))).collect()
}

/// What is needed to run: neither to build nor to test.
fn normal(dependencies: &Value) -> impl Iterator<Item = &str> {
    let list = dependencies.as_array().map(Vec::as_slice).unwrap_or_default();
    let runs = |one: &&Value| {
        let kinds = one["dep_kinds"].as_array().map(Vec::as_slice).unwrap_or_default();
        kinds.iter().any(|kind| kind["kind"].is_null())
    };
    list.iter().filter(runs).filter_map(|one| one["pkg"].as_str())
}

/// The packages that are built into the page.
fn of_the_page() -> Result<List, Failure> {
    let lock = parsed(&std::fs::read_to_string(root().join("ui/package-lock.json"))?, "package-lock.json")?;
    let packages = &lock["packages"];
    let keys = |from: &Value| -> Vec<String> {
        from["dependencies"].as_object().map(|all| all.keys().cloned().collect()).unwrap_or_default()
    };
    let mut next = keys(&packages[""]);
    next.extend(BUILT_IN.map(str::to_owned));
    let mut list = List::new();
    while let Some(name) = next.pop() {
        let package = &packages[format!("node_modules/{name}")];
        let (name, licence) = named(&Value::String(name), &package["license"])?;
        if list.insert(name, licence).is_none() {
            next.extend(keys(package));
        }
    }
    Ok(list)
}

fn named(name: &Value, licence: &Value) -> Result<(String, String), Failure> {
    let name = name.as_str().unwrap_or_default().to_owned();
    let licence = licence.as_str().ok_or_else(|| Failure::new(format!("{name} names no licence")))?;
    Ok((name, in_one_way(licence)))
}

/// The same choice in the same words: `Apache-2.0/MIT` is `MIT OR Apache-2.0`.
fn in_one_way(licence: &str) -> String {
    let licence = licence.replace('/', " OR ");
    if licence.contains('(') || licence.contains(" AND ") {
        return licence;
    }
    let choices: BTreeSet<_> = licence.split(" OR ").map(str::trim).collect();
    let first = ["MIT"].into_iter().filter(|one| choices.contains(one));
    let rest = choices.iter().copied().filter(|one| *one != "MIT");
    first.chain(rest).collect::<Vec<_>>().join(" OR ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_list_is_what_the_lock_files_say() {
        let committed = std::fs::read_to_string(file()).unwrap();
        assert_eq!(committed, text(&gathered().unwrap()).unwrap(), "run cargo xtask licences");
    }

    #[test]
    fn a_choice_of_licences_is_written_in_one_way() {
        for written in ["MIT OR Apache-2.0", "Apache-2.0 OR MIT", "Apache-2.0/MIT", "MIT / Apache-2.0"] {
            assert_eq!(in_one_way(written), "MIT OR Apache-2.0");
        }
        assert_eq!(in_one_way("(MIT OR Apache-2.0) AND Unicode-3.0"), "(MIT OR Apache-2.0) AND Unicode-3.0");
    }
}

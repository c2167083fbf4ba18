//! What the window and the page may do: judged from the configuration that is compiled in.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod sources;

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};
use sources::{below, dependencies, none, packages, root};

const CONFIGURATION: &str = "tauri.conf.json";
const CAPABILITY: &str = "src-tauri/capabilities/main.json";

/// A file of the project as JSON.
fn read(path: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(root().join(path)).unwrap()).unwrap()
}

#[test]
fn the_content_security_policy_is_the_decided_one() {
    let expected = json!({
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "font-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "ipc: http://ipc.localhost",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-src": "'none'",
        "object-src": "'none'",
        "frame-ancestors": "'none'",
    });
    let security = &read(CONFIGURATION)["app"]["security"];
    assert_eq!(security["csp"], expected);
    let known = ["csp", "freezePrototype", "capabilities"];
    let unknown: Vec<&String> =
        security.as_object().unwrap().keys().filter(|key| !known.contains(&key.as_str())).collect();
    assert!(unknown.is_empty(), "no second policy, no asset protocol, nothing that loosens: {unknown:?}");
}

#[test]
fn the_page_gets_no_more_than_it_needs() {
    let configuration = read(CONFIGURATION);
    assert_eq!(configuration["app"]["withGlobalTauri"], json!(false));
    assert_eq!(configuration["app"]["security"]["freezePrototype"], json!(true));
    assert_eq!(configuration["app"]["security"]["capabilities"], json!(["main"]));
    assert_eq!(
        configuration["build"],
        json!({ "frontendDist": "ui/dist" }),
        "the page comes from the program itself"
    );
    let windows = configuration["app"]["windows"].as_array().unwrap();
    assert_eq!(windows.len(), 1);
    assert_eq!(windows[0]["label"], json!("main"));
    assert_eq!(windows[0]["create"], json!(false), "the shell makes it, restricted");
    let mut findings = Vec::new();
    for path in [CONFIGURATION, CAPABILITY] {
        visit(&read(path), &mut |text| {
            for word in ["unsafe-inline", "unsafe-eval", "*", "https:", "devtools", "wasm-unsafe"] {
                if text.contains(word) && !text.starts_with("https://schema.tauri.app/") {
                    findings.push(format!("{path}: {text}"));
                }
            }
        });
    }
    none("nothing in the configuration opens the window to the outside", &findings);
}

/// Calls `judge` with every key and every text in `value`.
fn visit(value: &Value, judge: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => judge(text),
        Value::Array(items) => items.iter().for_each(|item| visit(item, judge)),
        Value::Object(fields) => {
            for (key, item) in fields {
                judge(key);
                visit(item, judge);
            }
        }
        _ => {}
    }
}

#[test]
fn installers_ask_no_rights_that_they_do_not_need_and_never_go_back() {
    let bundle = &read(CONFIGURATION)["bundle"];
    let windows = &bundle["windows"];
    assert_eq!(windows["allowDowngrades"], json!(false), "an older program refuses newer records");
    assert_eq!(windows["nsis"]["installMode"], json!("currentUser"), "without an administrator");
    assert_eq!(windows["nsis"]["languages"], json!(["Dutch", "English"]));
    assert_eq!(windows["webviewInstallMode"]["type"], json!("embedBootstrapper"));
    let mac = &bundle["macOS"];
    assert_eq!(mac["hardenedRuntime"], json!(true));
    assert_eq!(mac["minimumSystemVersion"], json!("12.0"));
    let entitlements = fs::read_to_string(root().join(mac["entitlements"].as_str().unwrap())).unwrap();
    assert!(entitlements.contains("<dict/>"), "no exception to the hardened runtime: {entitlements}");
    for target in ["nsis", "dmg"] {
        assert!(bundle["targets"].as_array().unwrap().contains(&json!(target)), "{target}");
    }
}

/// Records stay on the computer that has their key; what travels with a profile of Windows is another folder.
#[test]
fn records_are_kept_in_the_folder_that_stays_on_the_computer() {
    let shell = fs::read_to_string(root().join("src-tauri/src/app.rs")).unwrap();
    assert!(shell.contains("now: app.path().app_local_data_dir()?"));
    assert!(shell.contains("before: app.path().app_data_dir()?"));
    let opened = shell.find("Environments::open_folder(").unwrap();
    let moved = shell.find("DataFolder::moved(").unwrap();
    let looked = shell.find("tauri::webview_version()").unwrap();
    assert!(looked < moved && moved < opened, "no records are opened without anything to show them with");
}

/// The updater refuses a signature that does not name its version, and is off without a key and an address.
#[test]
fn a_release_is_built_and_signed_as_the_updater_wants_it() {
    let program = fs::read_to_string(root().join("src-tauri/src/updates.rs")).unwrap();
    let release = fs::read_to_string(root().join(".github/workflows/release.yml")).unwrap();
    for (name, value) in [
        ("KOPPELWIJZER_RELEASES", "${{ github.server_url }}/${{ github.repository }}/releases/latest"),
        ("KOPPELWIJZER_UPDATE_KEY", "${{ vars.KOPPELWIJZER_UPDATE_KEY }}"),
        ("KOPPELWIJZER_UPDATE_ADDRESS", "${{ vars.KOPPELWIJZER_UPDATE_ADDRESS }}"),
    ] {
        assert!(program.contains(&format!("option_env!(\"{name}\")")), "{name}");
        assert!(
            release.contains(&format!("\n  {name}: {value}\n")),
            "{name}, for every build of the release"
        );
    }
    assert!(program.contains("\"requireSignedVersion\": true"));
    assert!(release.contains("cargo tauri signer sign --app-version \"${GITHUB_REF_NAME#v}\""));
    assert!(
        read(CONFIGURATION).get("plugins").is_none(),
        "what the updater uses is decided by the build alone"
    );
}

#[test]
fn one_capability_for_the_main_window_and_local_pages() {
    assert_eq!(below("src-tauri/capabilities", &[".json", ".toml"]).len(), 1);
    let capability = read(CAPABILITY);
    assert_eq!(capability["windows"], json!(["main"]));
    assert_eq!(capability["local"], json!(true));
    for key in ["remote", "webviews"] {
        assert!(capability.get(key).is_none(), "{key}");
    }
    let harmless = ["commands", "core:event:allow-listen", "core:event:allow-unlisten"];
    for permission in capability["permissions"].as_array().unwrap() {
        assert!(harmless.contains(&permission.as_str().unwrap()), "{permission}");
    }
    assert!(capability["permissions"].as_array().unwrap().contains(&json!("commands")));
}

#[test]
fn no_plugin_reaches_files_network_shell_or_clipboard_from_the_page() {
    let forbidden = [
        "fs",
        "http",
        "shell",
        "store",
        "sql",
        "clipboard-manager",
        "clipboard",
        "process",
        "upload",
        "websocket",
        "localhost",
    ];
    let packages = packages();
    let shell = packages.iter().find(|package| package["name"] == "koppelwijzer").unwrap();
    let mut findings: Vec<String> = dependencies(shell)
        .into_iter()
        .filter(|name| forbidden.iter().any(|plugin| *name == format!("tauri-plugin-{plugin}")))
        .collect();
    for dependency in shell["dependencies"].as_array().unwrap() {
        for feature in ["devtools", "protocol-asset", "macos-private-api", "unstable"] {
            if dependency["name"] == "tauri"
                && dependency["features"].as_array().unwrap().contains(&json!(feature))
            {
                findings.push(format!("tauri with {feature}"));
            }
        }
    }
    for source in below("src-tauri/src", &[".rs"]) {
        if source.text.contains("open_devtools") || source.text.contains(".devtools(true)") {
            findings.push(format!("{} opens the developer tools", source.path));
        }
    }
    none("what the page must not reach is not compiled in", &findings);
}

#[test]
fn a_release_build_reads_no_variable_that_leads_it_elsewhere() {
    let mut findings = Vec::new();
    for source in below("src-tauri/src", &[".rs"]) {
        let lines = source.text.lines().map(str::trim);
        for line in lines.filter(|line| line.contains("env::var") || line.contains("env::vars")) {
            let harmless =
                ["env::var_os(FOLDER)", "env::var(\"RUST_LOG\")", "env::var_os(\"UPDATE_BINDINGS\")"];
            let debug_only = line == "if cfg!(debug_assertions) { std::env::var_os(name) } else { None }";
            if !debug_only && !harmless.iter().any(|known| line.contains(known)) {
                findings.push(format!("{}: {line}", source.path));
            }
        }
    }
    none("another Loket and answered dialogs are for debug builds", &findings);
}

#[test]
fn no_command_works_on_a_thread_of_the_runtime() {
    let mut findings = Vec::new();
    for source in below("src-tauri/src/commands", &[".rs"]) {
        let commands = source.text.matches("#[tauri::command]").count();
        let all = source.text.matches("#[tauri::command").count();
        let moved = source.text.matches("in_office(&environments").count()
            + source.text.matches("in_office_async(").count()
            + source.text.matches("blocking(move").count();
        if commands != all || moved != all {
            findings.push(format!("{}: {all} commands, of which {moved} go through `blocking`", source.path));
        }
        findings.extend(
            source.text.contains("environments.now()").then(|| format!("{}: the office", source.path)),
        );
    }
    none("what a command does may wait, and waits elsewhere", &findings);
}

/// A package that is installed may bring a script along, which would run with the rights of whoever installs it.
#[test]
fn no_package_of_npm_runs_a_script_when_it_is_installed() {
    let locks = below(".", &["package-lock.json"]);
    assert!(locks.iter().any(|lock| lock.path == "ui/package-lock.json"), "the search finds the page's");
    let findings: Vec<String> = locks
        .iter()
        .map(|lock| lock.path.replace("package-lock.json", ".npmrc"))
        .filter(|path| {
            let settings = fs::read_to_string(root().join(path)).unwrap_or_default();
            !settings.lines().any(|line| line == "ignore-scripts=true")
        })
        .collect();
    none("each folder of packages says `ignore-scripts=true`", &findings);
}

#[test]
fn every_command_is_declared_and_answered() {
    let written: BTreeSet<String> =
        below("src-tauri/src", &[".rs"]).iter().flat_map(|source| commands_in(&source.text)).collect();
    let marks: usize = below("src-tauri/src", &[".rs"])
        .iter()
        .map(|source| {
            source.text.lines().filter(|line| line.trim_start().starts_with("#[tauri::command")).count()
        })
        .sum();
    assert_eq!(marks, written.len(), "every command has a name of its own");
    let declared = &read("gen/schemas/acl-manifests.json")["__app-acl__"]["permissions"]["commands"]["commands"]
        ["allow"];
    let declared: BTreeSet<String> =
        declared.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect();
    assert_eq!(declared, written, "declared to Tauri, and written");
    let answered: BTreeSet<String> =
        below("src-tauri/src", &[".rs"]).iter().flat_map(|source| answered_in(&source.text)).collect();
    assert_eq!(answered, written, "answered by the program, and written");
}

/// The function name after each `#[tauri::command]`.
fn commands_in(text: &str) -> Vec<String> {
    text.split("#[tauri::command")
        .skip(1)
        .filter_map(|after| after.split_once("fn ").map(|(_, rest)| rest))
        .map(|rest| {
            rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap().to_owned()
        })
        .collect()
}

/// The commands that are handed to Tauri.
fn answered_in(text: &str) -> Vec<String> {
    // The last is the list of `bindings.rs`, which goes to either of the others.
    let lists = ["collect_commands![", "generate_handler![", "$($into)+!["];
    lists
        .iter()
        .flat_map(|list| text.split(list).skip(1))
        .filter_map(|after| after.split_once(']').map(|(inside, _)| inside))
        .flat_map(|inside| inside.split(','))
        .filter_map(|path| path.rsplit("::").next())
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

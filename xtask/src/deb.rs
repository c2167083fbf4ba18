//! `cargo xtask deb`: the program as a Debian package, installed, started and removed again on this machine.

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{Failure, Step, cargo, root, target};
use crate::{page, require};

/// What the window is called, and so what has to be seen.
const TITLE: &str = "Koppelwijzer";

/// Opens what the desktop would open, and looks for its window for at most a minute. What was started ends with the screen.
const SEEN: &str = r#"gio launch /usr/share/applications/koppelwijzer.desktop &
for _ in $(seq 120); do
    if xwininfo -root -tree | grep --quiet "\"$TITLE\": ("; then exit 0; fi
    sleep 0.5
done
echo "no window called $TITLE"; xwininfo -root -tree; exit 1"#;

/// Makes the package and tries it.
///
/// # Errors
/// When it cannot be made, or is not what it should be once installed or removed; and for words that mean nothing here.
pub fn run(words: &[String]) -> Result<(), Failure> {
    let release = match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => false,
        ["--release"] => true,
        _ => return Err(Failure::new("cargo xtask deb, or as it goes out: cargo xtask deb --release")),
    };
    if !cfg!(target_os = "linux") {
        return Err(Failure::new("A Debian package is made on Debian."));
    }
    require::programs()?;
    require::packages(require::BUILD)?;
    require::packages(require::DEB)?;
    page()?;
    let profile: &[&str] = if release { &["--release"] } else { &[] };
    cargo(["build", "--package", "koppelwijzer"]).arguments(profile).run()?;
    let program = target().join(if release { "release" } else { "debug" }).join("koppelwijzer");
    let package = packed(&program, release)?;
    tried(&package)
}

/// The files in the folders where they belong, as one package.
fn packed(program: &Path, release: bool) -> Result<PathBuf, Failure> {
    let folder = target().join("deb");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let stage = folder.join("stage");
    let packaging = root().join("packaging/debian");
    let stands = |from: PathBuf, to: &str| -> Result<(), Failure> {
        let to = stage.join(to);
        fs::create_dir_all(to.parent().unwrap_or(&stage))?;
        fs::copy(from, to)?;
        Ok(())
    };
    stands(program.to_owned(), "usr/bin/koppelwijzer")?;
    stands(packaging.join("koppelwijzer.desktop"), "usr/share/applications/koppelwijzer.desktop")?;
    for (icon, size) in [("32x32", "32x32"), ("128x128", "128x128"), ("128x128@2x", "256x256")] {
        let to = format!("usr/share/icons/hicolor/{size}/apps/koppelwijzer.png");
        stands(root().join(format!("icons/{icon}.png")), &to)?;
    }
    stands(packaging.join("copyright"), "usr/share/doc/koppelwijzer/copyright")?;
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        stands(root().join(licence), &format!("usr/share/doc/koppelwijzer/{licence}"))?;
    }
    let installed = stage.join("usr/bin/koppelwijzer");
    Step::new("strip").arguments([&installed]).run()?;
    let bytes = fs::metadata(&installed)?.len();

    let architecture = Step::new("dpkg").arguments(["--print-architecture"]).run_printing()?;
    let architecture = architecture.trim();
    let control = fs::read_to_string(packaging.join("control"))?
        .replace("@VERSION@", env!("CARGO_PKG_VERSION"))
        .replace("@ARCHITECTURE@", architecture)
        .replace("@DEPENDS@", &depends(&folder, &installed)?)
        .replace("@KIBIBYTES@", &bytes.div_ceil(1024).to_string());
    fs::create_dir_all(stage.join("DEBIAN"))?;
    fs::write(stage.join("DEBIAN/control"), control)?;
    let package = folder.join(format!("koppelwijzer_{}_{architecture}.deb", env!("CARGO_PKG_VERSION")));
    // What goes out is small; what is only tried is soon made.
    let compression: &[&str] = if release { &["-Zxz"] } else { &["-Zgzip", "-z1"] };
    Step::new("dpkg-deb")
        .arguments(compression)
        .arguments(["--root-owner-group", "--build"])
        .arguments([&stage, &package])
        .run()?;
    eprintln!("{bytes} bytes the program, {} the package", fs::metadata(&package)?.len());
    Ok(package)
}

/// The packages that have the libraries which the program asks for, as Debian's own tool finds them.
fn depends(folder: &Path, program: &Path) -> Result<String, Failure> {
    fs::create_dir_all(folder.join("debian"))?;
    fs::write(
        folder.join("debian/control"),
        "Source: koppelwijzer\n\nPackage: koppelwijzer\nArchitecture: any\n",
    )?;
    let found =
        Step::new("dpkg-shlibdeps").within(folder).arguments(["-O"]).arguments([program]).run_printing()?;
    let depends = found.trim().strip_prefix("shlibs:Depends=").unwrap_or_default();
    if !depends.contains("libwebkit2gtk-4.1") {
        return Err(Failure::new(format!("the web view is not among what the program needs: {found}")));
    }
    Ok(depends.to_owned())
}

/// Installs it, looks for its window, and removes it.
fn tried(package: &Path) -> Result<(), Failure> {
    if !require::is_root() {
        eprintln!("NOT CHECKED: only root can install the package ({})", package.display());
        return Ok(());
    }
    if require::is_installed("koppelwijzer") {
        eprintln!("NOT CHECKED: Koppelwijzer is installed here already, and stays as it is");
        return Ok(());
    }
    Step::new("dpkg").arguments(["--install"]).arguments([package]).run()?;
    let opened = opened(&target().join("deb/home"));
    let removed = Step::new("dpkg").arguments(["--remove", "koppelwijzer"]).run();
    opened.and(removed)?;
    let left = ["/usr/bin/koppelwijzer", "/usr/share/applications/koppelwijzer.desktop"];
    match left.iter().find(|path| Path::new(path).exists()) {
        None => Ok(()),
        Some(left) => Err(Failure::new(format!("removed, and still there: {left}"))),
    }
}

/// Whether a window is seen when the desktop opens it, with records of its own.
fn opened(home: &Path) -> Result<(), Failure> {
    fs::create_dir_all(home)?;
    let home = home.canonicalize()?;
    Step::new("xvfb-run")
        .arguments(["--auto-servernum", "dbus-run-session", "--", "sh", "-c", SEEN])
        .variable("TITLE", TITLE)
        .variable("HOME", &home)
        .variable("XDG_DATA_HOME", home.join("data"))
        .variable("XDG_CONFIG_HOME", home.join("config"))
        .variable("XDG_CACHE_HOME", home.join("cache"))
        .variable("KOPPELWIJZER_DATA_DIR", home.join("records"))
        .variable("WEBKIT_DISABLE_COMPOSITING_MODE", "1")
        .variable("LIBGL_ALWAYS_SOFTWARE", "1")
        .run()?;
    if home.join("records").read_dir().is_ok_and(|mut files| files.next().is_some()) {
        Ok(())
    } else {
        Err(Failure::new("a window was seen, but no records were made"))
    }
}

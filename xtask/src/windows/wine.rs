//! Wine: a Windows of its own below the project's target folder, which nothing else uses.

use std::fs;
use std::path::{Path, PathBuf};

use super::build;
use crate::run::{Failure, Step, root};

/// A Windows to run programs in.
pub struct Wine {
    prefix: PathBuf,
}

impl Wine {
    /// Makes one anew, so that nothing of an earlier run is in it.
    ///
    /// # Errors
    /// When Wine or the compiler does not succeed.
    pub fn prepared() -> Result<Self, Failure> {
        let prefix = build::folder().join("wine");
        if prefix.exists() {
            fs::remove_dir_all(&prefix)?;
        }
        fs::create_dir_all(logs())?;
        let wine = Self { prefix };
        wine.program("wineboot", Path::new("/"))
            .arguments(["--init"])
            .run_into(&logs().join("wineboot.txt"))?;
        let system = wine.drive().join("windows").join("system32");
        if !system.is_dir() {
            return Err(Failure::new(format!("Wine made no Windows in {}", wine.prefix.display())));
        }
        Step::new("x86_64-w64-mingw32-gcc")
            .arguments(["-shared", "-O2", "-o"])
            .arguments([system.join("bcryptprimitives.dll"), root().join("xtask/windows/bcryptprimitives.c")])
            .arguments(["-ladvapi32"])
            .run()?;
        Ok(wine)
    }

    /// Drive C.
    pub fn drive(&self) -> PathBuf {
        self.prefix.join("drive_c")
    }

    /// A Windows program, or one that Wine has, run in this folder for at most twenty minutes.
    pub fn program(&self, program: impl AsRef<Path>, folder: &Path) -> Step {
        self.surrounded(Step::new("timeout").arguments(["--kill-after=10", "1200", "wine"]), program, folder)
    }

    /// The same on a screen of its own, for at most so many seconds.
    pub fn program_on_screen(&self, program: impl AsRef<Path>, folder: &Path, seconds: u32) -> Step {
        let step = Step::new("xvfb-run").arguments(["--auto-servernum", "timeout", "--kill-after=10"]);
        self.surrounded(step.arguments([seconds.to_string(), "wine".into()]), program, folder)
    }

    fn surrounded(&self, step: Step, program: impl AsRef<Path>, folder: &Path) -> Step {
        step.within(folder)
            .arguments([program.as_ref()])
            .variable("WINEARCH", "win64")
            .variable("WINEPREFIX", &self.prefix)
            .variable("WINEDEBUG", "-all")
            // No questions about what is not needed, and nothing in the menus of this machine.
            .variable("WINEDLLOVERRIDES", "mscoree,mshtml,winemenubuilder.exe=")
    }
}

/// Where what programs print is kept.
pub fn logs() -> PathBuf {
    build::folder().join("logs")
}

/// A path of this machine as Windows programs name it under Wine.
pub fn seen_from_windows(path: &Path) -> String {
    format!("Z:{}", path.display().to_string().replace('/', "\\"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_this_machine_is_on_drive_z() {
        assert_eq!(seen_from_windows(Path::new("/srv/a b")), "Z:\\srv\\a b");
    }
}

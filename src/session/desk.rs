//! The real world: this machine's clock, disk and dialogs.

use super::host::{Host, Picked, Writer};
use super::look::PathFor;
use super::pdf_reader;
use crate::exchange::reading::PdfFault;
use crate::file::folder::FolderChange;
use crate::file::journal_disk::{self, Append, Found};
use crate::file::part::Part;
use crate::file::safe::{self, LoadError, SaveError, Saved};
use crate::file::{Seal, Sheet, early, folder_disk, history};
use crate::model::{Fingerprint, Project, Time};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use uuid::Uuid;

/// Asks for a path with the system's dialog.
pub type Picker = fn(PathFor, &str) -> Picked;

/// The machine a person sits at.
pub struct Desk {
    settings: Option<PathBuf>,
    picker: Option<Picker>,
    wake: Box<dyn Fn() + Send + Sync>,
}

impl Desk {
    /// For commands and scripts: nobody to ask, nothing to wake.
    pub fn plain() -> Self {
        Self {
            settings: None,
            picker: None,
            wake: Box::new(|| {}),
        }
    }

    /// For a window: `picker` opens dialogs, `wake` makes the window look at finished jobs.
    pub fn for_window(picker: Picker, wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            settings: settings_folder(),
            picker: Some(picker),
            wake: Box::new(wake),
        }
    }

    /// The same desk with its settings in another folder.
    #[must_use]
    pub fn with_settings(self, folder: PathBuf) -> Self {
        Self {
            settings: Some(folder),
            ..self
        }
    }
}

impl Host for Desk {
    fn now(&self) -> Time {
        Time::from_secs(i64::try_from(since_epoch().as_secs()).unwrap_or_default())
    }

    fn millis(&self) -> u64 {
        u64::try_from(since_epoch().as_millis()).unwrap_or_default()
    }

    fn chance(&self) -> [u8; 10] {
        // Bytes 9 to 15 of a UUID v7 are from the system's generator.
        let fresh = || uuid::Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, 0, 0));
        let bytes = [fresh().into_bytes(), fresh().into_bytes()];
        let mut chance = [0; 10];
        for (to, from) in chance
            .iter_mut()
            .zip(bytes.iter().flat_map(|it| it.iter().skip(9)))
        {
            *to = *from;
        }
        chance
    }

    #[expect(clippy::disallowed_methods, reason = "the host is the clock")]
    fn fresh_id(&self) -> Uuid {
        // Counts on within a millisecond, also over a clock that is set back.
        Uuid::now_v7()
    }

    fn load(&self, path: &Path) -> Result<(Vec<u8>, Fingerprint), LoadError> {
        safe::load(path)
    }

    fn save(&self, path: &Path, backups: usize, write: Writer<'_>) -> Result<Saved, SaveError> {
        if let Some(folder) = path
            .parent()
            .filter(|it| self.settings.as_deref() == Some(*it))
        {
            // Only the settings' folder is made on the way; a person's folders are theirs to make.
            let _ = std::fs::create_dir_all(folder);
        }
        safe::save(path, backups, write)
    }

    fn texts(&self, path: &Path) -> Option<Project> {
        early::texts(path, early::LARGE)
    }

    fn is_folder_project(&self, path: &Path) -> bool {
        folder_disk::is_folder_project(path)
    }

    fn parts(&self, path: &Path) -> Result<Vec<Part>, LoadError> {
        folder_disk::load_parts(path)
    }

    fn part_heads(&self, path: &Path) -> Option<Vec<Part>> {
        folder_disk::load_heads(path)
    }

    fn make_folder(&self, path: &Path) -> Result<(), SaveError> {
        folder_disk::make_folder(path)
    }

    fn make_plain_folder(&self, path: &Path) -> Result<(), SaveError> {
        folder_disk::make_plain_folder(path)
    }

    fn save_parts(&self, path: &Path, change: &FolderChange) -> Result<(), SaveError> {
        folder_disk::save_parts(path, change)
    }

    fn seal(&self, path: &Path) -> Option<Seal> {
        folder_disk::seal(path)
    }

    fn keep(&self, path: &Path, sheet: &Sheet, before: Option<&Sheet>) -> Result<(), SaveError> {
        history::keep(path, sheet, before)
    }

    fn keep_for_good(&self, path: &Path, sheet: &Sheet) -> Result<(), SaveError> {
        history::keep_for_good(path, sheet)
    }

    fn kept(&self, path: &Path, id: Fingerprint) -> Option<Project> {
        history::kept(path, id)
    }

    fn journal(&self, path: &Path) -> Option<Found> {
        journal_disk::look(path)
    }

    fn append(&self, path: &Path, keep: u64) -> io::Result<Box<dyn Append>> {
        journal_disk::append(path, keep)
    }

    fn set_aside(&self, path: &Path, is_copy: bool) -> Option<PathBuf> {
        journal_disk::set_aside(path, is_copy).ok()
    }

    fn put_away(&self, path: &Path, journal: &Path) -> bool {
        journal_disk::put_away(path, journal).is_ok()
    }

    fn make_private(&self, path: &Path) {
        safe::make_private(path);
    }

    fn forget(&self, path: &Path) {
        // What is not there is forgotten already.
        let _ = std::fs::remove_file(path);
    }

    fn list(&self, folder: &Path) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).into_iter().flatten();
        let mut paths: Vec<PathBuf> = entries.filter_map(|it| Some(it.ok()?.path())).collect();
        paths.sort();
        paths
    }

    fn is_folder(&self, path: &Path) -> bool {
        path.is_dir()
    }

    fn settings_folder(&self) -> Option<PathBuf> {
        self.settings.clone()
    }

    fn seeds_folder(&self) -> Option<PathBuf> {
        let beside_program = std::env::current_exe()
            .ok()
            .and_then(|it| Some(it.parent()?.join("seeds")));
        let here = PathBuf::from("seeds");
        let at_build = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
        [Some(here), beside_program, Some(at_build)]
            .into_iter()
            .flatten()
            .find(|it| it.is_dir())
    }

    fn language(&self) -> String {
        sys_locale::get_locale().unwrap_or_default()
    }

    fn person(&self) -> String {
        ["USER", "USERNAME"]
            .iter()
            .find_map(|name| std::env::var(name).ok())
            .unwrap_or_default()
    }

    fn pick(&self, wanted: PathFor, suggested: &str) -> Picked {
        self.picker
            .map_or(Picked::Unavailable, |pick| pick(wanted, suggested))
    }

    fn pdf_pages(&self, bytes: &[u8]) -> Result<Vec<String>, PdfFault> {
        pdf_reader::read(bytes)
    }

    fn wake(&self) {
        (self.wake)();
    }
}

fn since_epoch() -> Duration {
    #[expect(
        clippy::disallowed_methods,
        reason = "the desk is the door to the clock"
    )]
    let now = SystemTime::now();
    now.duration_since(UNIX_EPOCH).unwrap_or_default()
}

/// The person's folder for settings, by the system's custom.
fn settings_folder() -> Option<PathBuf> {
    let folder = |name: &str| {
        std::env::var_os(name)
            .filter(|it| !it.is_empty())
            .map(PathBuf::from)
    };
    let home = || folder("HOME");
    if let Some(given) = folder("ZHUPI_SETTINGS") {
        return Some(given);
    }
    if cfg!(windows) {
        folder("APPDATA").map(|it| it.join("Zhupi"))
    } else if cfg!(target_os = "macos") {
        home().map(|it| it.join("Library/Application Support/Zhupi"))
    } else {
        let config = folder("XDG_CONFIG_HOME").or_else(|| home().map(|it| it.join(".config")));
        config.map(|it| it.join("zhupi"))
    }
}

/// Whether the system offers dialogs. On Linux and its kin they come from the desktop portal over
/// the session's bus, or from zenity; a bare machine has neither, and a dialog then answers nothing.
pub fn has_dialogs() -> bool {
    if cfg!(any(windows, target_os = "macos")) || Path::new("/.flatpak-info").exists() {
        return true;
    }
    let folders = |name: &str| std::env::var_os(name).unwrap_or_default();
    let given = folders("XDG_DATA_DIRS");
    let home = Path::new(&folders("HOME")).join(".local/share");
    let usual = ["/usr/local/share", "/usr/share"].map(PathBuf::from);
    let service = "dbus-1/services/org.freedesktop.portal.Desktop.service";
    let has_portal = std::env::split_paths(&given)
        .chain(usual)
        .chain([home, PathBuf::from(folders("XDG_DATA_HOME"))])
        .any(|folder| folder.join(service).is_file());
    let has_bus = !folders("DBUS_SESSION_BUS_ADDRESS").is_empty()
        || Path::new(&folders("XDG_RUNTIME_DIR")).join("bus").exists();
    let path = folders("PATH");
    let has_zenity = std::env::split_paths(&path).any(|folder| folder.join("zenity").is_file());
    (has_bus && has_portal) || has_zenity
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_stand_in_the_order_in_which_they_were_made() {
        let desk = Desk::plain();
        let ids: Vec<Uuid> = (0..10_000).map(|_| desk.fresh_id()).collect();
        assert!(ids.is_sorted_by(|one, next| one < next));
        assert!(ids.iter().all(|it| it.get_version_num() == 7));
    }
}

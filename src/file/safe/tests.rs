//! Tests: saving and loading where disks fail, links point and folders refuse.

use super::super::backups::{backup, backups};
use super::*;
use std::time::Duration;

/// A folder with `治理.ron` in it.
fn folder_with(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("治理.ron");
    save_text(&path, text).unwrap();
    (folder, path)
}

fn save_text(path: &Path, text: &str) -> Result<Saved, SaveError> {
    save(path, 2, &mut |out| out.write_all(text.as_bytes()))
}

fn text_of(path: &Path) -> String {
    String::from_utf8(load(path).unwrap().0).unwrap()
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_save_keeps_the_versions_before_it() {
    let (folder, path) = folder_with("一");
    for text in ["二", "三", "四"] {
        let saved = save_text(&path, text).unwrap();
        assert!(saved.no_backup.is_none());
        assert!(saved.seal.is_some());
        assert_eq!(saved.seal, Seal::at(&path));
    }
    let kept: Vec<String> = backups(&path).iter().map(|path| text_of(path)).collect();
    assert_eq!(
        (text_of(&path), kept),
        ("四".into(), vec!["三".into(), "二".into()])
    );
    assert_eq!(
        names(folder.path()),
        ["治理.ron", "治理.ron.1.bak", "治理.ron.2.bak"]
    );
}

#[test]
fn no_more_backups_than_wanted_and_none_when_none_are() {
    let (folder, path) = folder_with("一");
    save(&path, 0, &mut |out| out.write_all("二".as_bytes())).unwrap();
    assert_eq!(names(folder.path()), ["治理.ron"]);
    for text in ["三", "四"] {
        save(&path, 1, &mut |out| out.write_all(text.as_bytes())).unwrap();
    }
    assert_eq!(names(folder.path()), ["治理.ron", "治理.ron.1.bak"]);
    assert_eq!(text_of(&backups(&path)[0]), "三");
}

#[test]
fn a_backup_made_right_before_a_crash_does_no_harm() {
    let (_folder, path) = folder_with("一");
    // The crash came after the link was made and before the new file was in place.
    fs::hard_link(&path, backup(&path, 1)).unwrap();
    save_text(&path, "二").unwrap();
    save_text(&path, "三").unwrap();
    let kept: Vec<String> = backups(&path).iter().map(|path| text_of(path)).collect();
    assert_eq!(
        (text_of(&path), kept),
        ("三".into(), vec!["二".into(), "一".into()])
    );
}

#[test]
fn a_write_that_fails_at_any_byte_leaves_the_file_as_it_was() {
    let (folder, path) = folder_with("治理与国防");
    let text = crate::file::to_string(&crate::file::read(SAMPLE.as_bytes()).unwrap().project);
    for (at, _) in text.char_indices() {
        let mut failing = |out: &mut dyn Write| {
            out.write_all(&text.as_bytes()[..at])?;
            Err(io::ErrorKind::StorageFull.into())
        };
        let error = save(&path, 2, &mut failing).unwrap_err();
        assert!(matches!(error, SaveError::Full { .. }), "{error}");
        assert_eq!(text_of(&path), "治理与国防");
        assert_eq!(names(folder.path()), ["治理.ron"], "nothing is left over");
    }
}

const SAMPLE: &str = "Zhupi(format: 1, project: Project(id: \"0199c0de-0000-7000-8000-\
                      000000000001\", name: \"试编\"))";

#[test]
fn every_failure_has_its_sentence() {
    let (folder, path) = folder_with("治理");
    let said = |path: &Path| {
        let error = save_text(path, "国防").unwrap_err().to_string();
        error.replace(folder.path().to_str().unwrap(), "…")
    };
    let nowhere = folder.path().join("没有").join("治理.ron");
    assert_eq!(
        said(&nowhere),
        "…/没有/治理.ron was not saved: its folder is not there. Save it under another name."
    );
    assert_eq!(
        said(folder.path()),
        "… is a folder. Save under a name that is not one."
    );
    #[cfg(unix)]
    assert_eq!(
        said(Path::new("/dev/full")),
        "/dev/full is not a plain file. Save under another name."
    );
    let fail = |kind: io::ErrorKind| {
        let error = save(&path, 2, &mut |_| Err(kind.into()))
            .unwrap_err()
            .to_string();
        error.replace(folder.path().to_str().unwrap(), "…")
    };
    assert_eq!(
        fail(io::ErrorKind::StorageFull),
        "…/治理.ron was not saved: the disk is full. The file is as it was; make room and save \
         again, or save elsewhere."
    );
    assert_eq!(
        fail(io::ErrorKind::PermissionDenied),
        "…/治理.ron was not saved: it is write-protected, or its folder is. The file is as it \
         was; save it under another name."
    );
    assert_eq!(
        fail(io::ErrorKind::TimedOut),
        "…/治理.ron was not saved: writing failed (timed out). The file is as it was; save \
         again, or save elsewhere."
    );
    assert_eq!(text_of(&path), "治理");
}

#[test]
fn a_protected_file_stays_as_it_is() {
    let (folder, path) = folder_with("治理");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    assert!(matches!(
        save_text(&path, "国防"),
        Err(SaveError::ReadOnly { .. })
    ));
    assert_eq!(text_of(&path), "治理");
    assert_eq!(names(folder.path()), ["治理.ron"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_protected_folder_is_told_apart() {
    use std::os::unix::fs::PermissionsExt;
    // Nobody may make files here, not even root, whom permissions do not bind elsewhere.
    let error = save_text(Path::new("/sys/治理.ron"), "治理").unwrap_err();
    assert!(matches!(error, SaveError::ReadOnly { .. }), "{error}");

    let (folder, path) = folder_with("治理");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    let bound = File::create(folder.path().join("probe")).is_err();
    let saved = save_text(&path, "国防");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(matches!(saved, Err(SaveError::ReadOnly { .. })), bound);
    assert_eq!(text_of(&path), if bound { "治理" } else { "国防" });
}

#[cfg(unix)]
#[test]
fn permissions_stay_and_a_new_file_gets_the_usual_ones() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path) = folder_with("治理");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let usual = folder.path().join("usual");
    File::create(&usual).unwrap();
    assert_eq!(mode(&path), mode(&usual));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o660)).unwrap();
    save_text(&path, "国防").unwrap();
    assert_eq!(mode(&path), 0o660);
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_is_followed_and_stays() {
    use std::os::unix::fs::symlink;
    let (folder, path) = folder_with("治理");
    let elsewhere = folder.path().join("别处");
    fs::create_dir(&elsewhere).unwrap();
    let link = elsewhere.join("link.ron");
    symlink("../治理.ron", &link).unwrap();
    save_text(&link, "国防").unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(text_of(&path), "国防");
    assert_eq!(
        names(&elsewhere),
        ["link.ron"],
        "the backup lies beside the file"
    );

    let dangling = folder.path().join("dangling.ron");
    symlink("别处/new.ron", &dangling).unwrap();
    save_text(&dangling, "文化").unwrap();
    assert_eq!(text_of(&elsewhere.join("new.ron")), "文化");

    let circle = folder.path().join("circle.ron");
    symlink("circle.ron", &circle).unwrap();
    let error = save_text(&circle, "文化").unwrap_err();
    assert!(
        error.to_string().contains("the links go in a circle"),
        "{error}"
    );
}

#[test]
fn what_dead_saves_left_is_swept_and_nothing_else() {
    let (folder, path) = folder_with("治理");
    let make = |name: &str, age_secs: u64| {
        let file = File::create(folder.path().join(name)).unwrap();
        let then = file.metadata().unwrap().modified().unwrap();
        file.set_modified(then - Duration::from_secs(age_secs))
            .unwrap();
        file
    };
    make(".治理.ron.dead.saving", 3_600);
    make(".治理.ron.young.saving", 0);
    make(".国防.ron.dead.saving", 3_600);
    let busy = make(".治理.ron.busy.saving", 3_600);
    busy.lock().unwrap();
    save_text(&path, "国防").unwrap();
    assert_eq!(
        names(folder.path()),
        [
            ".国防.ron.dead.saving",
            ".治理.ron.busy.saving",
            ".治理.ron.young.saving",
            "治理.ron",
            "治理.ron.1.bak"
        ]
    );
}

#[test]
fn saves_at_the_same_time_leave_one_whole_file() {
    let (folder, path) = folder_with("治理");
    std::thread::scope(|scope| {
        for turn in 0..4u8 {
            let path = &path;
            scope.spawn(move || {
                let text = char::from(b'a' + turn).to_string().repeat(100_000);
                for _ in 0..5 {
                    save_text(path, &text).unwrap();
                }
            });
        }
    });
    let text = text_of(&path);
    assert_eq!(text.len(), 100_000);
    assert!(text.chars().all(|c| text.starts_with(c)));
    assert!(
        names(folder.path())
            .iter()
            .all(|name| !name.ends_with(ON_THE_WAY))
    );
}

#[test]
fn what_cannot_be_loaded_is_told_apart() {
    let (folder, path) = folder_with("治理");
    let said = |path: &Path| {
        let error = load(path).unwrap_err().to_string();
        error.replace(folder.path().to_str().unwrap(), "…")
    };
    let nothing = folder.path().join("没有.ron");
    assert_eq!(
        said(&nothing),
        "…/没有.ron is not there. Was it moved or renamed?"
    );
    assert_eq!(said(folder.path()), "… is a folder. Choose a file in it.");
    #[cfg(unix)]
    assert_eq!(
        said(Path::new("/dev/zero")),
        "/dev/zero is not a plain file, so it was not read."
    );
    // A file with a hole takes no room.
    fs::OpenOptions::new()
        .write(true)
        .open(&path)
        .unwrap()
        .set_len(LIMIT + 1)
        .unwrap();
    assert_eq!(
        said(&path),
        "…/治理.ron has 2147483649 bytes; up to 2147483648 can be read."
    );
}

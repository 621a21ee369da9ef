//! Signed states: put beside what is saved, told by the check and the list of earlier versions, and never a
//! reason to refuse a file.

use crate::command::{Shell, said};
use crate::desk::Work;
use zhupi::session::{Action, Level};

const TEXT: &str = "数字治理与国防。";

fn check(shell: &Shell) -> String {
    let checked = shell.run(&["check", "p.ron"]);
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
    said(&checked)
}

#[test]
fn who_signed_is_told_and_a_signature_that_does_not_hold_is_named() {
    let shell = Shell::with_text(TEXT);
    assert_eq!(check(&shell), "", "nobody signs, so nothing is said of it");
    let code = |words: &str, key: &str| {
        shell.ok(&[
            "code", "p.ron", "--code", words, "--find", words, "--sign", key,
        ]);
    };
    code("治理", "李.key");
    let told = check(&shell);
    assert!(
        told.contains("signed by 李") && told.contains("holds"),
        "{told}"
    );
    // The key is for one person alone.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let about = std::fs::metadata(shell.path("李.key")).unwrap();
        assert_eq!(about.permissions().mode() & 0o777, 0o600);
    }
    code("数字", "李.key");
    assert!(!check(&shell).contains("another key"));
    code("国防", "别的.key");
    assert!(check(&shell).contains("another key"));
    // Somebody says it was another time.
    let text = std::fs::read_to_string(shell.path("p.ron")).unwrap();
    let line = text.lines().find(|it| it.contains("signed: ")).unwrap();
    let at = line.split("at: \"").nth(1).unwrap().get(..20).unwrap();
    let changed = line.replace(at, "2001-01-01T00:00:00Z");
    shell.put("p.ron", text.replace(line, &changed).as_bytes());
    let told = check(&shell);
    assert!(
        told.contains("does not hold") && !told.contains("and the signature holds"),
        "{told}"
    );
    assert_eq!(
        shell.ok(&["codings", "p.ron"]).lines().count(),
        3,
        "it is read all the same"
    );
    // Content changed behind the back of the signature is no state that anybody signed.
    shell.put(
        "p.ron",
        text.replace("name: \"治理\"", "name: \"法治\"").as_bytes(),
    );
    let told = check(&shell);
    assert!(told.contains("The last state is not signed"), "{told}");
}

#[test]
fn in_the_window_the_key_lies_among_the_settings_and_versions_say_who_signed() {
    let mut work = Work::with_text(TEXT);
    work.run("SignStates(on: true)");
    let said = work.said(Level::Done);
    assert!(
        said.len() == 1 && said[0].contains("public key"),
        "{said:?}"
    );
    work.save_as("p.ron");
    work.code("治理", "治理");
    work.run("SaveProject, ShowVersions");
    let versions = work.session.earlier().unwrap().versions();
    let by = work.session.locale().say(&versions[0].by_saying());
    assert!(by.contains("(signed, "), "{by}");
    work.run("SignStates(on: false)");
    work.code("国防", "国防");
    work.session.take_notices();
    work.run("SaveProject");
    work.act(Action::CheckProject);
    let said = work.said(Level::Hint);
    assert!(said.iter().any(|it| it.contains("not signed")), "{said:?}");
}

#[test]
fn a_file_that_is_no_key_is_not_written_over() {
    let shell = Shell::with_text(TEXT);
    shell.put("notes.txt", "治理".as_bytes());
    let args = [
        "code",
        "p.ron",
        "--code",
        "治理",
        "--find",
        "治理",
        "--sign",
        "notes.txt",
    ];
    let refused = shell.run(&args);
    assert!(
        said(&refused).contains("no key to sign with"),
        "{}",
        said(&refused)
    );
    assert_eq!(
        std::fs::read(shell.path("notes.txt")).unwrap(),
        "治理".as_bytes()
    );
}

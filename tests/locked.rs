//! Copies that only some can read: given, opened, worked on, sent back and joined, with nothing of what
//! is in them lying around on the way.

use crate::command::{Shell, said};
use crate::desk::{TestDesk, Work};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use zhupi::file::lock::{Secret, is_locked};
use zhupi::session::{Action, CopyChoice, Level, LockChoice, Manner, Session};

const TEXT: &str = "张三谈数字治理与国防。";
const KEY: &str = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
const OPEN_TO: &str = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

fn people() -> LockChoice {
    LockChoice {
        recipients: vec![OPEN_TO.to_owned()],
        ..LockChoice::default()
    }
}

fn give(work: &mut Work, path: &Path, lock: LockChoice) {
    let copy = CopyChoice {
        lock,
        ..CopyChoice::default()
    };
    work.act(Action::GiveCopy {
        path: Some(path.to_owned()),
        copy: Some(Box::new(copy)),
    });
    assert_eq!(work.said(Level::Warning), [""; 0]);
    assert!(is_locked(&std::fs::read(path).unwrap()));
}

fn unlock(work: &mut Work, passphrase: &str) {
    work.act(Action::Unlock {
        passphrase: Some(Secret::new(passphrase)),
        passphrase_in: None,
        identity: None,
    });
}

/// The files of a folder and all folders in it that hold these words.
fn with_words(folder: &Path, words: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(with_words(&path, words));
        } else {
            let bytes = std::fs::read(&path).unwrap();
            let is_in = bytes.windows(words.len()).any(|it| it == words.as_bytes());
            found.extend(is_in.then_some(path));
        }
    }
    found
}

#[test]
fn a_locked_copy_is_opened_with_its_passphrase_and_lies_nowhere_until_it_is_saved() {
    let mut li = Work::with_text(TEXT);
    li.code("治理", "治理");
    li.save_as("试编.ron");
    let sent = li.desk.path("试编 给王.ron.age");
    let passphrase = Some(Secret::new("三点的钟声"));
    let lock = LockChoice {
        passphrase,
        ..LockChoice::default()
    };
    give(&mut li, &sent, lock);
    // 王 gets it at a desk of her own.
    let desk = TestDesk::new();
    let got = desk.put("试编.ron.age", std::fs::read(&sent).unwrap());
    let folder = got.parent().unwrap().to_owned();
    let session = Session::new(desk.clone(), Manner::Window);
    let mut wang = Work { desk, session };
    wang.session.code_as("王");
    wang.open(&got);
    assert!(wang.session.open().is_none() && wang.session.locked().is_some());
    unlock(&mut wang, "别的");
    let why = wang.session.locked().map(|it| it.error.to_string());
    assert_eq!(why.as_deref(), Some("the passphrase is not the right one"));
    unlock(&mut wang, "三点的钟声");
    assert_eq!(wang.codings().len(), 1);
    assert!(wang.session.locked().is_none());
    wang.code("国防", "国防");
    wang.session.wait();
    assert_eq!(with_words(&folder, "治理"), [""; 0].map(PathBuf::from));
    // Saved, it is a project as any other, noted from then on.
    wang.save_as("王.ron");
    wang.code("数字", "数字");
    wang.session.wait();
    assert!(
        wang.desk.path("王.ron.journal").exists(),
        "what comes then is noted"
    );
    wang.run("SaveProject");
    // Sent back for 李 alone, and joined as any other copy.
    let back = wang.desk.path("回.ron.age");
    give(&mut wang, &back, people());
    let back = li.desk.put("回.ron.age", std::fs::read(&back).unwrap());
    let key = li.desk.put("key.txt", format!("# mine\n{KEY}\n"));
    li.session.take_notices();
    li.join(&back);
    assert!(
        li.session
            .locked()
            .is_some_and(|it| it.error.is_for_people())
    );
    li.act(Action::Unlock {
        passphrase: None,
        passphrase_in: None,
        identity: Some(key),
    });
    assert!(li.session.planned().is_some(), "{:?}", li.said(Level::Hint));
    li.act(Action::ApplyJoin);
    let theirs = li.codings();
    let theirs = theirs.iter().filter(|it| it.ends_with(":王"));
    assert_eq!(theirs.count(), 2);
    assert_eq!(
        li.said(Level::Warning),
        [""; 0],
        "the version both come from is known"
    );
}

#[test]
fn what_is_saved_after_unlocking_comes_back_after_a_crash() {
    let mut li = Work::with_text(TEXT);
    li.save_as("试编.ron");
    let sent = li.desk.path("给.ron.age");
    give(&mut li, &sent, people());
    let desk = TestDesk::new();
    let got = desk.put("给.ron.age", std::fs::read(&sent).unwrap());
    let key = desk.put("key.txt", KEY);
    let session = Session::new(desk.clone(), Manner::Window);
    let mut wang = Work { desk, session };
    wang.act(Action::Unlock {
        passphrase: None,
        passphrase_in: None,
        identity: Some(key),
    });
    wang.open(&got);
    let path = wang.save_as("王.ron");
    wang.code("国防", "国防");
    let mut wang = wang.again(Manner::Window);
    wang.open(&path);
    assert_eq!(wang.codings(), ["国防:国防:李"]);
}

fn from_input(shell: &Shell, args: &[&str], input: &str) -> std::process::Output {
    let mut command = shell.command(args);
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(input.as_bytes()).unwrap();
    drop(stdin);
    child.wait_with_output().unwrap()
}

#[test]
fn the_command_line_takes_a_passphrase_from_a_file_or_its_input_and_never_as_an_argument() {
    let shell = Shell::with_text(TEXT);
    shell.ok(&["code", "p.ron", "--code", "治理", "--find", "治理"]);
    let lock = ["copy", "p.ron", "-o", "q.ron.age", "--lock", "-"];
    let given = from_input(&shell, &lock, "三点的钟声\n");
    assert_eq!(given.status.code(), Some(0), "{}", said(&given));
    let asked = shell.run(&["codings", "q.ron.age"]);
    assert_eq!(asked.status.code(), Some(3));
    let why = said(&asked);
    assert!(
        why.contains("encrypted with a passphrase") && why.contains("--passphrase-file"),
        "{why}"
    );
    shell.put("wrong", b"x\n");
    let wrong = shell.run(&["codings", "q.ron.age", "--passphrase-file", "wrong"]);
    assert!(
        said(&wrong).contains("not the passphrase"),
        "{}",
        said(&wrong)
    );
    let read = from_input(
        &shell,
        &["codings", "q.ron.age", "--passphrase-file", "-"],
        "三点的钟声",
    );
    assert_eq!(
        String::from_utf8_lossy(&read.stdout).lines().count(),
        1,
        "{}",
        said(&read)
    );
    // Nothing is saved into the locked file, and nothing beside it.
    shell.put("word", "三点的钟声\n".as_bytes());
    let open = ["--passphrase-file", "word"];
    let code = ["code", "q.ron.age", "--code", "国防", "--find", "国防"];
    let refused = shell.run(&[&code[..], &open].concat());
    assert_eq!(refused.status.code(), Some(3));
    assert!(said(&refused).contains("save-as"), "{}", said(&refused));
    let bytes = std::fs::read(shell.path("q.ron.age")).unwrap();
    let over = shell.run(&[&["save-as", "q.ron.age", "q.ron.age"], &open[..]].concat());
    assert!(
        said(&over).contains("would not be encrypted"),
        "{}",
        said(&over)
    );
    assert_eq!(
        std::fs::read(shell.path("q.ron.age")).unwrap(),
        bytes,
        "it is not written over"
    );
    shell.ok(&[&["save-as", "q.ron.age", "q.ron"], &open[..]].concat());
    shell.ok(&["code", "q.ron", "--code", "国防", "--find", "国防"]);
    assert_eq!(shell.ok(&["codings", "q.ron"]).lines().count(), 2);
    // Half of it, as a mail program may leave it.
    let bytes = std::fs::read(shell.path("q.ron.age")).unwrap();
    shell.put("half.ron.age", &bytes[..bytes.len() / 2]);
    let half = shell.run(&[&["codings", "half.ron.age"], &open[..]].concat());
    assert_eq!(half.status.code(), Some(3));
    assert!(said(&half).contains("cut off"), "{}", said(&half));
}

#[test]
fn the_list_of_hidden_words_is_locked_apart_and_shows_them_again_without_the_history() {
    let shell = Shell::with_text(TEXT);
    shell.put("mine", "只有我\n".as_bytes());
    shell.put("key.txt", KEY.as_bytes());
    shell.ok(&[
        "copy",
        "p.ron",
        "-o",
        "q.ron.age",
        "--hide",
        "张三=某甲",
        "--recipient",
        OPEN_TO,
        "--key",
        "words.key.age",
        "--key-lock",
        "mine",
    ]);
    let key = std::fs::read(shell.path("words.key.age")).unwrap();
    assert!(is_locked(&key));
    let open = ["--identity", "key.txt"];
    shell.ok(&[&["save-as", "q.ron.age", "q.ron"], &open[..]].concat());
    let text = std::fs::read_to_string(shell.path("q.ron")).unwrap();
    assert!(!text.contains("张三") && text.contains("某甲"), "{text}");
    shell.ok(&[
        "code",
        "q.ron",
        "--code",
        "人物",
        "--find",
        "某甲谈",
        "--coder",
        "王",
    ]);
    // The folder with the list is gone: without it the words would contradict.
    std::fs::remove_dir_all(shell.path("p.ron.history")).unwrap();
    let join = ["join", "p.ron", "q.ron", "--key", "words.key.age"];
    let closed = shell.run(&join);
    assert_eq!(closed.status.code(), Some(3), "{}", said(&closed));
    let joined = shell.run(&[&join[..], &["--passphrase-file", "mine"]].concat());
    assert!(
        matches!(joined.status.code(), Some(0 | 1)),
        "{}",
        said(&joined)
    );
    let codings = shell.ok(&["codings", "p.ron"]);
    assert!(
        codings.contains("张三谈") && !codings.contains("某甲"),
        "{codings}"
    );
    shell.put("other", b"Zhupi()");
    let other = shell.run(&["join", "p.ron", "q.ron", "--key", "other"]);
    assert!(
        said(&other).contains("no list of hidden words"),
        "{}",
        said(&other)
    );
}

#[test]
fn what_is_no_public_key_is_named_and_nothing_is_written() {
    let shell = Shell::with_text(TEXT);
    let bad = shell.run(&["copy", "p.ron", "-o", "q.ron.age", "--recipient", "age1王"]);
    assert_eq!(bad.status.code(), Some(3));
    assert!(
        said(&bad).contains("“age1王” is no public key"),
        "{}",
        said(&bad)
    );
    shell.put("word", b"x");
    let both = [
        "copy",
        "p.ron",
        "-o",
        "q.ron.age",
        "--recipient",
        OPEN_TO,
        "--lock",
        "word",
    ];
    assert!(said(&shell.run(&both)).contains("not both"));
    assert!(!shell.path("q.ron.age").exists());
}

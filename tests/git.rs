//! Project files in a repository: the real git, with the real program behind it.

use crate::command::{Shell, said};
use std::process::Output;

/// A repository with a project by 李, one coding in it, on the branch `main`: `p.ron`, or the folder
/// `p`.
pub(crate) struct Repository(pub(crate) Shell, &'static str);

impl Repository {
    fn new() -> Self {
        let shell = Shell::with_text("数字治理与国防，产业与文化。");
        shell.ok(&["code", "p.ron", "--code", "治理", "--find", "治理"]);
        let repository = Self(shell, "p.ron");
        repository.git(&["init", "-q", "-b", "main"]);
        repository.set_up();
        repository.commit("begun");
        repository
    }

    /// The same as a folder of files, in which both coders are known and have the codes they use. Git
    /// does not know Zhupi there yet.
    pub(crate) fn of_files() -> Self {
        let shell = Shell::with_text("数字治理与国防，产业与文化。");
        shell.ok(&["code", "p.ron", "--code", "治理", "--find", "治理"]);
        let codes = ["国防", "产业", "文化"];
        let codes = codes.map(|it| format!("AddCode(name: \"{it}\"), "));
        let people = r#"SwitchCoder(coder: "王"), CodePassage(source: "随笔", start: 0, end: 2, code: "治理")"#;
        shell.put(
            "script",
            format!("[{} {people}]", codes.concat()).as_bytes(),
        );
        shell.ok(&["run", "p.ron", "script"]);
        shell.ok(&["save-as", "p.ron", "p", "--as-folder"]);
        std::fs::remove_file(shell.path("p.ron")).unwrap();
        let repository = Self(shell, "p");
        repository.git(&["init", "-q", "-b", "main"]);
        repository.commit("begun");
        repository
    }

    /// Lets git know Zhupi.
    pub(crate) fn set_up(&self) {
        self.0.ok(&["git-setup"]);
        self.git(&["add", ".gitattributes"]);
    }

    pub(crate) fn try_git(&self, args: &[&str]) -> Output {
        let mut command = std::process::Command::new("git");
        command.args(args).current_dir(self.0.0.path());
        for (name, value) in [
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("GIT_CONFIG_GLOBAL", ""),
            ("GIT_AUTHOR_NAME", "somebody"),
            ("GIT_AUTHOR_EMAIL", "somebody@example.org"),
            ("GIT_COMMITTER_NAME", "somebody"),
            ("GIT_COMMITTER_EMAIL", "somebody@example.org"),
            ("GIT_EDITOR", "true"),
            ("LANG", "en_GB.UTF-8"),
        ] {
            command.env(name, value);
        }
        command.env_remove("LC_ALL").env_remove("LC_MESSAGES");
        command.output().unwrap()
    }

    /// Runs what must go well; what it answered.
    pub(crate) fn git(&self, args: &[&str]) -> String {
        let output = self.try_git(args);
        assert!(output.status.success(), "{args:?}: {}", all(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    pub(crate) fn commit(&self, message: &str) {
        self.git(&["add", self.1]);
        self.git(&["commit", "-q", "-m", message]);
    }

    /// Somebody codes, and commits that.
    pub(crate) fn coded(&self, coder: &str, words: &str) {
        self.0.ok(&[
            "code", self.1, "--code", words, "--find", words, "--coder", coder,
        ]);
        self.commit(&format!("{coder} coded {words}"));
    }

    pub(crate) fn run(&self, actions: &str) {
        self.0.put("script", format!("[{actions}]").as_bytes());
        self.0.ok(&["run", self.1, "script"]);
    }

    /// The quotes of all codings.
    pub(crate) fn quotes(&self) -> Vec<String> {
        let codings = self.0.json(&["codings", self.1, "--json"]);
        let quotes = codings.as_array().unwrap().iter();
        quotes
            .map(|it| it["quote"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Two branches, `main` by 李 and `wang` by 王, each with a coding of its own.
    fn branched() -> Self {
        let it = Self::new();
        it.git(&["checkout", "-q", "-b", "wang"]);
        it.coded("王", "产业");
        it.git(&["checkout", "-q", "main"]);
        it.coded("李", "国防");
        it
    }
}

pub(crate) fn all(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        said(output)
    )
}

#[test]
fn setting_up_says_what_it_did_and_does_it_once() {
    let it = Repository::new();
    let again = it.0.ok(&["git-setup"]);
    assert!(
        again.contains("Kept merge.zhupi.driver") && again.contains("says so already"),
        "{again}"
    );
    assert!(!again.contains("Set "), "{again}");
    let lines = std::fs::read_to_string(it.0.path(".gitattributes")).unwrap();
    assert_eq!(lines, "*.ron -text merge=zhupi diff=zhupi\n");
    it.0.put(".gitattributes", b"*.png binary");
    it.0.ok(&["git-setup", "."]);
    let lines = std::fs::read_to_string(it.0.path(".gitattributes")).unwrap();
    assert_eq!(lines, "*.png binary\n*.ron -text merge=zhupi diff=zhupi\n");
}

#[test]
fn outside_of_a_repository_nothing_is_set_up() {
    let shell = Shell::with_text("治理");
    let mut command = shell.command(&["git-setup"]);
    let output = command.env("GIT_CEILING_DIRECTORIES", shell.0.path().parent().unwrap());
    let output = output.output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(said(&output), "zhupi: . is in no git repository\n");
    assert!(!shell.path(".gitattributes").exists());
}

#[test]
fn branches_are_merged_record_by_record() {
    let it = Repository::branched();
    let merged = it.try_git(&["merge", "-q", "--no-edit", "wang"]);
    assert!(merged.status.success(), "{}", all(&merged));
    assert!(
        said(&merged).contains("p.ron: 4 records came (1 codings)"),
        "{}",
        said(&merged)
    );
    assert_eq!(it.quotes(), ["治理", "国防", "产业"]);
    it.0.ok(&["check", "p.ron"]);
    let stray = it.git(&["status", "--short", "--untracked-files=all"]);
    assert!(!stray.contains("merge_file"), "{stray}");
}

#[test]
fn a_branch_is_rebased_step_by_step() {
    let it = Repository::branched();
    it.git(&["checkout", "-q", "wang"]);
    it.coded("王", "文化");
    it.git(&["rebase", "-q", "main"]);
    assert_eq!(it.quotes(), ["治理", "国防", "产业", "文化"]);
    assert_eq!(it.git(&["rev-list", "--count", "main..wang"]), "2\n");
    it.git(&["checkout", "-q", "main"]);
    it.git(&["merge", "-q", "--ff-only", "wang"]);
    it.0.ok(&["check", "p.ron"]);
}

#[test]
fn one_commit_is_picked_and_what_lay_before_it_is_not_taken_for_removed() {
    let it = Repository::branched();
    it.git(&["checkout", "-q", "wang"]);
    it.coded("王", "文化");
    let theirs = std::fs::read(it.0.path("p.ron")).unwrap();
    it.git(&["checkout", "-q", "main"]);
    it.git(&["cherry-pick", "wang"]);
    assert_eq!(it.quotes(), ["治理", "国防", "文化"]);
    it.0.put("wang.ron", &theirs);
    it.0.run(&["join", "p.ron", "wang.ron"]);
    assert_eq!(it.quotes(), ["治理", "国防", "产业", "文化"]);
}

#[test]
fn a_commit_is_taken_back_below_later_ones() {
    let it = Repository::new();
    it.coded("李", "国防");
    it.coded("王", "产业");
    it.git(&["revert", "--no-edit", "HEAD~1"]);
    assert_eq!(it.quotes(), ["治理", "产业"]);
}

#[test]
fn a_contradiction_stops_the_merge_and_lies_in_a_file_that_opens() {
    let it = Repository::new();
    it.git(&["checkout", "-q", "-b", "wang"]);
    it.run(r#"RenameCode(code: "治理", name: "法治")"#);
    it.commit("法治");
    it.coded("王", "产业");
    it.git(&["checkout", "-q", "main"]);
    it.run(r#"RenameCode(code: "治理", name: "治国")"#);
    it.commit("治国");
    let merged = it.try_git(&["merge", "--no-edit", "wang"]);
    assert_eq!(merged.status.code(), Some(1), "{}", all(&merged));
    let told = all(&merged);
    assert!(
        told.contains("CONFLICT (content): Merge conflict in p.ron"),
        "{told}"
    );
    assert!(
        told.contains("the name is “治国” here, and “法治” in the other version"),
        "{told}"
    );
    assert_eq!(
        it.git(&["diff", "--name-only", "--diff-filter=U"]),
        "p.ron\n"
    );
    assert_eq!(it.quotes(), ["治理", "产业"], "all else is joined");
    it.run("DecideConflict(take: Other)");
    it.commit("merged");
    assert_eq!(it.0.json(&["codes", "p.ron", "--json"])[0]["name"], "法治");
}

#[test]
fn what_was_committed_undecided_stops_no_later_merge() {
    let it = Repository::new();
    it.git(&["checkout", "-q", "-b", "wang"]);
    it.run(r#"RenameCode(code: "治理", name: "法治")"#);
    it.commit("法治");
    it.git(&["checkout", "-q", "main"]);
    it.run(r#"RenameCode(code: "治理", name: "治国")"#);
    it.commit("治国");
    assert!(!it.try_git(&["merge", "--no-edit", "wang"]).status.success());
    it.commit("merged, undecided");
    it.coded("李", "国防");
    it.git(&["checkout", "-q", "wang"]);
    it.coded("王", "产业");
    it.git(&["checkout", "-q", "main"]);
    it.git(&["merge", "-q", "--no-edit", "wang"]);
    assert_eq!(it.quotes(), ["治理", "国防", "产业"]);
    let text = std::fs::read_to_string(it.0.path("p.ron")).unwrap();
    assert!(text.contains("conflicts: ["), "it is still to be decided");
}

#[test]
fn a_file_that_cannot_be_read_stops_git_and_changes_nothing() {
    let it = Repository::branched();
    it.git(&["checkout", "-q", "wang"]);
    it.0.put("p.ron", "坏了".as_bytes());
    it.commit("broken");
    it.git(&["checkout", "-q", "main"]);
    let before = std::fs::read(it.0.path("p.ron")).unwrap();
    let merged = it.try_git(&["merge", "--no-edit", "wang"]);
    assert!(!merged.status.success(), "{}", all(&merged));
    assert_eq!(std::fs::read(it.0.path("p.ron")).unwrap(), before);
}

#[test]
fn two_files_that_came_to_be_apart_lose_nothing() {
    let it = Repository::new();
    it.git(&["checkout", "-q", "--orphan", "wang"]);
    it.coded("王", "产业");
    it.git(&["checkout", "-q", "main"]);
    it.coded("李", "国防");
    let merged = it.try_git(&["merge", "--no-edit", "--allow-unrelated-histories", "wang"]);
    assert!(
        said(&merged).contains("p.ron: 4 records came"),
        "{}",
        all(&merged)
    );
    assert_eq!(it.quotes(), ["治理", "国防", "产业"]);
}

#[test]
fn differences_are_shown_in_words() {
    let it = Repository::branched();
    let told = it.git(&["diff", "main~1", "main"]);
    assert!(
        told.starts_with("zhupi diff p.ron\nCodes (+1 −0 ~0)\n"),
        "{told}"
    );
    assert!(
        told.contains("  + 李 coded 国防 on “国防” (随笔 5..7)\n"),
        "{told}"
    );
    let told = it.git(&["diff", "main", "wang"]);
    assert!(told.ends_with("In all (+3 −2 ~0)\n"), "{told}");
    let told = it.git(&["show", "--ext-diff", "main"]);
    assert!(told.contains("  + 李 coded 国防"), "{told}");
    let told = it.git(&["log", "-p", "-1", "main"]);
    assert!(
        told.contains("\n+") && !told.contains("+ 李 coded"),
        "the lines of the file: {told}"
    );
    it.git(&["rm", "-q", "--cached", "p.ron"]);
    let told = it.git(&["diff", "--cached"]);
    assert!(told.contains("− 李 no longer has 治理 on “治理”"), "{told}");
}

#[test]
fn other_ron_files_are_merged_and_shown_as_git_does() {
    let it = Repository::new();
    let lines = |first: &str, last: &str| format!("[\n{first},\n2,\n3,\n4,\n5,\n{last},\n]\n");
    let put = |text: &str, message: &str| {
        it.0.put("list.ron", text.as_bytes());
        it.git(&["add", "list.ron"]);
        it.git(&["commit", "-q", "-m", message]);
    };
    put(&lines("1", "6"), "list");
    it.git(&["checkout", "-q", "-b", "other"]);
    put(&lines("1", "sixty"), "last");
    it.git(&["checkout", "-q", "main"]);
    put(&lines("ten", "6"), "first");
    let told = it.git(&["diff", "HEAD~1", "HEAD"]);
    assert!(told.contains("-1,\n+ten,\n"), "{told}");
    it.git(&["merge", "-q", "--no-edit", "other"]);
    let merged = std::fs::read_to_string(it.0.path("list.ron")).unwrap();
    assert_eq!(merged, lines("ten", "sixty"));
}

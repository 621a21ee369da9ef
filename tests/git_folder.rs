//! Folder projects in a repository: the real git, without Zhupi and with it.

use crate::command::said;
use crate::git::{Repository, all};

/// Two branches of a folder project, `main` by 李 and `wang` by 王, each with a coding of its own.
fn branched(is_set_up: bool) -> Repository {
    let it = Repository::of_files();
    if is_set_up {
        it.set_up();
        it.commit("set up");
    }
    it.git(&["checkout", "-q", "-b", "wang"]);
    it.coded("王", "产业");
    it.git(&["checkout", "-q", "main"]);
    it.coded("李", "国防");
    it
}

#[test]
fn two_peoples_codings_are_merged_by_git_alone() {
    let it = branched(false);
    let merged = it.try_git(&["merge", "-q", "--no-edit", "wang"]);
    assert!(merged.status.success(), "{}", all(&merged));
    assert_eq!(it.quotes(), ["数字", "治理", "国防", "产业"]);
    it.0.ok(&["check", "p"]);
    assert_eq!(it.git(&["status", "--short", "--untracked-files=no"]), "");
    // What git made of it descends from both: joining one of them brings nothing.
    it.git(&["checkout", "-q", "wang"]);
    it.0.ok(&["save-as", "p", "wang.ron"]);
    it.git(&["checkout", "-q", "main"]);
    let joined = it.0.run(&["join", "p", "wang.ron"]);
    assert!(
        said(&joined).contains("has nothing that is not here"),
        "{}",
        said(&joined)
    );
}

#[test]
fn one_persons_work_on_two_machines_is_merged_record_by_record() {
    let it = Repository::of_files();
    it.set_up();
    it.commit("set up");
    it.git(&["checkout", "-q", "-b", "laptop"]);
    it.coded("李", "产业");
    it.git(&["checkout", "-q", "main"]);
    it.coded("李", "国防");
    let merged = it.try_git(&["merge", "-q", "--no-edit", "laptop"]);
    assert!(merged.status.success(), "{}", all(&merged));
    assert_eq!(it.quotes(), ["数字", "治理", "国防", "产业"]);
    it.0.ok(&["check", "p"]);
    // The files are as Zhupi writes them: saving changes none but the states.
    it.run(r#"Rename(record: Project, name: "合编")"#);
    let changed = it.git(&["status", "--short", "--untracked-files=no"]);
    let work = changed.lines().filter(|it| it.contains("work/"));
    assert_eq!(work.count(), 0, "{changed}");
}

#[test]
fn a_code_that_one_machine_used_no_more_in_a_file_and_the_other_again_is_no_contradiction() {
    let it = Repository::of_files();
    it.set_up();
    it.commit("set up");
    let code = [
        "code", "p", "--code", "治理", "--find", "文化", "--coder", "李",
    ];
    it.git(&["checkout", "-q", "-b", "laptop"]);
    it.0.ok(&code);
    it.commit("文化");
    it.git(&["checkout", "-q", "main"]);
    it.0.ok(&["uncode", "p", "--code", "治理", "--coder", "李"]);
    it.commit("without");
    let merged = it.try_git(&["merge", "-q", "--no-edit", "laptop"]);
    assert!(merged.status.success(), "{}", all(&merged));
    assert_eq!(it.quotes(), ["数字", "文化"]);
}

#[test]
fn a_branch_of_files_is_rebased_and_a_commit_of_it_picked() {
    let it = branched(true);
    it.git(&["checkout", "-q", "wang"]);
    it.coded("王", "文化");
    it.git(&["checkout", "-q", "-b", "picked", "main"]);
    it.git(&["cherry-pick", "wang"]);
    assert_eq!(it.quotes(), ["数字", "治理", "国防", "文化"]);
    it.git(&["checkout", "-q", "wang"]);
    it.git(&["rebase", "-q", "main"]);
    assert_eq!(it.quotes(), ["数字", "治理", "国防", "产业", "文化"]);
    assert_eq!(it.git(&["rev-list", "--count", "main..wang"]), "2\n");
    it.0.ok(&["check", "p"]);
}

#[test]
fn a_contradiction_in_a_file_stops_the_merge_and_the_folder_opens() {
    let it = Repository::of_files();
    it.set_up();
    it.commit("set up");
    it.git(&["checkout", "-q", "-b", "wang"]);
    it.run(r#"RenameCode(code: "治理", name: "法治"), AddCode(name: "数据")"#);
    it.commit("法治");
    it.git(&["checkout", "-q", "main"]);
    it.run(r#"RenameCode(code: "治理", name: "治国"), AddCode(name: "人才")"#);
    it.commit("治国");
    let merged = it.try_git(&["merge", "--no-edit", "wang"]);
    assert_eq!(merged.status.code(), Some(1), "{}", all(&merged));
    let told = all(&merged);
    assert!(
        told.contains("CONFLICT (content): Merge conflict in p/codebook.ron"),
        "{told}"
    );
    assert!(
        told.contains("the name is “治国” here, and “法治” in the other version"),
        "{told}"
    );
    let named = |name: &str| {
        let codes = it.0.json(&["codes", "p", "--json"]);
        let codes = codes.as_array().unwrap();
        codes.iter().any(|it| it["name"] == name)
    };
    assert!(named("治国") && named("数据") && named("人才"));
    it.run("DecideConflict(take: Other)");
    it.commit("merged");
    assert!(named("法治") && !named("治国"));
}

#[test]
fn differences_of_files_are_shown_in_words_with_names_from_the_others() {
    let it = branched(true);
    let told = it.git(&["diff", "main~1", "main"]);
    assert!(told.contains("zhupi diff p/work/"), "{told}");
    assert!(
        told.contains("  + 李 coded 国防 on “国防” (随笔 5..7)\n"),
        "{told}"
    );
    assert!(
        !told.contains("Truncated") && !told.contains("kept aside"),
        "{told}"
    );
}

#[test]
fn a_text_mended_on_one_branch_takes_along_what_is_coded_on_the_other() {
    let it = Repository::of_files();
    it.set_up();
    it.commit("set up");
    it.git(&["checkout", "-q", "-b", "wang"]);
    let sources = std::fs::read_dir(it.0.path("p/sources")).unwrap();
    let source = sources.map(|it| it.unwrap().path()).next().unwrap();
    let text = std::fs::read_to_string(&source).unwrap();
    it.0.put(
        source
            .strip_prefix(it.0.0.path())
            .unwrap()
            .to_str()
            .unwrap(),
        text.replace("数字治理与", "论数字治理与").as_bytes(),
    );
    // Opening it carries the passages over; saving writes that down.
    it.run(r#"Rename(record: Project, name: "改编")"#);
    it.commit("mended");
    it.git(&["checkout", "-q", "main"]);
    it.coded("李", "国防");
    let merged = it.try_git(&["merge", "-q", "--no-edit", "wang"]);
    assert!(merged.status.success(), "{}", all(&merged));
    assert_eq!(it.quotes(), ["数字", "治理", "国防"]);
    let codings = it.0.json(&["codings", "p", "--json"]);
    let starts: Vec<u64> = codings
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["start"].as_u64().unwrap())
        .collect();
    assert_eq!(starts, [1, 3, 6]);
}

#[test]
fn a_code_removed_on_one_branch_and_used_on_the_other_is_named_and_nothing_is_lost() {
    let it = Repository::of_files();
    it.set_up();
    it.commit("set up");
    it.git(&["checkout", "-q", "-b", "wang"]);
    it.coded("王", "产业");
    it.git(&["checkout", "-q", "main"]);
    it.run(r#"RemoveCode(code: "产业")"#);
    it.commit("without 产业");
    it.git(&["merge", "-q", "--no-edit", "wang"]);
    let told = it.0.run(&["check", "p"]);
    assert!(
        said(&told).contains("is not in the file, but is pointed at"),
        "{}",
        said(&told)
    );
    // The coding is kept aside, and comes back with the code.
    it.git(&["checkout", "wang", "--", "p/codebook.ron"]);
    assert_eq!(it.quotes(), ["数字", "治理", "产业"]);
}

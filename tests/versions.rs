//! Two versions of a project file, compared and joined from the command line.

use crate::command::{Shell, said};
use serde_json::Value;

/// A project by 李, `p.ron`, and a copy of it, `q.ron`, in which 王 works.
fn two() -> Shell {
    let shell = Shell::with_text("数字治理与国防，产业与文化。");
    shell.ok(&["code", "p.ron", "--code", "治理", "--find", "治理"]);
    let copy = std::fs::read(shell.path("p.ron")).unwrap();
    shell.put("q.ron", &copy);
    shell.put("base.ron", &copy);
    shell
}

fn script(shell: &Shell, project: &str, actions: &str) {
    shell.put("script.ron", format!("[{actions}]").as_bytes());
    shell.ok(&["run", project, "script.ron"]);
}

#[test]
fn what_came_went_and_changed_is_told_in_words() {
    let shell = two();
    let same = shell.run(&["diff", "p.ron", "q.ron"]);
    assert_eq!(same.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&same.stdout), "Nothing differs\n");
    script(
        &shell,
        "q.ron",
        r#"SwitchCoder(coder: "王"), CodePassage(source: "随笔", start: 5, end: 7, code: "国防"),
        RenameCode(code: "治理", name: "治国"), AliasCode(code: "治国", aliases: ["governance"]),
        WriteMemo(on: Project, text: "待查")"#,
    );
    let told = shell.run(&["diff", "p.ron", "q.ron"]);
    assert_eq!(told.status.code(), Some(1), "{}", said(&told));
    assert_eq!(
        String::from_utf8_lossy(&told.stdout),
        "Coders (+1 −0 ~0)\n  + Coder 王\n\
         Codes (+1 −0 ~1)\n  \
           ~ Code 治国: name “治理” → “治国”; other names +governance\n  \
           + Code 国防\n\
         Codings of 王 (+1 −0 ~0)\n  + 王 coded 国防 on “国防” (随笔 5..7)\n\
         Memos (+1 −0 ~0)\n  + 王 on Project: “待查”\n\
         In all (+4 −0 ~1)\n"
    );
    let mut back = shell.command(&["diff", "q.ron", "p.ron"]);
    let back = back.env("LANG", "zh_CN.UTF-8").output().unwrap();
    let back = String::from_utf8_lossy(&back.stdout).into_owned();
    assert!(
        back.contains("王 的编码（+0 −1 ~0）\n  − 王 不再用“国防”编码“国防”（随笔 5..7）\n")
            && back.contains("名称“治国” → “治理”；别名−governance")
            && back.ends_with("合计（+0 −4 ~1）\n"),
        "{back}"
    );
}

#[test]
fn what_differs_is_told_to_programs_and_trouble_is_exit_code_two() {
    let shell = two();
    let blue = r##"RecolourCode(code: "治理", colour: "#2F6DB5")"##;
    script(&shell, "q.ron", blue);
    let told = shell.run(&["diff", "p.ron", "q.ron", "--json"]);
    assert_eq!(told.status.code(), Some(1));
    let told: Value = serde_json::from_slice(&told.stdout).unwrap();
    assert_eq!(
        (&told["added"], &told["changed"]),
        (&Value::from(0), &Value::from(1))
    );
    let row = &told["differences"][0];
    assert_eq!(
        (&row["kind"], &row["change"]),
        (&"Code".into(), &"changed".into())
    );
    assert_eq!(row["parts"], Value::from(vec!["colour"]));
    for args in [
        ["diff", "p.ron", "nothing.ron"],
        ["diff", "随笔.txt", "p.ron"],
    ] {
        let output = shell.run(&args);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    }
}

#[test]
fn a_mended_text_counts_the_passages_that_moved_with_it() {
    let shell = two();
    let text = std::fs::read_to_string(shell.path("q.ron")).unwrap();
    shell.put(
        "q.ron",
        text.replace("数字治理与", "论数字治理与").as_bytes(),
    );
    let told = shell.run(&["diff", "p.ron", "q.ron"]);
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(
        told.contains("one passage moved along") && told.ends_with("In all (+0 −0 ~1)\n"),
        "{told}"
    );
}

#[test]
fn three_files_are_joined_into_a_fourth() {
    let shell = two();
    shell.ok(&["code", "p.ron", "--code", "国防", "--find", "国防"]);
    script(&shell, "q.ron", r#"RemoveCode(code: "治理")"#);
    let join = ["join", "base.ron", "p.ron", "q.ron"];
    let dry = shell.json(&[&join[..], &["--dry-run", "--json"]].concat());
    assert_eq!(
        (&dry["removed"], &dry["conflicts"]),
        (&Value::from(3), &Value::from(Vec::<Value>::new()))
    );
    assert_eq!(dry["counts"]["take"], 3);
    let rows = dry["rows"].as_array().unwrap();
    assert!(rows.iter().all(|it| it["becomes"] == "removed"), "{rows:?}");
    let told = shell.run(&[&join[..], &["--dry-run"]].concat());
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    assert_eq!(told, "3\tonly one side did something; it is taken over\n");
    assert!(!shell.path("out.ron").exists());
    assert_eq!(shell.ok(&[&join[..], &["-o", "out.ron"]].concat()), "");
    let codings = shell.json(&["codings", "out.ron", "--json"]);
    assert_eq!(codings.as_array().unwrap().len(), 1);
    assert_eq!(codings[0]["code"], "国防");
    // What was joined descends from both: joining one of them again brings nothing.
    assert_eq!(shell.ok(&["join", "out.ron", "q.ron"]), "");
    shell.ok(&["diff", "out.ron", "out.ron"]);
}

#[test]
fn what_three_files_leave_to_decide_lies_in_the_result() {
    let shell = two();
    script(&shell, "p.ron", r#"RenameCode(code: "治理", name: "治国")"#);
    script(&shell, "q.ron", r#"RenameCode(code: "治理", name: "法治")"#);
    let join = [
        "join", "base.ron", "p.ron", "q.ron", "-o", "out.ron", "--json",
    ];
    let output = shell.run(&join);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let left: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(left["conflicts"][0]["new"], Value::from(true));
    shell.ok(&["check", "out.ron"]);
    script(&shell, "out.ron", "DecideConflict(take: Other)");
    assert_eq!(
        shell.json(&["codes", "out.ron", "--json"])[0]["name"],
        "法治"
    );
}

#[test]
fn three_files_that_cannot_be_joined_leave_what_is_there() {
    let shell = two();
    let before = std::fs::read(shell.path("p.ron")).unwrap();
    shell.put("broken.ron", b"nothing of the kind");
    let output = shell.run(&["join", "base.ron", "p.ron", "broken.ron", "-o", "p.ron"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert_eq!(std::fs::read(shell.path("p.ron")).unwrap(), before);
    for args in [
        &["join", "base.ron", "p.ron", "q.ron"][..],
        &["join", "p.ron", "q.ron", "-o", "out.ron"],
        &["join", "p.ron", "q.ron", "--dry-run"],
    ] {
        assert_eq!(shell.run(args).status.code(), Some(2), "{args:?}");
    }
}

#[test]
fn half_a_file_takes_nothing_away() {
    let shell = two();
    shell.ok(&["code", "p.ron", "--code", "国防", "--find", "国防"]);
    let whole = std::fs::read_to_string(shell.path("q.ron")).unwrap();
    let end = whole.find("codings: [").unwrap();
    shell.put("q.ron", whole.split_at(end).0.as_bytes());
    let output = shell.run(&["join", "base.ron", "p.ron", "q.ron", "-o", "out.ron"]);
    assert!(
        said(&output).contains("nothing was removed"),
        "{}",
        said(&output)
    );
    let codings = shell.json(&["codings", "out.ron", "--json"]);
    assert_eq!(codings.as_array().unwrap().len(), 2);
}

#[test]
fn what_one_version_could_not_read_is_lost_with_neither() {
    let shell = two();
    let whole = std::fs::read_to_string(shell.path("q.ron")).unwrap();
    let odd = "  stars: [\n    Star(of: \"天\"),\n  ],\n  coders: [";
    shell.put("q.ron", whole.replacen("  coders: [", odd, 1).as_bytes());
    let output = shell.run(&["join", "base.ron", "p.ron", "q.ron", "-o", "out.ron"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let joined = std::fs::read_to_string(shell.path("out.ron")).unwrap();
    assert!(joined.contains("Star(of: \"天\")"), "{joined}");
}

#[test]
fn a_record_tells_how_it_came_to_be_and_what_touched_it() {
    let shell = two();
    script(
        &shell,
        "p.ron",
        r#"Autocode(rule: "国防词", query: "国防", code: "国防"), RenameCode(code: "治理", name: "治国")"#,
    );
    let codings = shell.json(&["codings", "p.ron", "--json"]);
    let id = |at: usize| codings[at]["id"].as_str().unwrap().to_owned();
    let told = shell.ok(&["history", "p.ron", "--of", &id(0)]);
    assert!(told.starts_with("Made by hand: 李 20"), "{told}");
    assert_eq!(
        told.lines().count(),
        2,
        "it was coded, and nothing since: {told}"
    );
    let told = shell.ok(&["history", "p.ron", "--of", &id(1)]);
    assert!(told.starts_with("Made by the rule 国防词: 李 20"), "{told}");
    let code = shell.json(&["codes", "p.ron", "--json"])[0]["id"].clone();
    let steps = shell.json(&["history", "p.ron", "--of", code.as_str().unwrap(), "--json"]);
    assert_eq!(steps.as_array().unwrap().len(), 2, "made and renamed");
    let output = shell.run(&[
        "history",
        "p.ron",
        "--of",
        "00000000-0000-7000-8000-000000000000",
    ]);
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
}

#[test]
fn what_a_check_finds_is_put_right_in_one_step_after_a_look() {
    let shell = Shell::with_text(" 数字治理 与国防");
    script(
        &shell,
        "p.ron",
        r##"AddCode(name: "治理"), AddCode(name: "国防"),
        CodePassage(source: "随笔", start: 3, end: 6, code: "治理")"##,
    );
    // By hand: a second coding that says the same, and two codes on one key.
    let text = std::fs::read_to_string(shell.path("p.ron")).unwrap();
    let codings = text.split("codings: [\n").nth(1).unwrap();
    let line = codings.lines().next().unwrap();
    let (before_id, id) = line.split_at(line.find("id: \"").unwrap() + 5);
    let (_, after_id) = id.split_at(36);
    let other = format!("{before_id}0198f000-0000-7000-8000-000000000001{after_id}");
    let last = other.replace("0198f000", "fff8f000");
    let text = text.replacen(line, &format!("{line}\n{last}"), 1);
    let text = text.replace("colour: \"", "key: \"7\", colour: \"");
    shell.put("p.ron", text.as_bytes());
    let found = shell.run(&["check", "p.ron"]);
    let found = String::from_utf8_lossy(&found.stdout).into_owned();
    assert_eq!(found.lines().count(), 3, "{found}");
    let before = std::fs::read(shell.path("p.ron")).unwrap();
    let rows = shell.json(&["check", "p.ron", "--repair", "--dry-run", "--json"]);
    let made: Vec<(&str, bool)> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["flaw"].as_str().unwrap(), it["made"].as_bool().unwrap()))
        .collect();
    assert_eq!(
        made,
        [
            ("blank-edge", true),
            ("duplicate-coding", true),
            ("same-key", true)
        ]
    );
    assert_eq!(std::fs::read(shell.path("p.ron")).unwrap(), before);
    let told = shell.ok(&["check", "p.ron", "--repair"]);
    assert!(
        told.contains("~ blank-edge")
            && told.contains("the quotation loses the blanks at its edges: 3..5"),
        "{told}"
    );
    assert_eq!(shell.ok(&["check", "p.ron"]), "The project is sound\n");
    let codings = shell.json(&["codings", "p.ron", "--json"]);
    assert_eq!(
        (codings.as_array().unwrap().len(), &codings[0]["quote"]),
        (1, &"治理".into())
    );
    let steps = shell.json(&["history", "p.ron", "--json"]);
    let last = steps.as_array().unwrap().last().unwrap()["what"].clone();
    assert_eq!(last, "repair 3 findings");
}

#[test]
fn what_only_a_person_can_judge_is_put_right_by_name() {
    let shell = two();
    let text = std::fs::read_to_string(shell.path("p.ron")).unwrap();
    shell.put("p.ron", text.replace("治理与", "与").as_bytes());
    let output = shell.run(&["check", "p.ron", "--repair"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let output = shell.run(&["check", "p.ron", "--repair", "--only", "nothing"]);
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    shell.ok(&["check", "p.ron", "--repair", "--only", "lost-quotation"]);
    shell.ok(&["check", "p.ron"]);
    let saved = std::fs::read_to_string(shell.path("p.ron")).unwrap();
    assert!(saved.contains("“治理” – 治理"), "{saved}");
}

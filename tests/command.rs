//! The command line as scripts use it: the real program, its answers, its exit codes.

use serde_json::Value;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A folder to work in, with the program at hand.
pub(crate) struct Shell(pub(crate) tempfile::TempDir);

impl Shell {
    /// A project `p.ron` by 李 with one text named 随笔.
    pub(crate) fn with_text(text: &str) -> Self {
        let shell = Self(tempfile::tempdir().unwrap());
        shell.put("随笔.txt", text.as_bytes());
        shell.ok(&["new", "p.ron", "--name", "试编", "--coder", "李"]);
        shell.ok(&["add", "p.ron", "随笔.txt"]);
        shell
    }

    pub(crate) fn put(&self, name: &str, bytes: &[u8]) {
        #[expect(clippy::disallowed_methods, reason = "a test lays its own input")]
        std::fs::write(self.0.path().join(name), bytes).unwrap();
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zhupi"));
        command
            .args(args)
            .current_dir(self.0.path())
            .env("LANG", "en_GB.UTF-8");
        command
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env("USER", "somebody");
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// Runs a command that must go well; what it answered.
    pub(crate) fn ok(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", said(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    pub(crate) fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.ok(args)).unwrap()
    }
}

pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn every_place_is_coded_and_listed_with_its_code_points() {
    let shell = Shell::with_text("治理👨‍👩‍👧与治理，国防");
    shell.ok(&[
        "code",
        "p.ron",
        "--code",
        "governance",
        "--find",
        "治理",
        "--all",
    ]);
    shell.ok(&[
        "code", "p.ron", "--code", "defense", "--source", "随笔", "--range", "11..13",
    ]);
    let codings = shell.json(&["codings", "p.ron", "--json"]);
    let rows: Vec<(u64, u64, &str, &str, &str, &str)> = codings
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let word = |name: &str| row[name].as_str().unwrap();
            let number = |name: &str| row[name].as_u64().unwrap();
            assert!(!word("id").is_empty() && !word("created").is_empty());
            let (start, end) = (number("start"), number("end"));
            (
                start,
                end,
                word("code"),
                word("coder"),
                word("source"),
                word("quote"),
            )
        })
        .collect();
    let expected = [
        (0, 2, "governance", "李", "随笔", "治理"),
        (8, 10, "governance", "李", "随笔", "治理"),
        (11, 13, "defense", "李", "随笔", "国防"),
    ];
    assert_eq!(rows, expected);
}

#[test]
fn codings_are_retrieved_by_codes_people_cases_values_and_time() {
    let shell = Shell::with_text("数字治理与国防");
    let script = r#"[
        AddCode(name: "公共"), AddCode(name: "治理", parent: "公共"), AddCode(name: "国防"),
        CodePassage(source: "随笔", start: 2, end: 4, code: "治理"),
        CodePassage(source: "随笔", start: 2, end: 4, code: "国防"),
        CodePassage(source: "随笔", start: 5, end: 7, code: "国防"),
        AddCase(name: "东部", sources: ["随笔"]), AddCase(name: "西部"),
        AddSet(name: "待议"), AddVariable(name: "年份", kind: Number),
    ]"#;
    shell.put("s.ron", script.as_bytes());
    shell.ok(&["run", "p.ron", "s.ron"]);
    shell.ok(&[
        "code", "p.ron", "--code", "国防", "--find", "数字", "--coder", "王",
    ]);
    let all = shell.json(&["codings", "p.ron", "--json"]);
    assert_eq!(all.as_array().unwrap().len(), 4);
    let found = |args: &[&str]| -> Vec<String> {
        let args: Vec<&str> = ["codings", "p.ron"].iter().chain(args).copied().collect();
        let quote = |line: &str| line.rsplit('\t').next().unwrap().to_owned();
        shell.ok(&args).lines().map(quote).collect()
    };
    for (args, quotes) in [
        (&["--code", "国防", "--with", "治理"][..], &["治理"][..]),
        (&["--code", "国防", "--not", "治理"], &["数字", "国防"]),
        (
            &["--code", "国防", "--not", "公共", "--below"],
            &["数字", "国防"],
        ),
        (&["--code", "公共"], &[]),
        (
            &["--code", "公共", "--code", "国防", "--coder", "李"],
            &["治理", "国防"],
        ),
        (
            &["--coder", "李", "--coder", "王", "--text", "数"],
            &["数字"],
        ),
        (&["--case", "东部", "--coder", "王"], &["数字"]),
        (&["--case", "西部"], &[]),
        (&["--set", "待议"], &[]),
        (&["--value", "年份=2024"], &[]),
        (&["--memo"], &[]),
        (&["--before", "2001-01-01"], &[]),
        (&["--since", "2001-01-01", "--code", "治理"], &["治理"]),
    ] {
        assert_eq!(found(args), quotes, "{args:?}");
    }
    for (args, words) in [
        (["--case", "没有"], "There is no case named 没有"),
        (["--value", "年份=多"], "多"),
        (["--since", "昨天"], "2026-11-22"),
    ] {
        let output = shell.run(&["codings", "p.ron", args[0], args[1]]);
        assert_ne!(output.status.code(), Some(0));
        assert!(said(&output).contains(words), "{}", said(&output));
    }
}

#[test]
fn every_step_is_listed_and_can_be_gone_back_to_after_the_command_that_made_it() {
    let shell = Shell::with_text("数字治理与国防");
    shell.ok(&["code", "p.ron", "--code", "治理", "--find", "治理"]);
    shell.ok(&[
        "code", "p.ron", "--code", "国防", "--find", "国防", "--coder", "王",
    ]);
    let steps = shell.json(&["history", "p.ron", "--json"]);
    let told: Vec<(&str, &str)> = steps
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["coder"].as_str().unwrap(), it["what"].as_str().unwrap()))
        .collect();
    let expected = [
        ("李", "add 随笔"),
        ("李", "code 治理"),
        ("李", "add coder 王"),
        ("王", "code 国防"),
    ];
    assert_eq!(told, expected);
    shell.put("s.ron", b"[GoToStep(step: 2)]");
    shell.ok(&["run", "p.ron", "s.ron"]);
    let rows = shell.json(&["codings", "p.ron", "--json"]);
    assert_eq!(rows.as_array().unwrap().len(), 1);
    let lines = shell.ok(&["history", "p.ron"]);
    assert!(
        lines.contains("\t李\tcode 治理\n") && lines.contains("\t王\t(code 国防)\n"),
        "{lines}"
    );
    shell.put("s.ron", b"[GoToStep(step: 4)]");
    shell.ok(&["run", "p.ron", "s.ron"]);
    assert_eq!(
        shell
            .json(&["codings", "p.ron", "--json"])
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[test]
fn actions_come_one_by_one_from_standard_input() {
    use std::io::Write;
    let shell = Shell::with_text("数字治理与国防");
    let mut command = shell.command(&["run", "p.ron", "-"]);
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = pipes.stderr(Stdio::piped()).spawn().unwrap();
    let lines = "CodeFound(query: \"治理\", code: \"治理\")\n\n// 国防\nCodeFond()\nUndo, Redo\n";
    child
        .stdin
        .take()
        .unwrap()
        .write_all(lines.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "done 1\nrefused 4\ndone 5\n"
    );
    assert_eq!(output.status.code(), Some(3));
    assert!(said(&output).contains("CodeFond"), "{}", said(&output));
    assert_eq!(
        shell
            .json(&["codings", "p.ron", "--json"])
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn what_is_made_on_the_way_is_said() {
    let shell = Shell::with_text("数字治理");
    let args = [
        "code", "p.ron", "--code", "治理", "--find", "治理", "--coder", "王",
    ];
    let words = said(&shell.run(&args));
    assert!(
        words.contains("There was no code named 治理, so it was added"),
        "{words}"
    );
    assert!(words.contains("There was no coder named 王"), "{words}");
}

#[test]
fn only_the_first_place_is_coded_without_all() {
    let shell = Shell::with_text("治理与治理");
    shell.ok(&["code", "p.ron", "--code", "治理", "--find", "治理"]);
    assert_eq!(
        shell
            .json(&["codings", "p.ron", "--json"])
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn codings_are_removed_by_code_and_range() {
    let shell = Shell::with_text("治理与治理");
    shell.ok(&["code", "p.ron", "--code", "治理", "--find", "治理", "--all"]);
    shell.ok(&[
        "uncode", "p.ron", "--code", "治理", "--source", "随笔", "--range", "0..2",
    ]);
    assert_eq!(
        shell.ok(&["codings", "p.ron"]),
        "随笔\t3..5\t治理\t李\t治理\n"
    );
}

#[test]
fn finding_nothing_is_exit_code_one() {
    let shell = Shell::with_text("数字治理与治理");
    let found = shell.ok(&["find", "p.ron", "/治.理|治理/"]);
    assert_eq!(
        found,
        "随笔\t2..4\t数字[治理]与治理\n随笔\t5..7\t数字治理与[治理]\n"
    );
    assert_eq!(shell.run(&["find", "p.ron", "国防"]).status.code(), Some(1));
    assert_eq!(shell.run(&["find", "p.ron", "/(/"]).status.code(), Some(3));
}

#[test]
fn a_sound_project_checks_as_such_and_an_edited_text_does_not() {
    let shell = Shell::with_text("数字治理与国防");
    shell.ok(&["code", "p.ron", "--code", "治理", "--find", "治理"]);
    assert_eq!(shell.ok(&["check", "p.ron"]), "The project is sound\n");
    let edited = std::fs::read_to_string(shell.path("p.ron")).unwrap();
    let edited = edited.replace("数字治理与国防", "产业和文化");
    shell.put("p.ron", edited.as_bytes());
    let output = shell.run(&["check", "p.ron"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(String::from_utf8_lossy(&output.stdout).contains("治理"));
}

#[test]
fn a_script_does_what_the_window_does() {
    let shell = Shell::with_text("数字治理与国防");
    let script = r##"[
        AddCode(name: "治理", colour: "#C8402F"),
        CodeFound(query: "治理", code: "治理"),
        Select(start: 5, end: 7), CodeSelection(code: "国防"), Undo,
        WriteMemo(on: Project, text: "待查"),
    ]"##;
    shell.put("s.ron", script.as_bytes());
    shell.ok(&["run", "p.ron", "s.ron"]);
    assert_eq!(
        shell.ok(&["codings", "p.ron"]),
        "随笔\t2..4\t治理\t李\t治理\n"
    );
}

#[test]
fn a_script_with_a_mistake_changes_nothing_and_says_where() {
    let shell = Shell::with_text("数字治理");
    let before = std::fs::read(shell.path("p.ron")).unwrap();
    shell.put("s.ron", b"[\n  AddCode(name: \"a\"),\n  Nonsense,\n]");
    let output = shell.run(&["run", "p.ron", "s.ron"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(
        said(&output).contains("line 4") || said(&output).contains("line 3"),
        "{}",
        said(&output)
    );
    assert_eq!(std::fs::read(shell.path("p.ron")).unwrap(), before);
}

#[test]
fn a_script_that_fails_half_way_saves_nothing() {
    let shell = Shell::with_text("数字治理");
    let before = std::fs::read(shell.path("p.ron")).unwrap();
    shell.put(
        "s.ron",
        r#"[AddCode(name: "a"), RemoveCode(code: "没有")]"#.as_bytes(),
    );
    assert_eq!(shell.run(&["run", "p.ron", "s.ron"]).status.code(), Some(3));
    assert_eq!(std::fs::read(shell.path("p.ron")).unwrap(), before);
}

#[test]
fn codings_are_exported_in_every_format() {
    let shell = Shell::with_text("数字治理与国防");
    shell.ok(&["code", "p.ron", "--code", "治理", "--find", "治理"]);
    for format in ["csv", "json", "md", "html"] {
        let name = format!("out.{format}");
        shell.ok(&["export", "p.ron", "--format", format, "-o", &name]);
        let text = std::fs::read_to_string(shell.path(&name)).unwrap();
        assert!(text.contains("治理"), "{format}");
    }
    shell.ok(&[
        "export", "p.ron", "--format", "csv", "--bom", "-o", "bom.csv",
    ]);
    assert!(
        std::fs::read(shell.path("bom.csv"))
            .unwrap()
            .starts_with(b"\xEF\xBB\xBF")
    );
}

#[test]
fn overviews_are_printed_and_written() {
    let shell = Shell::with_text("数字治理与国防。工业");
    let script = r#"[
        AddCode(name: "公共"), AddCode(name: "治理", parent: "公共"), AddCode(name: "国防"),
        CodePassage(source: "随笔", start: 2, end: 4, code: "治理"),
        CodePassage(source: "随笔", start: 3, end: 7, code: "国防"),
        CodePassage(source: "随笔", start: 8, end: 10, code: "国防"),
        AddCase(name: "东部", sources: ["随笔"]), AddVariable(name: "年份", kind: Number),
    ]"#;
    shell.put("s.ron", script.as_bytes());
    shell.ok(&["run", "p.ron", "s.ron"]);
    shell.ok(&[
        "code", "p.ron", "--code", "治理", "--find", "治理", "--coder", "王",
    ]);
    let printed = |args: &[&str]| {
        let args: Vec<&str> = ["overview", "p.ron"].iter().chain(args).copied().collect();
        shell.ok(&args).replace("\r\n", "\n")
    };
    assert_eq!(
        printed(&[]),
        ",随笔,Total\n公共,0,0\n公共 › 治理,2,2\n国防,2,2\nTotal,4,4\n"
    );
    assert!(printed(&["--sum", "--measure", "quotations"]).contains("\n公共,1,1\n"));
    assert!(printed(&["--by", "coders", "--coder", "王"]).contains("\n公共 › 治理,0,1,1\n"));
    assert!(printed(&["--by", "codes"]).contains("\n公共 › 治理,0,1,2,2\n"));
    assert!(printed(&["--near", "4"]).contains("\n公共 › 治理,0,1,4,2\n"));
    assert!(printed(&["--same", "sentence"]).contains("\n公共 › 治理,0,1,2,2\n"));
    assert!(printed(&["--by", "cover"]).contains("\n随笔,10,7,4,3,2\n"));
    assert_eq!(
        printed(&["--variable", "年份"]).lines().next(),
        Some(",Total")
    );
    let table = shell.json(&["overview", "p.ron", "--by", "cases", "--json"]);
    assert_eq!(table["columns"][0]["name"], "东部");
    assert_eq!(table["cells"], serde_json::json!([[1, 0, 2], [2, 0, 2]]));
    shell.ok(&["overview", "p.ron", "-o", "o.xlsx"]);
    assert!(
        std::fs::read(shell.path("o.xlsx"))
            .unwrap()
            .starts_with(b"PK")
    );
    shell.ok(&["overview", "p.ron", "-o", "o.csv"]);
    assert_eq!(
        std::fs::read_to_string(shell.path("o.csv"))
            .unwrap()
            .replace("\r\n", "\n"),
        printed(&[])
    );
    for args in [
        &["--as", "xlsx"][..],
        &["--variable", "价格"],
        &["-o", "o.doc"],
    ] {
        let args: Vec<&str> = ["overview", "p.ron"].iter().chain(args).copied().collect();
        assert_eq!(shell.run(&args).status.code(), Some(3), "{args:?}");
    }
}

#[test]
fn words_are_counted_compared_and_found_in_company() {
    let shell = Shell::with_text("治理与国防。治理和规则，规则与治理。\n国防工业");
    shell.ok(&[
        "code", "p.ron", "--code", "规则", "--source", "随笔", "--range", "6..12",
    ]);
    shell.put("stop.txt", "与\n和\n".as_bytes());
    let words = |args: &[&str]| {
        let args: Vec<&str> = ["words", "p.ron", "--stop", "stop.txt"]
            .iter()
            .chain(args)
            .copied()
            .collect();
        shell.ok(&args).replace("\r\n", "\n")
    };
    let all = words(&[]);
    assert!(
        all.starts_with("word,count,sources,per_million,dispersion\n治理,3,1,"),
        "{all}"
    );
    assert!(!all.contains('与'), "{all}");
    let key = words(&["--code", "规则", "--rest", "--least", "1"]);
    assert!(
        key.starts_with("word,count,rest,log_likelihood,log_ratio\n规则,1,1,"),
        "{key}"
    );
    let company = words(&["--beside", "規則", "--window", "1", "--most", "1"]);
    assert_eq!(company.lines().count(), 2, "{company}");
    let rows = shell.json(&["words", "p.ron", "--json", "--most", "1"]);
    assert_eq!(
        (&rows[0]["word"], &rows[0]["count"]),
        (&"治理".into(), &3.into())
    );
    let none = shell.run(&["words", "p.ron", "--least", "99"]);
    assert_eq!(none.status.code(), Some(1));
    let missing = shell.run(&["words", "p.ron", "--stop", "nowhere.txt"]);
    assert_eq!(missing.status.code(), Some(3));
}

#[test]
fn a_codebook_goes_out_and_comes_in_again() {
    let shell = Shell::with_text("数字治理与国防");
    shell.ok(&["code", "p.ron", "--code", "治理", "--find", "治理"]);
    shell.ok(&["new", "q.ron", "--name", "另一编", "--coder", "王"]);
    for (form, begin) in [
        ("csv", "name,parent,"),
        ("ron", "ZhupiCodebook("),
        ("md", "<!-- zhupi codebook -->"),
        ("html", "<!DOCTYPE html>"),
    ] {
        let printed = shell.ok(&["codebook", "p.ron", "--as", form]);
        assert!(printed.starts_with(begin), "{printed}");
        let file = format!("c.{form}");
        shell.ok(&["codebook", "p.ron", "-o", &file]);
        assert_eq!(std::fs::read_to_string(shell.path(&file)).unwrap(), printed);
    }
    assert!(shell.ok(&["codebook", "p.ron"]).contains("## 治理"));
    for form in ["csv", "ron", "md"] {
        let output = shell.run(&["import-codebook", "q.ron", &format!("c.{form}")]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let was = if form == "csv" {
            "1 added"
        } else {
            "not here already"
        };
        assert!(said(&output).contains(was), "{}", said(&output));
    }
    let ours = shell.json(&["codes", "p.ron", "--json"]);
    let theirs = shell.json(&["codes", "q.ron", "--json"]);
    assert_eq!(
        (&ours[0]["id"], &ours[0]["colour"]),
        (&theirs[0]["id"], &theirs[0]["colour"])
    );
    shell.put("bad.csv", "甲,乙\n".as_bytes());
    let output = shell.run(&["import-codebook", "q.ron", "bad.csv"]);
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn the_codebook_and_the_sources_are_listed() {
    let shell = Shell::with_text("数字治理");
    shell.ok(&["code", "p.ron", "--code", "治理", "--find", "治理"]);
    assert_eq!(shell.ok(&["codes", "p.ron"]), "      1  治理\n");
    assert_eq!(
        shell.ok(&["sources", "p.ron"]),
        "        4        1  随笔\n"
    );
    assert_eq!(shell.json(&["codes", "p.ron", "--json"])[0]["name"], "治理");
    assert_eq!(
        shell.json(&["sources", "p.ron", "--json"])[0]["characters"],
        4
    );
}

#[test]
fn help_tells_every_action_in_the_systems_language() {
    let shell = Shell(tempfile::tempdir().unwrap());
    assert!(shell.ok(&["--help"]).contains("CodeFound(query:"));
    let chinese = shell
        .command(&["--help"])
        .env("LANG", "zh_CN.UTF-8")
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&chinese.stdout).contains("用法："));
}

#[test]
fn a_command_that_is_not_understood_is_exit_code_two() {
    let shell = Shell(tempfile::tempdir().unwrap());
    for args in [
        &["code", "p.ron"][..],
        &["nonsense", "p.ron", "q"],
        &["export", "p.ron"],
    ] {
        assert_eq!(shell.run(args).status.code(), Some(2), "{args:?}");
    }
}

#[test]
fn a_missing_project_is_exit_code_three() {
    let shell = Shell(tempfile::tempdir().unwrap());
    let output = shell.run(&["codings", "没有.ron"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(said(&output).contains("没有.ron"), "{}", said(&output));
}

#[test]
fn an_existing_file_is_not_replaced_by_a_new_project() {
    let shell = Shell::with_text("数字治理");
    let before = std::fs::read(shell.path("p.ron")).unwrap();
    assert_eq!(shell.run(&["new", "p.ron"]).status.code(), Some(3));
    assert_eq!(std::fs::read(shell.path("p.ron")).unwrap(), before);
}

#[test]
fn a_pipe_closed_by_its_reader_is_no_failure() {
    let shell = Shell::with_text(&"数字治理与国防。".repeat(20_000));
    shell.ok(&["code", "p.ron", "--code", "治理", "--find", "治理", "--all"]);
    let mut child = shell
        .command(&["codings", "p.ron"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 16];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        (output.status.code(), said(&output)),
        (Some(0), String::new())
    );
}

/// What a command line that is not understood is answered, in Chinese and in English.
const REFUSALS: &[(&str, &str, &str)] = &[
    (
        "codez p.ron",
        "没有名为 codez 的命令\n       是不是想写 code",
        "There is no command named codez\n       Did you mean code",
    ),
    (
        "code p.ron --cod 治理",
        "这里用不上 --cod\n       是不是想写 --code？\n用法：  zhupi code",
        "--cod is not expected here\n       Did you mean --code?\nUsage:  zhupi code",
    ),
    (
        "codes",
        "还缺：<PROJECT.ron>",
        "Still missing: <PROJECT.ron>",
    ),
    (
        "codes p.ron q.ron",
        "这里用不上 q.ron",
        "q.ron is not expected here",
    ),
    (
        "code p.ron --code",
        "--code <NAME> 后面要有内容",
        "--code <NAME> wants a value",
    ),
    (
        "export p.ron -o a --format xls",
        "“xls”不合 --format <FORMAT> 的要求\n       可以写 csv, xlsx, json, md, html",
        "“xls” does not fit --format <FORMAT>\n       Write one of csv, xlsx, json, md, html",
    ),
    (
        "add p.ron a.txt --encoding gb",
        "“gb”不合 --encoding <LABEL> 的要求\n       可以写 utf-8, ",
        "“gb” does not fit --encoding <LABEL>\n       Write one of utf-8, ",
    ),
    (
        "code p.ron --code 治理 --source 随笔 --range 7",
        "“7”不合 --range <START..END> 的要求\n       请写成",
        "“7” does not fit --range <START..END>\n       Write START..END",
    ),
    (
        "code p.ron --code 治理 --find 数 --source 随笔 --range 1..2",
        "--find <QUERY> 与 --range <START..END> 不能同时使用",
        "--find <QUERY> and --range <START..END> cannot be given together",
    ),
    (
        "code p.ron --code 治理 --code 国防 --find 数",
        "--code <NAME> 只能写一次",
        "--code <NAME> can be given only once",
    ),
    (
        "codes p.ron --json=3",
        "--json 不接受“3”",
        "--json does not take the value “3”",
    ),
    (
        "p.ron codes",
        "要打开窗口，请只写项目文件",
        "To open the window, give the project’s file alone",
    ),
];

#[test]
fn what_is_not_understood_is_said_in_the_reader_s_language() {
    let shell = Shell::with_text("数字治理");
    for (line, chinese, english) in REFUSALS {
        let args: Vec<&str> = line.split(' ').collect();
        for (language, words) in [("zh_CN.UTF-8", chinese), ("en_GB.UTF-8", english)] {
            let output = shell.command(&args).env("LANG", language).output().unwrap();
            let said = said(&output);
            assert!(
                said.starts_with(&format!("zhupi: {words}")),
                "{line}: {said}"
            );
            assert!(said.contains("--help") && !said.contains("error"), "{said}");
            assert_eq!(output.status.code(), Some(2), "{line}");
            assert!(output.stdout.is_empty());
        }
    }
}

#[test]
fn help_and_version_are_answers() {
    let shell = Shell::with_text("数字治理");
    assert!(shell.ok(&["--version"]).starts_with("zhupi 0."));
    assert!(
        shell
            .ok(&["code", "--help"])
            .contains("--range <START..END>")
    );
    assert!(shell.ok(&["--help"]).contains("CodeSelection(code:"));
}

#[test]
fn two_copies_are_joined_and_what_is_left_to_decide_is_said() {
    let shell = Shell::with_text("数字治理与国防");
    shell.ok(&["code", "p.ron", "--code", "治理", "--find", "治理"]);
    let copy = std::fs::read(shell.path("p.ron")).unwrap();
    shell.put("q.ron", &copy);
    shell.ok(&["code", "q.ron", "--code", "国防", "--find", "国防"]);
    shell.put(
        "mine.ron",
        "[RenameCode(code: \"治理\", name: \"治国\")]".as_bytes(),
    );
    shell.put(
        "theirs.ron",
        "[RenameCode(code: \"治理\", name: \"法治\")]".as_bytes(),
    );
    assert_eq!(shell.ok(&["join", "p.ron", "q.ron"]), "");
    assert_eq!(
        shell
            .json(&["codings", "p.ron", "--json"])
            .as_array()
            .unwrap()
            .len(),
        2
    );
    shell.ok(&["run", "p.ron", "mine.ron"]);
    shell.ok(&["run", "q.ron", "theirs.ron"]);
    let output = shell.run(&["join", "p.ron", "q.ron", "--json"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let left: Value = serde_json::from_slice(&output.stdout).unwrap();
    let words = left[0]["words"].as_str().unwrap();
    assert!(words.contains("治国") && words.contains("法治"), "{words}");
    let id = left[0]["id"].as_str().unwrap();
    let decide = format!("[DecideConflict(conflict: \"{id}\", take: Other)]");
    shell.put("decide.ron", decide.as_bytes());
    shell.ok(&["run", "p.ron", "decide.ron"]);
    let codes = shell.json(&["codes", "p.ron", "--json"]);
    assert_eq!(codes[0]["name"], "法治");
    assert_eq!(
        shell.run(&["join", "p.ron", "nothing.ron"]).status.code(),
        Some(3)
    );
}

#[test]
fn a_query_is_answered_saved_and_asked_again() {
    let shell = Shell::with_text("国防工业。文化。\n國防。");
    shell.ok(&["code", "p.ron", "--code", "国防", "--find", "国防工业"]);
    let asked = shell.ok(&["query", "p.ron", "code:国防 & 工业", "--save", "工业"]);
    assert_eq!(asked, "随笔\t0..4\t国防\t国防工业\n");
    let rows = shell.json(&["query", "p.ron", "--saved", "工业", "--json"]);
    assert_eq!(
        (&rows[0]["words"], &rows[0]["codes"][0]),
        (&"国防工业".into(), &"国防".into())
    );
    assert_eq!(shell.ok(&["queries", "p.ron"]), "工业\tcode:国防 & 工业\n");
    assert_eq!(
        shell.ok(&["query", "p.ron", "word:文化"]),
        "随笔\t5..7\t\t文化\n"
    );
    assert_eq!(
        shell.run(&["query", "p.ron", "没有"]).status.code(),
        Some(1)
    );
    let wrong = shell.run(&["query", "p.ron", "(国防 & code:国房"]);
    assert_eq!(wrong.status.code(), Some(3));
    assert_eq!(
        said(&wrong),
        "zhupi: The query is not understood at character 1, “(”: this bracket is not closed\n"
    );
    let unknown = said(&shell.run(&["query", "p.ron", "code:国房"]));
    assert!(
        unknown.contains("character 6") && unknown.contains("Did you mean 国防?"),
        "{unknown}"
    );
}

#[test]
fn places_stand_in_line_with_what_is_around_them() {
    let shell = Shell::with_text("数字治理文化\nab治理国防\n治理");
    let by_place = shell.ok(&["kwic", "p.ron", "治理", "--columns", "4"]);
    let lines: Vec<&str> = by_place.lines().collect();
    assert_eq!(
        lines,
        [
            "数字 [治理] 文化\t随笔\t2..4",
            "  ab [治理] 国防\t随笔\t9..11",
            "     [治理]     \t随笔\t14..16",
        ]
    );
    let sorted = [
        "kwic",
        "p.ron",
        "治理",
        "--sort",
        "right",
        "--collate",
        "pinyin",
        "--json",
    ];
    let rows = shell.json(&sorted);
    let after = |at: usize| rows[at]["after"].as_str().unwrap();
    assert_eq!([after(0), after(1), after(2)], ["", "国防", "文化"]);
    assert_eq!(shell.run(&["kwic", "p.ron", "没有"]).status.code(), Some(1));
}

#[test]
fn a_rule_is_shown_run_and_taken_back() {
    let shell = Shell::with_text("国防工业。文化。\n國防。");
    shell.ok(&["code", "p.ron", "--code", "国防", "--find", "國防。"]);
    let rule = [
        "autocode", "p.ron", "词", "--ask", "国防", "--code", "国防", "--unit", "sentence",
    ];
    let preview = shell.ok(&[&rule[..], &["--preview"]].concat());
    assert_eq!(
        preview,
        "+\t随笔\t0..5\t国防工业。\n=\t随笔\t9..12\t國防。\n"
    );
    assert_eq!(
        shell.ok(&["queries", "p.ron"]),
        "",
        "a preview saves nothing"
    );
    shell.ok(&rule);
    assert_eq!(
        shell.ok(&["queries", "p.ron"]),
        "词\t国防\t国防\tsentence\t1\n"
    );
    let again = shell.run(&["autocode", "p.ron", "词", "--preview", "--json"]);
    assert_eq!(again.status.code(), Some(1), "nothing is left to code");
    let again: Value = serde_json::from_slice(&again.stdout).unwrap();
    assert_eq!(again["coded"].as_array().unwrap().len(), 2);
    shell.ok(&["autocode", "p.ron", "词", "--take-back"]);
    assert_eq!(
        shell.ok(&["queries", "p.ron"]),
        "词\t国防\t国防\tsentence\t0\n"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_may_not_be_written_to_is_said() {
    let shell = Shell::with_text("治理");
    // Nobody may make files here, not even root, whom permissions do not bind elsewhere.
    let output = shell.run(&["new", "/sys/p.ron", "--name", "试编"]);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(
        said(&output),
        "zhupi: /sys/p.ron was not saved: it is write-protected, or its folder is. The file is as \
         it was; save it under another name\n"
    );
}

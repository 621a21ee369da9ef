//! Projects of other programs, taken over by window, script and command.

use crate::command::{Shell, said};
use crate::desk::Work;
use std::io::{Cursor, Write};
use zhupi::session::{Action, Answer, Level, Manner};
use zip::write::SimpleFileOptions;

const PROJECT: &str = r##"<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="访谈集" origin="别的程序">
<Users><User guid="00000001-0000-4000-8000-000000000001" name="李"/></Users>
<CodeBook><Codes><Code guid="{00000002-0000-4000-8000-00000000000A}" name="治理" isCodable="true" color="#C8402F"/></Codes></CodeBook>
<Sources>
<TextSource guid="00000003-0000-4000-8000-000000000001" name="访谈" plainTextPath="internal://a.txt">
<PlainTextSelection guid="00000004-0000-4000-8000-000000000001" name="治理" startPosition="4" endPosition="6">
<Coding guid="00000005-0000-4000-8000-000000000001"><CodeRef targetGUID="00000002-0000-4000-8000-00000000000a"/></Coding>
</PlainTextSelection>
</TextSource>
<PictureSource guid="00000006-0000-4000-8000-000000000001" name="照片.jpg"/>
</Sources></Project>"##;

fn packed() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("p.qde", PROJECT), ("Sources/a.txt", "😀😀治理，国防")] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_command_takes_over_a_project_and_names_what_it_lacks() {
    let shell = Shell(tempfile::tempdir().unwrap());
    shell.put("a.qdpx", &packed());
    let output = shell.run(&["import", "a.qdpx", "-o", "p.ron", "--report", "r.md"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let told = said(&output);
    for words in [
        "Took over a.qdpx – sources: 1, codes: 1, passages: 1, codings: 1",
        "they were taken to count UTF-16 units, though another way does nearly as well",
        "it is kept and goes back with REFI-QDA (照片.jpg)",
        "Saved p.ron",
    ] {
        assert!(told.contains(words), "{words} is not in {told}");
    }
    let report = std::fs::read_to_string(shell.path("r.md")).unwrap();
    assert!(report.starts_with("# What did not come over from a.qdpx\n\nWritten by 别的程序\n"));
    assert!(
        report.contains("goes back with REFI-QDA\n  - 照片.jpg (line 11)\n"),
        "{report}"
    );
    assert!(
        report.contains("- 访谈: Offsets were measured in one source"),
        "{report}"
    );
    let codings = shell.json(&["codings", "p.ron", "--json"]);
    let row = &codings[0];
    assert_eq!(
        (row["start"].as_u64(), row["end"].as_u64()),
        (Some(2), Some(4))
    );
    assert_eq!(
        (row["quote"].as_str(), row["coder"].as_str()),
        (Some("治理"), Some("李"))
    );
    assert_eq!(
        row["id"].as_str(),
        Some("00000005-0000-4000-8000-000000000001")
    );
    shell.ok(&["check", "p.ron"]);

    let again = shell.run(&["import", "a.qdpx", "-o", "p.ron"]);
    assert_eq!(
        again.status.code(),
        Some(3),
        "what lies there stays: {}",
        said(&again)
    );
    shell.put("b.qdpx", b"PK\x03\x04 is all of it");
    let broken = shell.run(&["import", "b.qdpx", "-o", "b.ron"]);
    assert_eq!(broken.status.code(), Some(3));
    assert!(
        said(&broken).contains("b.qdpx cannot be unpacked"),
        "{}",
        said(&broken)
    );
    assert!(!shell.path("b.ron").exists());
}

#[test]
fn a_codebook_goes_to_another_program_and_comes_back() {
    let shell = Shell::with_text("数字治理");
    shell.put("a.qdpx", &packed());
    shell.put(
        "s.ron",
        "[AddCode(name: \"国防\", colour: \"#112233\")]".as_bytes(),
    );
    shell.ok(&["run", "p.ron", "s.ron"]);
    shell.ok(&["codebook", "p.ron", "-o", "c.qdc"]);
    let written = std::fs::read_to_string(shell.path("c.qdc")).unwrap();
    assert!(
        written.contains("name=\"国防\" isCodable=\"true\" color=\"#112233\""),
        "{written}"
    );
    let output = shell.run(&["import-codebook", "p.ron", "c.qdc"]);
    assert!(
        said(&output).contains("says nothing that is not here already"),
        "{}",
        said(&output)
    );
}

#[test]
fn a_project_goes_to_another_program_and_comes_back() {
    let shell = Shell::with_text("😀数字治理\n国防");
    let script = r#"[
        CodePassage(source: "随笔", start: 3, end: 5, code: "治理"), SetCodeKey(code: "治理", key: "1"),
        WriteMemo(on: Project, text: "待查"), AddCase(name: "东部", sources: ["随笔"]),
    ]"#;
    shell.put("s.ron", script.as_bytes());
    shell.ok(&["run", "p.ron", "s.ron"]);
    let output = shell.run(&["export", "p.ron", "--format", "qdpx", "-o", "out.qdpx"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let left = "One code has other names, a key, uses or examples, for which there is no place";
    assert!(said(&output).contains(left), "{}", said(&output));
    let output = shell.run(&["import", "out.qdpx", "-o", "back.ron"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let (here, back) = (["p.ron", "--json"], ["back.ron", "--json"]);
    let rows = |of: [&str; 2]| shell.json(&["codings", of[0], of[1]]);
    assert_eq!(rows(back), rows(here), "with the same ids");
    let sources = |of: [&str; 2]| shell.json(&["sources", of[0], of[1]])[0]["sha256"].clone();
    assert_eq!(sources(back), sources(here));
}

#[test]
fn a_window_asks_before_unsaved_work_goes_and_opens_what_is_dropped() {
    let mut work = Work::begin(Manner::Window);
    let path = work.desk.put("a.qdpx", packed());
    work.run("OpenSample, AddCode(name: \"新\")");
    work.open(&path);
    assert!(work.session.question().is_some());
    work.act(Action::Answer {
        answer: Answer::Discard,
    });
    let project = work.session.project().unwrap();
    assert_eq!(project.head().name, "访谈集");
    let open = work.session.open().unwrap();
    assert!(
        open.path().is_none() && open.is_changed(),
        "it lies nowhere yet"
    );
    let said = work.said(Level::Warning);
    assert_eq!(
        said,
        [
            "Of one source there is nothing to show – a picture, a recording, or a text that is not in the file; it is kept and goes back with REFI-QDA"
        ]
    );
    assert_eq!(work.codings(), ["治理:治理:李"]);
}

#[test]
fn a_file_is_read_again_in_another_way_in_its_place() {
    let script = |action: &str, path: &std::path::Path| format!("{action}(path: {path:?})");
    // As a project of its own.
    let mut work = Work::begin(Manner::Batch);
    let path = work.desk.put("a.qdpx", packed());
    work.run(&script("ImportProject", &path));
    assert_eq!(work.codings(), ["治理:治理:李"]);
    let read = work.session.read_offsets().unwrap();
    let ways: Vec<String> = read.ways.iter().map(|it| it.counting.to_string()).collect();
    let taken = read.ways.iter().find(|it| it.is_taken).unwrap();
    assert_eq!(taken.counting.to_string(), "utf16");
    assert!(ways.contains(&"chars".to_owned()), "{ways:?}");
    assert_eq!((read.ways[0].fit, read.edges), (2, 2));
    work.run("ReadAgain(offsets: \"chars\")");
    assert_eq!(work.codings(), ["，国:治理:李"]);
    // Into a project that is open: one step takes it back.
    let mut work = Work::with_text("文化");
    let path = work.desk.put("a.qdpx", packed());
    work.run(&script("ImportInto", &path));
    work.run("ReadAgain(offsets: \"chars\")");
    assert_eq!(work.codings(), ["，国:治理:李"]);
    work.run("ReadAgain(offsets: \"utf16\")");
    assert_eq!(work.codings(), ["治理:治理:李"]);
    work.run("AddText(name: \"又\", text: \"产业\"), ReadAgain(offsets: \"chars\")");
    let said = work.said(Level::Error);
    assert!(said[0].contains("was changed since"), "{said:?}");
    assert_eq!(work.codings(), ["治理:治理:李"]);
    work.run("Undo, Undo");
    assert_eq!(work.session.project().unwrap().sources().len(), 1);
    // What is opened next is not replaced by it.
    work.save_as("here.ron");
    work.run("NewProject(name: \"别\"), ReadAgain(offsets: \"chars\")");
    let said = work.said(Level::Error);
    assert!(said[0].contains("No file was imported"), "{said:?}");
    // A file that is gone meanwhile leaves what was read.
    work.run(&script("ImportInto", &path));
    std::fs::remove_file(&path).unwrap();
    work.run("ReadAgain(offsets: \"chars\")");
    assert_eq!(work.codings(), ["治理:治理:李"]);
}

#[test]
fn what_cannot_be_taken_over_leaves_what_is_open() {
    let mut work = Work::with_text("数字治理");
    work.code("治理", "治理");
    work.save_as("p.ron");
    let book = work.desk.put("c.qde", "<CodeBook><Codes/></CodeBook>");
    let bomb = work.desk.put(
        "b.qde",
        "<!DOCTYPE P [<!ENTITY a \"aaaa\">]>\n<Project><Description>&a;</Description></Project>",
    );
    for path in [book, bomb] {
        work.act(Action::ImportProject {
            path: Some(path),
            report: None,
            format: None,
            offsets: None,
        });
    }
    let errors = work.said(Level::Error);
    assert!(errors[0].contains("holds a codebook alone"), "{errors:?}");
    assert!(errors[1].contains("line 2 uses the entity a"), "{errors:?}");
    assert_eq!(work.codings(), ["治理:治理:李"]);
}

#[test]
fn codings_of_another_program_go_into_a_project_in_one_step() {
    let shell = Shell::with_text("😀数字治理与国防");
    let script = "[AddCode(name: \"治理\")]";
    shell.put("s.ron", script.as_bytes());
    shell.ok(&["run", "p.ron", "s.ron"]);
    let w3c = r#"[{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation",
        "creator": {"type": "Person", "name": "王"}, "body": [{"type": "TextualBody", "purpose": "tagging", "value": "治理"}],
        "target": {"source": "随笔.txt", "selector": [{"type": "TextQuoteSelector", "exact": "治理", "prefix": "数字", "suffix": "与"},
        {"type": "TextPositionSelector", "start": 3, "end": 5}]}}]"#;
    shell.put("a.jsonld", w3c.as_bytes());
    let output = shell.run(&["import-into", "p.ron", "a.jsonld", "--report", "r.md"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let told = "Took a.jsonld into the project – new sources: 0, codes: 0, codings: 1; here already: 0 codings";
    assert!(said(&output).contains(told), "{}", said(&output));
    let codings = shell.json(&["codings", "p.ron", "--json"]);
    assert_eq!(codings.as_array().unwrap().len(), 1);
    assert_eq!(codings[0]["quote"], "治理");
    assert_eq!(codings[0]["coder"], "王");
    let again = shell.run(&["import-into", "p.ron", "a.jsonld"]);
    let same = "a.jsonld says nothing that is not here already (1 coding)";
    assert!(said(&again).contains(same), "{}", said(&again));

    // What names texts that are not there takes nothing over.
    shell.put(
        "b.json",
        w3c.replace("随笔.txt", "../../etc/passwd").as_bytes(),
    );
    let output = shell.run(&["import-into", "p.ron", "b.json"]);
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(
        said(&output).contains("passwd lies neither in the project nor beside"),
        "{}",
        said(&output)
    );
    shell.put("c.txt", "另一个文本".as_bytes());
    shell.put("c.ann", "T1\t主题 0 2\t另一\n".as_bytes());
    shell.ok(&["import-into", "p.ron", "c.ann"]);
    shell.ok(&["import", "c.ann", "-o", "c.ron", "--offsets", "chars"]);
    let sources = shell.json(&["sources", "p.ron", "--json"]);
    assert_eq!(sources.as_array().unwrap().len(), 2);
    shell.ok(&["check", "p.ron"]);
}

#[test]
fn every_format_that_is_written_names_what_it_leaves_and_is_read_again() {
    let shell = Shell::with_text("😀数字治理\n国防");
    let script = r#"[CodePassage(source: "随笔", start: 3, end: 5, code: "治理"), AddCase(name: "东部", sources: ["随笔"])]"#;
    shell.put("s.ron", script.as_bytes());
    shell.ok(&["run", "p.ron", "s.ron"]);
    for format in zhupi::exchange::Format::imported().filter(|it| it.is_written()) {
        let out = format!("out-{}.{}", format.name(), format.extension());
        let named = [
            "export",
            "p.ron",
            "--format",
            format.name(),
            "-o",
            &out,
            "--report",
            "r.md",
        ];
        let output = shell.run(&named);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let report = std::fs::read_to_string(shell.path("r.md")).unwrap();
        assert!(
            report.starts_with(&format!("# What has no place in {out}\n")),
            "{report}"
        );
        let is_flat = format.name() != "qdpx";
        assert_eq!(
            report.contains("case is not in the file\n  - 东部"),
            is_flat,
            "{report}"
        );
        if format.name() == "w3c" {
            // It only names its text.
            shell.put("随笔", "😀数字治理\n国防".as_bytes());
        }
        let back = format!("back-{}.ron", format.name());
        let output = shell.run(&["import", &out, "-o", &back]);
        assert_eq!(
            output.status.code(),
            Some(0),
            "{}: {}",
            format.name(),
            said(&output)
        );
        let codings = shell.json(&["codings", &back, "--json"]);
        assert_eq!(codings[0]["quote"], "治理", "{}", format.name());
    }
}

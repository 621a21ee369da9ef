//! How sources are cited, from the command line.

use crate::command::{Shell, said};

#[test]
fn a_citation_is_written_part_by_part_and_shown() {
    let shell = Shell::with_text("数字治理");
    let cite = |more: &[&str]| {
        let args: Vec<&str> = ["cite", "p.ron", "随笔"]
            .iter()
            .chain(more)
            .copied()
            .collect();
        shell.ok(&args)
    };
    assert_eq!(cite(&[]), "");
    let article = [
        "--author",
        "李某",
        "--author",
        "王某",
        "--title",
        "论治理",
        "--journal",
        "治理学刊",
        "--year",
        "2025",
        "--set",
        "issn=1000-0000",
    ];
    assert_eq!(cite(&article), "");
    // A part that is given takes the place of what was told of it; one without words goes.
    cite(&["--author", "甲", "--journal", "", "--license", "CC0"]);
    assert_eq!(
        cite(&[]),
        "author\t甲\ntitle\t论治理\nyear\t2025\nlicence\tCC0\nissn\t1000-0000\n"
    );
    assert_eq!(shell.ok(&["cite", "p.ron"]), "随笔\t甲. 论治理. 2025.\n");
    let told = shell.json(&["cite", "p.ron", "随笔", "--json"]);
    assert_eq!(told["citation"][0]["part"], "author");
    assert_eq!(told["line"], "甲. 论治理. 2025.");
    cite(&["--clear", "--title", "新题"]);
    assert_eq!(cite(&[]), "title\t新题\n");
    let odd = shell.run(&["cite", "p.ron", "随笔", "--set", "two words=1"]);
    assert_eq!(odd.status.code(), Some(3));
    assert!(said(&odd).contains("a name is one word"), "{}", said(&odd));
    assert_eq!(cite(&[]), "title\t新题\n", "nothing was changed");
}

#[test]
fn citations_go_out_and_come_in_by_command() {
    let shell = Shell::with_text("数字治理");
    shell.ok(&[
        "cite",
        "p.ron",
        "随笔",
        "--title",
        "论治理",
        "--licence",
        "CC0",
    ]);
    let out = shell.run(&["export", "p.ron", "--format", "ris", "-o", "a.ris"]);
    assert_eq!(out.status.code(), Some(0), "{}", said(&out));
    assert!(said(&out).contains("licence CC0"), "{}", said(&out));
    shell.ok(&["export", "p.ron", "--format", "csl-json", "-o", "a.json"]);
    shell.ok(&["cite", "p.ron", "随笔", "--clear"]);
    shell.ok(&["cite", "p.ron", "--from", "a.ris"]);
    assert_eq!(shell.ok(&["cite", "p.ron", "随笔"]), "title\t论治理\n");
    shell.ok(&["import-into", "p.ron", "a.json"]);
    let told = shell.ok(&["cite", "p.ron", "随笔"]);
    assert_eq!(told, "title\t论治理\nlicence\tCC0\n");
    shell.put("b.ris", b"TY  - JOUR\nTI  - Elsewhere\nER  - \n");
    let none = shell.run(&["cite", "p.ron", "--from", "b.ris", "--report", "which.md"]);
    assert_eq!(none.status.code(), Some(0));
    assert!(said(&none).contains("(Elsewhere)"), "{}", said(&none));
    let report = std::fs::read_to_string(shell.path("which.md")).unwrap();
    assert!(report.contains("- Elsewhere"), "{report}");
    // In the encoding of a Chinese library, too short to be guessed.
    let (bytes, _, _) = encoding_rs::GBK.encode("TY  - JOUR\nTI  - 论治理\nAU  - 李\nER  - \n");
    shell.put("c.ris", &bytes);
    shell.ok(&["cite", "p.ron", "--from", "c.ris", "--encoding", "gbk"]);
    assert!(
        shell
            .ok(&["cite", "p.ron", "随笔"])
            .starts_with("author\t李\n")
    );
}

//! What a check finds and what would put it right, before anything is done: also what reading the file
//! put right already.

use crate::command::{Shell, said};

/// A file that others wrote to: a quotation past the end, one with other words, two codes above each
/// other.
fn meddled() -> (Shell, String) {
    let shell = Shell::with_text("数字治理与国防，产业与文化。");
    shell.ok(&["code", "p.ron", "--code", "治理", "--find", "治理"]);
    shell.ok(&["code", "p.ron", "--code", "国防", "--find", "国防"]);
    shell.ok(&["code", "p.ron", "--code", "产业", "--find", "产业"]);
    let text = std::fs::read_to_string(shell.path("p.ron")).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let ids: Vec<String> = lines
        .iter()
        .filter(|it| it.contains("colour:"))
        .map(|it| it.split('"').nth(1).unwrap().to_owned())
        .collect();
    for line in &mut lines {
        if line.contains("exact: \"治理\"") {
            *line = line.replace("end: 4", "end: 999");
        } else if line.contains("exact: \"国防\"") {
            *line = line.replace("exact: \"国防\"", "exact: \"国房\"");
        } else if line.contains("colour:") && line.contains(&ids[0]) {
            *line = line.replace("order:", &format!("parent: \"{}\", order:", ids[1]));
        } else if line.contains("colour:") && line.contains(&ids[1]) {
            *line = line.replace("order:", &format!("parent: \"{}\", order:", ids[0]));
        }
    }
    let text = lines.join("\n") + "\n";
    shell.put("p.ron", text.as_bytes());
    (shell, text)
}

#[test]
fn what_reading_put_right_is_shown_before_it_is_written_and_gone_then() {
    let (shell, text) = meddled();
    let shown = shell.run(&["check", "p.ron", "--repair", "--dry-run"]);
    let rows = String::from_utf8_lossy(&shown.stdout).into_owned();
    let read: Vec<&str> = rows
        .lines()
        .filter(|it| it.starts_with("~ on-reading\t"))
        .collect();
    let all = read.join("\n");
    assert!(
        all.contains("999") && all.contains("have other words"),
        "{rows}\n{}",
        said(&shown)
    );
    assert!(
        all.contains("above itself") && all.contains("→ it stands at the top"),
        "{rows}"
    );
    assert_eq!(
        std::fs::read_to_string(shell.path("p.ron")).unwrap(),
        text,
        "only shown"
    );
    let rows = shell.run(&["check", "p.ron", "--repair", "--dry-run", "--json"]);
    let rows: serde_json::Value = serde_json::from_slice(&rows.stdout).unwrap();
    let read = rows
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["flaw"] == "on-reading");
    assert_eq!(read.count(), 3, "{rows}");
    shell.run(&["check", "p.ron", "--repair"]);
    let again = shell.run(&["check", "p.ron", "--repair", "--dry-run"]);
    let again = String::from_utf8_lossy(&again.stdout).into_owned();
    assert!(!again.contains("on-reading"), "{again}");
    let codings = shell.ok(&["codings", "p.ron"]);
    assert!(
        codings.contains("2..4\t治理"),
        "found again by its words: {codings}"
    );
    assert_eq!(codings.lines().count(), 3);
    assert!(shell.path("p.ron.1.bak").exists(), "what lay there stays");
}

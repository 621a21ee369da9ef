//! Reading packs from the command line: recipes, glosses, checking, making, and making again.

use crate::command::{Shell, said};

const TEXT: &str = "海港志\n船坞之外，治理与国防相连。\n工人们说：港口的重量在人。";

fn shell() -> Shell {
    let shell = Shell::with_text(TEXT);
    shell.ok(&["code", "p.ron", "--code", "治理", "--find", "治理"]);
    shell
}

fn file(shell: &Shell, name: &str) -> String {
    let bytes = std::fs::read(shell.path(name)).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_pack_is_made_in_the_editions_and_formats_asked_for() {
    let shell = shell();
    shell.ok(&[
        "glosses",
        "p.ron",
        "--word",
        "国防",
        "--set",
        "listed=yes",
        "--set",
        "meaning=defence",
    ]);
    assert_eq!(
        shell.ok(&["glosses", "p.ron"]),
        "国防\tlisted=yes\tmeaning=defence\n"
    );
    let recipe = [
        "recipes",
        "p.ron",
        "--recipe",
        "讲义",
        "--like",
        "close-reading",
        "--set",
        "course=高级汉语",
    ];
    shell.ok(&recipe);
    let listed = shell.ok(&["recipes", "p.ron"]);
    assert!(listed.starts_with("讲义\tcourse=高级汉语"), "{listed}");
    let made = [
        "pack",
        "p.ron",
        "--recipe",
        "讲义",
        "--format",
        "html,anki",
        "-o",
        "out",
    ];
    shell.ok(&made);
    for edition in ["student", "teacher", "blank"] {
        let page = file(&shell, &format!("out/讲义-{edition}.html"));
        assert!(
            page.contains("高级汉语") && page.contains("船坞之外"),
            "{edition}"
        );
        assert_eq!(
            page.contains("class=\"m c0\""),
            edition != "blank",
            "{edition}"
        );
    }
    let deck = file(&shell, "out/讲义.tsv");
    assert!(deck.contains("\t国防\tguófáng\t"), "{deck}");
    // The same project gives the same bytes.
    let first = file(&shell, "out/讲义-teacher.html");
    shell.ok(&made);
    assert_eq!(file(&shell, "out/讲义-teacher.html"), first);
}

#[test]
fn what_should_be_looked_at_is_listed_with_its_place() {
    let shell = shell();
    let check = |more: &[&str]| {
        let args: Vec<&str> = ["pack", "p.ron", "--check"]
            .iter()
            .chain(more)
            .copied()
            .collect();
        shell.run(&args)
    };
    let output = check(&[
        "--recipe",
        "exam",
        "--set",
        "texts=旧稿\\n随笔",
        "--set",
        "passages=code:(",
        "--set",
        "dictionaries=none.txt",
    ]);
    let listed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    for words in ["旧稿", "none.txt", "cannot be asked", "Nothing goes in"] {
        assert!(listed.contains(words), "{words}: {listed}");
    }
    let output = check(&["--recipe", "exam", "--json"]);
    let rows: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(rows[0]["flaw"], "no-citation");
    assert_eq!(rows[0]["text"], "随笔");
}

#[test]
fn what_cannot_be_is_refused_and_nothing_is_written() {
    let shell = shell();
    let output = shell.run(&["pack", "p.ron", "--recipe", "none", "-o", "out"]);
    assert!(
        said(&output).contains("There is no recipe named “none”"),
        "{}",
        said(&output)
    );
    let output = shell.run(&["recipes", "p.ron", "--recipe", "讲义", "--set", "paper=A3"]);
    assert!(
        said(&output).contains("A4, Letter, B5"),
        "{}",
        said(&output)
    );
    shell.put("mine.html", b"<h1>{{ pack.title }}</h1>\n{% if %}");
    let mine = [
        "pack",
        "p.ron",
        "--recipe",
        "exam",
        "--set",
        "template=mine.html",
        "-o",
        "out",
    ];
    let output = shell.run(&mine);
    assert!(
        said(&output).contains("mine.html has an error in line 2"),
        "{}",
        said(&output)
    );
    assert!(!shell.path("out").exists());
    shell.put("mine.html", b"<h1>{{ pack.title }}</h1>");
    shell.ok(&mine);
    assert_eq!(file(&shell, "out/exam-student.html"), "<h1>试编</h1>");
}

#[test]
fn made_again_after_the_text_was_changed_paragraphs_keep_their_ids_and_what_moved_is_told() {
    let shell = shell();
    let made = ["pack", "p.ron", "--recipe", "exam", "-o", "out"];
    shell.ok(&made);
    let before = file(&shell, "out/exam.ids.json");
    shell.ok(&[
        "edit",
        "p.ron",
        "--source",
        "随笔",
        "--range",
        "0..0",
        "--with",
        "序言。\n",
    ]);
    let output = shell.run(&made);
    assert!(
        said(&output).contains("is paragraph 3") || said(&output).contains("is 3"),
        "{}",
        said(&output)
    );
    let after = file(&shell, "out/exam.ids.json");
    let ids = |text: &str| -> Vec<String> {
        let lines = text.lines().filter_map(|it| it.trim().strip_prefix("\"p"));
        lines
            .map(|it| it.split('"').next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(ids(&after)[1..], ids(&before)[..]);
}

#[test]
fn the_template_that_comes_along_can_be_written_out_and_changed() {
    let shell = shell();
    shell.ok(&["recipes", "p.ron", "--write-template", "mine.html"]);
    let made = |template: &[&str]| {
        let args = ["pack", "p.ron", "--recipe", "exam", "-o", "out"];
        shell.ok(&[&args, template].concat());
        file(&shell, "out/exam-student.html")
    };
    let (page, own) = (made(&[]), ["--set", "template=mine.html"]);
    assert_eq!(
        made(&own).split_whitespace().collect::<String>(),
        page.split_whitespace().collect::<String>()
    );
    let template = file(&shell, "mine.html");
    let changed = template.replace("<header class=\"title\">", "<header><p>海港中学</p>");
    assert_ne!(changed, template);
    shell.put("mine.html", changed.as_bytes());
    let page = made(&own);
    assert!(
        page.contains("海港中学") && page.contains("船坞之外"),
        "{page}"
    );
}

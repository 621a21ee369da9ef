//! Files with something wrong in them: what is said, and that nothing is lost.

use super::frame::{Frame, Token};
use super::round_trip::FORMAT_1;
use super::{Opened, Warning, read, to_string};
use crate::model::{Verdict, check_all};
use crate::text::Span;

/// The sample with some texts replaced; each must be there.
fn changed(edits: &[(&str, &str)]) -> String {
    edits.iter().fold(FORMAT_1.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    })
}

pub(super) fn opened(text: &str) -> Opened {
    let opened = read(text.as_bytes()).unwrap();
    assert_eq!(check_all(&opened.project), []);
    opened
}

/// What must come through: ids, names, words, whatever stands in quotes or in a text. What is made
/// anew on every save is left out.
fn pieces() -> Vec<&'static str> {
    let mut pieces = Vec::new();
    let mut frame = Frame::new(FORMAT_1, 0);
    let mut field = "";
    while let Some(Ok((token, end))) = frame.peek() {
        let piece = Span::new(frame.at(), end).of(FORMAT_1).unwrap();
        match (token, field) {
            (Token::Word, _) => field = piece,
            (Token::Text, "text") => pieces.extend(piece.lines()),
            (Token::Text, "program" | "about" | "prefix" | "suffix" | "sha256") => {}
            (Token::Text, _) => pieces.push(piece),
            _ => {}
        }
        frame.go(end);
    }
    pieces
}

/// Reads a file, asserts that the project is sound and that nothing of the sample that is in the
/// file is lost, neither now nor after saving, and hands back what is said, a sentence a line.
fn said(text: &str) -> String {
    let opened = opened(text);
    let mut kept = to_string(&opened.project);
    let again = self::opened(&kept).project;
    assert_eq!(to_string(&again), kept, "a second round changes nothing");
    for unread in &again.unread {
        kept.push_str(&unread.text);
    }
    for piece in pieces().into_iter().filter(|piece| text.contains(piece)) {
        assert!(kept.contains(piece), "lost: {piece}");
    }
    let sentences: Vec<String> = opened.warnings.iter().map(ToString::to_string).collect();
    sentences.join("\n")
}

#[test]
fn what_a_newer_version_wrote_is_kept_and_written_back() {
    let text = changed(&[
        ("format: 1", "format: 7"),
        (
            "name: \"李\"",
            "name: \"李\", avatar: Png(size: 3, /* of */ name: \"头像\")",
        ),
        (
            "  coders: [",
            "  weather: [\n    Sunny(3),\n  ],\n  coders: [",
        ),
        (
            "      memos: [",
            "      regions: [(left: 1)],\n      memos: [",
        ),
    ]);
    assert_eq!(
        said(&text),
        "This project is written in format 7, and this version knows format 1. What it does not \
         know is kept and written back; use a newer version to see everything.\n\
         `weather` in `Zhupi`, first at line 6, is not known to this version. It is kept and \
         written back (1 in all).\n\
         `avatar` in `coders`, first at line 10, is not known to this version. It is kept and \
         written back (1 in all).\n\
         `regions` in `work`, first at line 57, is not known to this version. It is kept and \
         written back (1 in all)."
    );
    let written = to_string(&opened(&text).project);
    assert!(written.contains("\n  format: 7,\n"));
    assert!(written.contains("\n  weather: [\n    Sunny(3),\n  ],\n"));
    assert!(written.contains(", name: \"李\", avatar: Png(size: 3, name: \"头像\")),\n"));
    assert!(written.contains("regions: [(left: 1)]"));
}

#[test]
fn a_record_that_cannot_be_read_is_put_aside_with_all_that_needs_it() {
    let blue = changed(&[("colour: \"#2F6DB5\"", "colour: \"blue\"")]);
    assert_eq!(
        said(&blue),
        "Line 12, column 136 in `codes` cannot be read: field `colour` is not a colour such as \
         \"#C8402F\". The text is kept aside and written back.\n\
         Code 0199c0de-0002-7000-8000-000000000002 is not in the file, but is pointed at, first at \
         line 52. What points at it is kept aside and written back (2 in all)."
    );
    let project = opened(&blue).project;
    assert_eq!(
        (
            project.codes().len(),
            project.codings().len(),
            project.links().len()
        ),
        (3, 5, 0)
    );
}

#[test]
fn what_was_put_aside_comes_back_when_it_is_mended() {
    let whole = opened(FORMAT_1).project;
    let spoilt = [
        changed(&[("colour: \"#2F6DB5\"", "colour: \"blue\"")]),
        changed(&[("sha256: \"e0d3", "sha256: \"blue")]),
        changed(&[("start: 9, end: 15", "start: \"blue\", end: 15")]),
    ];
    for text in spoilt {
        let saved = to_string(&opened(&text).project);
        assert_eq!(opened(&saved).warnings, [], "known already: {saved}");
        let mended = saved
            .replace("colour: \\\"blue\\\"", "colour: \\\"#2F6DB5\\\"")
            .replace("sha256: \\\"blue", "sha256: \\\"e0d3")
            .replace("start: \\\"blue\\\"", "start: 9");
        let again = opened(&mended);
        assert!(
            matches!(*again.warnings, [Warning::Restored { .. }]),
            "{:?}",
            again.warnings
        );
        // The members that sets and cases lost are kept as parts; the rest is as it was.
        assert_eq!(again.project.codes(), whole.codes());
        assert_eq!(again.project.codings(), whole.codings());
        assert_eq!(again.project.quotations(), whole.quotations());
        assert_eq!(again.project.links(), whole.links());
        assert_eq!(again.project.memos(), whole.memos());
    }
}

#[test]
fn a_bracket_or_quote_that_is_missing_spoils_one_line_only() {
    let cases = [
        (
            ("name: \"国防\", aliases", "name: \"国防, aliases"),
            "Line 14, column 72 in `codes`",
            "Expected comma",
        ),
        (
            ("name: \"年份\"", "name: 年份\""),
            "Line 17, column 58 in `variables`",
            "Expected comma",
        ),
        (
            ("\"统治\"], order", "\"统治\", order"),
            "Line 11, column 5 in `codes`",
            "a bracket or quote is not closed",
        ),
        (
            ("kind: Flag),", "kind: Flag,"),
            "Line 19, column 5 in `variables`",
            "a bracket or quote is not closed",
        ),
        (
            ("text: r##\"He", "text: r###\"He"),
            "Line 37, column 193 in `sources`",
            "a bracket or quote is not closed",
        ),
        (
            ("text: r#\"数", "text: r###\"数"),
            "Line 32, column 320 in `sources`",
            "a bracket or quote is not closed",
        ),
        (
            ("  cases: [", "%%% 你好 \"\n  cases: ["),
            "Line 22, column 1 in `Zhupi`",
            "a part such as `codes: […]` should stand here",
        ),
        (
            ("  ],\n)\n", "  ],\n)\n你好\n"),
            "Line 76, column 1 in `Zhupi`",
            "it stands behind the end of the project",
        ),
    ];
    for (edit, place, what) in cases {
        let first = said(&changed(&[edit])).lines().next().unwrap().to_owned();
        let told =
            format!("{place} cannot be read: {what}. The text is kept aside and written back.");
        let told_of_others = said(&changed(&[edit]));
        assert!(told_of_others.contains(&told), "{first} ≠ {told}");
    }
}

#[test]
fn a_list_that_is_not_closed_is_read_up_to_the_next() {
    let list = changed(&[("  ],\n  sets", "  sets")]);
    assert_eq!(
        said(&list),
        "`cases` is not closed before line 24, column 3. It was read up to there."
    );
    let group = changed(&[("    ),\n    (\n      coder", "    (\n      coder")]);
    assert_eq!(
        said(&group),
        "`work` is not closed before line 58, column 5. It was read up to there."
    );
    for text in [list, group] {
        assert!(opened(&text).project == opened(FORMAT_1).project);
    }
    let other = changed(&[("variables: [", "variables: (")]);
    assert!(said(&other).starts_with(
        "Line 16, column 14 in `variables` cannot be read: a bracket or quote is not closed."
    ));
    assert!(opened(&other).project.variables() == opened(FORMAT_1).project.variables());
    let none = changed(&[("variables: [", "variables: 3, // [")]);
    assert!(said(&none).starts_with(
        "Line 16, column 14 in `variables` cannot be read: a list in [ ] should stand here."
    ));
}

#[test]
fn a_project_without_its_own_line_opens() {
    let said_of = |from: &str, to: &str| said(&changed(&[(from, to)]));
    let no_head = "The project's own line with its name is missing or broken. The rest was read; \
                   give the project a name.";
    let line = FORMAT_1
        .lines()
        .find(|it| it.contains("Project(id"))
        .unwrap();
    assert_eq!(said_of(&format!("{line}\n"), ""), no_head);
    assert!(said_of("Project(id: \"0199", "Project(id: \"x199").starts_with(no_head));
}

#[test]
fn two_records_with_one_id_are_both_kept() {
    let king = "-0001-7000-8000-000000000002\", name: \"王\"";
    let text = changed(&[(king, "-0001-7000-8000-000000000001\", name: \"王\"")]);
    assert_eq!(
        said(&text),
        "Line 8: Coder 0199c0de-0001-7000-8000-000000000001 is in the file already with other \
         content. The first is used; this one is kept aside and written back.\n\
         Line 62: the coder of this work is not in the list of coders. The work was read under the \
         name ? 000002; give that coder the right name."
    );
    // Twice the same is no difference: nothing to keep, nothing to say.
    let line = FORMAT_1.lines().find(|it| it.contains(king)).unwrap();
    let doubled = changed(&[(line, &format!("{line}\n{line}"))]);
    assert!(opened(&doubled) == opened(FORMAT_1));
}

#[test]
fn a_conflict_that_git_left_is_read_on_both_sides() {
    let king = FORMAT_1
        .lines()
        .find(|it| it.contains("name: \"王\""))
        .unwrap();
    let other = king.replace('王', "王五");
    let conflict = format!("<<<<<<< HEAD\n{king}\n=======\n{other}\n>>>>>>> theirs");
    assert_eq!(
        said(&changed(&[(king, &conflict)])),
        "The file holds conflict markers of git, the first at line 8. The records on both sides \
         were read.\n\
         Line 11: Coder 0199c0de-0001-7000-8000-000000000002 is in the file already with other \
         content. The first is used; this one is kept aside and written back."
    );
}

#[test]
fn a_code_that_is_its_own_grandparent_moves_to_the_top() {
    let text = changed(&[(
        "\"统治\"], order",
        "\"统治\"], parent: \"0199c0de-0002-7000-8000-000000000002\", order",
    )]);
    assert_eq!(
        said(&text),
        "Line 11: the code 治理 is above itself in the tree. It was moved to the top; move it to \
         where it belongs."
    );
    assert_eq!(
        opened(&text).project.unread[0].text,
        "(id: \"0199c0de-0002-7000-8000-000000000001\", \
         parent: \"0199c0de-0002-7000-8000-000000000002\")"
    );
}

#[test]
fn work_of_a_coder_or_on_a_source_that_is_not_there_is_kept() {
    let coder = "      coder: \"0199c0de-0001-7000-8000-000000000002\",\n";
    let other = coder.replace("02\"", "09\"");
    assert_eq!(
        said(&changed(&[(coder, &other)])),
        "Line 62: the coder of this work is not in the list of coders. The work was read under the \
         name ? 000009; give that coder the right name."
    );
    assert_eq!(
        said(&changed(&[(coder, "")])),
        "Line 61: the coder of this work is not in the list of coders. The work was read under the \
         name ?; give that coder the right name."
    );
    let source = "    (id: \"0199c0de-0006-7000-8000-000000000002\"";
    let text = changed(&[(source, &source.replace("02\"", "09\""))]);
    assert_eq!(
        said(&text),
        "Source 0199c0de-0006-7000-8000-000000000002 is not in the file, but is pointed at, first \
         at line 63. What points at it is kept aside and written back (1 in all).\n\
         Quotation 0199c0de-0007-7000-8000-000000000004 is not in the file, but is pointed at, \
         first at line 67. What points at it is kept aside and written back (1 in all)."
    );
    let project = opened(&text).project;
    assert!(
        project.unread[0]
            .text
            .starts_with("(coder: \"0199c0de-0001-7000-8000-000000000002\", quotations: [(id: ")
    );
}

#[test]
fn records_that_break_a_rule_are_trimmed_or_put_aside() {
    assert_eq!(
        said(&changed(&[("name: \"重点\"", "name: \" \"")])),
        "Line 26: Set 0199c0de-0005-7000-8000-000000000001 has no name. It is called ? 000001 for \
         now."
    );
    assert_eq!(
        said(&changed(&[("Number(2026)", "Flag(true)")])),
        "Line 32: Variable 0199c0de-0003-7000-8000-000000000001 does not fit Source \
         0199c0de-0006-7000-8000-000000000001. That part is kept aside and written back; the rest \
         was read."
    );
    let memo = "Memo(\"0199c0de-000a-7000-8000-000000000002\")";
    assert_eq!(
        said(&changed(&[("target: Project", &format!("target: {memo}"))])),
        "Line 55: Memo 0199c0de-000a-7000-8000-000000000001 cannot hold Memo \
         0199c0de-000a-7000-8000-000000000002. The record is kept aside and written back."
    );
    assert_eq!(
        said(&changed(&[("text: \"军民两用？\"", "text: \"\"")])),
        "Line 71: Memo 0199c0de-000a-7000-8000-000000000003 has no text. The record is kept \
         aside and written back."
    );
    assert_eq!(
        said(&changed(&[(
            "members: [Project, ",
            "members: [Project, Case(\"0199c0de-0004-7000-8000-00000000000f\"), "
        )])),
        "Case 0199c0de-0004-7000-8000-00000000000f is not in the file, but is pointed at, first at \
         line 26. What points at it is kept aside and written back (1 in all)."
    );
}

#[test]
fn a_range_past_the_end_is_looked_for_by_its_words() {
    let text = changed(&[("start: 0, end: 4", "start: 900, end: 904")]);
    assert_eq!(
        said(&text),
        "Line 45: a quotation in 分歧 ends at character 904, but the text has 72. It was looked \
         for by its words and stands at 0..4.\n\
         Line 45: quotations in 分歧 have other words than the text at their place: 1 moved, 0 to \
         look at, 0 lost. Nothing was removed."
    );
    assert!(opened(&text).project == opened(FORMAT_1).project);
    let wordless = changed(&[(
        "start: 0, end: 4, exact: \"数字治理\"",
        "start: 900, end: 904",
    )]);
    assert!(said(&wordless).ends_with("0 moved, 0 to look at, 1 lost. Nothing was removed."));
    let project = opened(&wordless).project;
    let lost = project.quotations().iter().next().unwrap();
    let stray = lost.stray.as_ref().unwrap();
    assert_eq!((stray.verdict, stray.chars.end), (Verdict::Lost, 904));
}

#[test]
fn a_text_edited_by_hand_keeps_its_quotations() {
    let text = changed(&[
        ("各国在人工智能治理上", "近年来，各国在人工智能治理上"),
        ("用于国防、产业和文化", "用于、产业和文化"),
    ]);
    assert_eq!(
        said(&text),
        "Line 32: the text of 分歧 was changed outside Zhupi. Its quotations were found again by \
         their words: 1 in place, 1 moved, 0 to look at, 2 lost. Nothing was removed."
    );
    let project = opened(&text).project;
    let shown: Vec<String> = project
        .quotations()
        .iter()
        .map(|it| {
            let words = it
                .span
                .of(project.sources().get(it.source).unwrap().text())
                .unwrap();
            let recorded = it.stray.as_ref().map(|it| (it.verdict, &*it.quote.exact));
            format!("{words} {recorded:?}")
        })
        .collect();
    assert_eq!(
        shown,
        [
            "数字治理 None",
            "人工智能治理 None",
            "把技术用于 Some((Lost, \"文化与教育\"))",
            " Some((Lost, \"国防\"))",
            "治理 None",
        ]
    );
}

#[test]
fn what_is_no_project_is_refused_in_a_sentence() {
    let refused = |bytes: &[u8]| read(bytes).unwrap_err().to_string();
    let empty = "The file is empty, so it holds no project. Look for a backup beside it.";
    assert_eq!(refused(b""), empty);
    assert_eq!(refused("\u{FEFF} \n\n".as_bytes()), empty);
    assert_eq!(
        refused("// 笔记\n治理与国防\n".as_bytes()),
        "This is no Zhupi project: at line 2, column 1 it should begin with `Zhupi(`, but there is \
         “治理与国防”. Open it as a source if it is a text."
    );
    for other in [
        "Config(format: 1, project: 2)",
        "[1, 2]",
        "{\"a\": 1}",
        "Zhupi",
        "%PDF-1.7",
        "\0\0",
    ] {
        assert!(
            refused(other.as_bytes()).starts_with("This is no Zhupi project: at line 1"),
            "{other}"
        );
    }
    assert!(refused(b"\x89PNG\r\n\x1a\n").contains("but there is something that is not text."));
    assert!(refused(b"(width: 3, name: \"x\")").starts_with("This is no Zhupi project"));
    assert_eq!(
        refused(b"Zhupi(\n  format: 1,\n  program: \"zhu"),
        "The file begins as a Zhupi project, but nothing in it can be read; it breaks off or goes \
         wrong at line 3, column 16. Look for a backup beside it."
    );
}

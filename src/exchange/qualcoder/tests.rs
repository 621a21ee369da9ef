//! Projects of QualCoder, made by hand and a real one.

use super::*;
use crate::exchange::database::tests::database;
use crate::exchange::told_of::{codings, lost, memos, read_file};
use crate::exchange::{CountedUnit, Format};
use crate::model::Project;
use crate::text::shared_bytes;
use proptest::prelude::*;
use serde_json::Value as Json;

const SCHEMA: &str = "
    CREATE TABLE project (databaseversion, date, memo, about, codername);
    CREATE TABLE source (id integer primary key, name, fulltext, mediapath, memo, owner, date, risid);
    CREATE TABLE code_cat (catid integer primary key, name, memo, supercatid);
    CREATE TABLE code_name (cid integer primary key, name, memo, catid, color, supercid);
    CREATE TABLE code_text (ctid integer primary key, cid, fid, seltext, pos0, pos1, owner, date, memo, important);
    CREATE TABLE code_image (imid integer primary key);
    CREATE TABLE annotation (anid integer primary key, fid, pos0, pos1, memo, owner, date);
    CREATE TABLE cases (caseid integer primary key, name, memo, owner, date);
    CREATE TABLE case_text (id integer primary key, caseid, fid, pos0, pos1, memo, owner, date);
    CREATE TABLE attribute_type (name, memo, caseOrFile, valuetype, owner, date);
    CREATE TABLE attribute (name, attr_type, value, id);
    CREATE TABLE journal (name, jentry, date, owner);
    CREATE TABLE ris (risid, tag, longtag, value);
    CREATE TABLE stored_sql (title);";

const ROWS: &str = "
    INSERT INTO project VALUES ('v99', '2026-01-01 08:00:00', '项目说明', 'QualCoder 9', '李');
    INSERT INTO source VALUES (1, '访谈', '😀治理与国防，😀治理。产业', NULL, '第一次', '李', '2026-01-02 08:00:00', 5),
        (2, '照片.jpg', NULL, '/images/a.jpg', '', '李', '', NULL), (3, '报告.pdf', '正文', '/docs/r.pdf', '', '', '', NULL);
    INSERT INTO code_cat VALUES (1, '制度', '类', 2), (2, '社会', '', NULL), (3, '绕', '', 4), (4, '圈', '', 3);
    INSERT INTO code_name VALUES (1, '治理', '谁作主', 1, '#F781F3', NULL), (2, '国防', '', NULL, 'x', NULL),
        (3, '地方', '', 1, '', 1);
    INSERT INTO code_text VALUES (1, 1, 1, '治理', 2, 4, '李', '2026-01-03 08:00:00', '要紧', 1),
        (2, 2, 1, '国防', 5, 7, '王', '', '', 0), (3, 3, 1, '治理。', 10, 13, '李', '', '', NULL),
        (4, 9, 1, '治理', 2, 4, '李', '', '', NULL), (5, 1, 9, '治理', 2, 4, '李', '', '', NULL);
    INSERT INTO code_image VALUES (1);
    INSERT INTO annotation VALUES (1, 1, 8, 10, '需核对', '王', '');
    INSERT INTO cases VALUES (1, '东村', '村', '李', '');
    INSERT INTO case_text VALUES (1, 1, 1, 0, 14, '', '', ''), (2, 1, 3, 0, 1, '', '', '');
    INSERT INTO attribute_type VALUES ('年份', '', 'file', 'numeric', '', ''), ('面积', '', 'case', 'numeric', '', '');
    INSERT INTO attribute VALUES ('年份', 'file', '2025', 1), ('面积', 'case', '2.5', 1), ('年份', 'file', '', 3);
    INSERT INTO journal VALUES ('日志', '心得', '', '李');
    INSERT INTO ris VALUES (5, 'AU', 'Author', '李'), (5, 'AU', 'Author', '王');
    INSERT INTO stored_sql VALUES ('a');";

fn paths(project: &Project) -> Vec<String> {
    let codes = crate::query::codebook(project).into_iter();
    codes
        .map(|it| crate::query::path(project, it.code))
        .collect()
}

#[test]
fn everything_that_has_a_place_comes_over() {
    let file = database(&[SCHEMA, ROWS]);
    let read = read_file(&file, "访谈集.qda", Format::QualCoder).unwrap();
    let project = &read.project;
    assert_eq!(
        codings(project),
        [
            "访谈 1..3 社会 › 制度 › 治理 李 治理",
            "访谈 4..6 国防 王 国防",
            "访谈 8..11 社会 › 制度 › 治理 › 地方 李 治理。",
        ]
    );
    assert_eq!(read.measured[0].1.counting.unit, CountedUnit::Utf16);
    assert_eq!(
        paths(project),
        [
            "国防",
            "社会",
            "社会 › 制度",
            "社会 › 制度 › 治理",
            "社会 › 制度 › 治理 › 地方",
            "绕",
            "绕 › 圈"
        ]
    );
    assert_eq!(
        memos(project),
        [
            "Case: 村",
            "Coding: 要紧",
            "Project: 日志\n\n心得",
            "Project: 项目说明",
            "Quotation: 需核对",
            "Source: 第一次"
        ]
    );
    assert_eq!(
        lost(&read),
        [
            (LossKind::WithSource, 1),
            (LossKind::PdfText, 1),
            (LossKind::Picture, 1),
            (LossKind::PictureArea, 1),
            (LossKind::CodingLeft, 1),
            (LossKind::NoCode, 1),
            (LossKind::AsWords, 1),
            (LossKind::Important, 1),
            (LossKind::Report, 1),
            (LossKind::Newer, 1),
        ]
    );
    let case = project.cases().iter().next().unwrap();
    assert_eq!(
        case.members.len(),
        2,
        "one text as a whole, of one a passage"
    );
    let words = |of: &std::collections::BTreeMap<_, crate::model::Value>| {
        let mut words: Vec<String> = of.values().map(crate::model::Value::words).collect();
        words.sort();
        words
    };
    assert_eq!(words(&case.values), ["2.5"]);
    let source = project
        .sources()
        .iter()
        .find(|it| it.name == "访谈")
        .unwrap();
    assert_eq!(words(&source.values), ["2025", "李; 王"]);
    assert_eq!(
        (read.origin.as_str(), project.head().name.as_str()),
        ("QualCoder 9", "访谈集")
    );
}

#[test]
fn the_chinese_project_is_read_as_its_own_export_is() {
    let file = shared_bytes("data/qualcoder/qc_cjk.qda/data.qda");
    let truth = shared_bytes("data/qualcoder/qc_cjk.expected.json");
    let export = shared_bytes("data/qualcoder/qc_cjk.qdpx");
    let (Some(file), Some(truth), Some(export)) = (file, truth, export) else {
        return;
    };
    let read = read_file(&file, "qc_cjk.qda", Format::QualCoder).unwrap();
    let found = codings(&read.project);
    let truth: Json = serde_json::from_slice(&truth).unwrap();
    assert_eq!(found.len(), 20);
    for it in truth.as_array().unwrap() {
        let word = |name: &str| it[name].as_str().unwrap();
        let span = &it["true_codepoint_span"];
        let ends = format!(" {} {}", word("coder"), word("quote"));
        let is_it = |line: &&String| {
            let place = format!("{} {}..{} ", word("source"), span[0], span[1]);
            // A blank more at the end is what was marked there.
            line.trim_end().ends_with(&ends)
                && line.contains(word("code"))
                && (span.is_null() || line.starts_with(&place))
        };
        assert!(
            found.iter().any(|line| is_it(&line)),
            "{it} is not in {found:#?}"
        );
    }
    let other = read_file(&export, "qc_cjk.qdpx", Format::Refi).unwrap();
    assert_eq!(paths(&read.project), paths(&other.project));
    assert_eq!(read.project.cases().len(), other.project.cases().len());
    assert_eq!(
        read.project.variables().len(),
        other.project.variables().len()
    );
}

proptest! {
    #[test]
    fn any_change_of_a_database_ends_with_a_sound_project_or_an_error(
        at in 100_usize..60_000, bytes in prop::collection::vec(any::<u8>(), 1..200),
    ) {
        let mut file = database(&[SCHEMA, ROWS]);
        let at = at % file.len();
        let until = (at + bytes.len()).min(file.len());
        file.splice(at..until, bytes.iter().copied());
        if let Ok(read) = read_file(&file, "a.qda", Format::QualCoder) {
            prop_assert_eq!(crate::model::check_all(&read.project), []);
        }
    }
}

//! Documents made here are read as they read in the programs they are of.

use super::*;
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

fn read_texts(
    bytes: &[u8],
    format: SourceFormat,
    encoding: Option<Encoding>,
) -> Result<Vec<Reading>, ReadingError> {
    let column = None;
    let choice = Choice {
        encoding,
        column,
        ..Choice::default()
    };
    read_file(bytes, format, choice).map(|it| it.texts)
}

/// A packed folder of parts.
pub(super) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const W: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";

/// A Word document with this body, and these other parts.
fn word(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document =
        format!("<?xml version='1.0'?><w:document {W}><w:body>{body}</w:body></w:document>");
    let mut all = vec![("word/document.xml", document.as_str())];
    all.extend(parts);
    packed(&all)
}

/// The text of a file, its looks with their words, and its changes.
fn told(bytes: &[u8], ending: &str) -> (String, Vec<String>, Vec<String>) {
    let format = SourceFormat::of(bytes, ending);
    let mut texts = read_texts(bytes, format, None).unwrap();
    assert_eq!(texts.len(), 1);
    let reading = texts.remove(0);
    let styles = reading.styles.iter();
    let styles = styles.map(|(span, style)| {
        let styled = crate::model::Styled {
            chars: crate::text::CharSpan::default(),
            style: style.clone(),
        };
        let name = styled.to_string();
        let name = name.split(" at ").next().unwrap();
        format!("{name}: {}", span.of(&reading.text).unwrap())
    });
    let changes = reading.changes.iter();
    let changes = changes.map(|(change, count)| format!("{} {count}", change.name()));
    (reading.text.clone(), styles.collect(), changes.collect())
}

fn error(bytes: &[u8], ending: &str) -> ReadingError {
    read_texts(bytes, SourceFormat::of(bytes, ending), None).unwrap_err()
}

#[test]
fn a_word_document_reads_with_every_change_accepted() {
    let body = "<w:p><w:pPr><w:pStyle w:val='2'/></w:pPr><w:r><w:t>一、治理</w:t></w:r></w:p>\
        <w:p><w:r><w:t xml:space='preserve'>数字</w:t></w:r>\
        <w:ins w:id='1'><w:r><w:rPr><w:b/></w:rPr><w:t>治</w:t></w:r><w:r><w:rPr><w:b w:val='1'/></w:rPr><w:t>理</w:t></w:r></w:ins>\
        <w:del w:id='2'><w:r><w:delText>管理</w:delText></w:r></w:del>\
        <w:r><w:rPr><w:b w:val='0'/><w:vanish/></w:rPr><w:t>藏</w:t></w:r>\
        <w:r><w:t>能力</w:t><w:br/><w:t>𠮷&amp;&#x6CBB;</w:t><w:tab/><w:t>x</w:t></w:r></w:p>\
        <w:p><w:pPr><w:rPr><w:del w:id='3'/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>\
        <w:p><w:r><w:t>后半</w:t></w:r></w:p>\
        <w:p><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>ㄓˋ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>治</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>\
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc>\
        <w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>丙</w:t></w:r></w:p></w:tc></w:tr>\
        <w:tr><w:trPr><w:del w:id='4'/></w:trPr><w:tc><w:p><w:r><w:t>删</w:t></w:r></w:p></w:tc></w:tr>\
        <w:tr><w:tc><w:p><w:r><w:t>丁</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
        <w:p><w:r><w:t>完</w:t></w:r></w:p><w:sectPr/>";
    let styles = format!(
        "<w:styles {W}><w:style w:styleId='2'><w:name w:val='heading 2'/></w:style></w:styles>"
    );
    let (text, styles, changes) = told(&word(body, &[("word/styles.xml", &styles)]), "docx");
    assert_eq!(
        text,
        "一、治理\n数字治理能力\n𠮷&治\tx\n前半后半\n治\n甲 乙\t\t丙\n丁\n完"
    );
    assert_eq!(styles, ["heading 2: 一、治理", "bold: 治理"]);
    assert_eq!(
        changes,
        [
            "insertions 1",
            "deletions 2",
            "hidden 1",
            "readings 1",
            "rows 2"
        ]
    );
}

#[test]
fn notes_stand_at_the_end_and_boxes_stand_once() {
    let body = "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:t>，乙</w:t>\
        <w:endnoteReference w:id='1'/></w:r></w:p>\
        <w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>\
        <w:p><w:r><w:t>框一</w:t></w:r></w:p><w:p><w:r><w:t>框二</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice>\
        <mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>框一</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback>\
        </mc:AlternateContent></w:r><w:r><w:t>后</w:t></w:r></w:p>";
    let foot = format!(
        "<w:footnotes {W}><w:footnote w:type='separator' w:id='-1'><w:p><w:r><w:t>线</w:t></w:r></w:p></w:footnote>\
         <w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> 《甲书》</w:t></w:r></w:p></w:footnote></w:footnotes>"
    );
    let end = format!(
        "<w:endnotes {W}><w:endnote w:id='1'><w:p><w:r><w:t>《乙书》</w:t></w:r></w:p></w:endnote></w:endnotes>"
    );
    let core = "<cp:coreProperties><dc:title> 论治理 </dc:title><dc:creator>李</dc:creator></cp:coreProperties>";
    let parts = [
        ("word/footnotes.xml", foot.as_str()),
        ("word/endnotes.xml", &end),
        ("docProps/core.xml", core),
        ("word/header1.xml", "<w:hdr><w:t>眉</w:t></w:hdr>"),
    ];
    let bytes = word(body, &parts);
    let (text, styles, changes) = told(&bytes, "docx");
    assert_eq!(
        text,
        "甲[1]，乙[2]\n前后\n框一\n框二\n[1] 《甲书》\n[2] 《乙书》"
    );
    assert_eq!(styles, ["note: [1] 《甲书》", "note: [2] 《乙书》"]);
    assert_eq!(changes, ["notes 2", "heads 1", "boxes 1"]);
    let reading = read_texts(&bytes, SourceFormat::Docx, None)
        .unwrap()
        .remove(0);
    let citation: Vec<String> = reading.citation.iter().map(ToString::to_string).collect();
    assert_eq!(citation, ["title 论治理", "author 李"]);
}

#[test]
fn a_document_that_is_none_is_told_from_one_that_is_broken() {
    let zip = packed(&[("a.txt", "治理")]);
    assert_eq!(error(&zip, "docx"), ReadingError::NoDocument);
    let whole = word("<w:p><w:r><w:t>治</w:t></w:r></w:p>", &[]);
    assert_eq!(
        error(&whole[..whole.len() / 2], "docx"),
        ReadingError::Broken
    );
    assert_eq!(error(&word("<w:p/>", &[]), "docx"), ReadingError::Empty);
    assert!(matches!(
        error(&word("<w:p></w:r>", &[]), "docx"),
        ReadingError::Xml { .. }
    ));
    let bomb = packed(&[(
        "word/document.xml",
        "<!DOCTYPE d [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><d><t>&b;</t></d>",
    )]);
    assert!(error(&bomb, "docx").to_string().contains("entity b"));
    let deep = "<a>".repeat(100_000);
    assert!(matches!(
        error(&word(&deep, &[]), "docx"),
        ReadingError::Xml { .. }
    ));
    let swelling = " ".repeat(200 << 20);
    assert_eq!(error(&word(&swelling, &[]), "docx"), ReadingError::TooLarge);
    let old = [OLD, &[0; 600]].concat();
    assert_eq!(error(&old, "docx"), ReadingError::Old);
    let name = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes);
    let locked: Vec<u8> = old.into_iter().chain(name).collect();
    assert_eq!(error(&locked, "docx"), ReadingError::Locked);
}

#[test]
fn a_page_is_read_without_what_leads_around() {
    let article = "数字治理要由地方先行，再由中央统一，国防与产业并重，文化随之。".repeat(8);
    let page = format!(
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>论治理 - 报</title>\
         <meta name=citation_author content='李'><meta property='og:title' content='论治理'>\
         <script>var a = '<p>no</p>';</script><style>p {{}}</style></head><body>\
         <nav><a href=/>首页</a> <a href=/b>国内</a></nav>\
         <div class='side sidebar'><p>热门排行</p></div>\
         <article><h1>论治理</h1><p>{article}<p>第二段<b>重</b>点&mdash;&#27835;<br>换行<img src=a.png>\
         <ul><li>甲<li>乙</ul><table><tr><td>一<td>二<tr><td>三<td></table>\
         <ruby>治<rp>(</rp><rt>ㄓˋ</rt><rp>)</rp></ruby>理</p><pre>  a\n b</pre>\
         <div class=share>分享到微信</div></article>\
         <footer>版权所有</footer><p hidden>藏</p></body></html>"
    );
    let (text, styles, changes) = told(page.as_bytes(), "html");
    assert_eq!(
        text,
        format!("论治理\n{article}\n第二段重点—治\n换行\n甲\n乙\n一\t二\n三\t\n治理\n  a\n b")
    );
    assert_eq!(styles, ["heading 1: 论治理", "bold: 重"]);
    assert_eq!(
        changes,
        ["pictures 1", "readings 1", "rows 2", "navigation 1"]
    );
    let reading = read_texts(page.as_bytes(), SourceFormat::Html, None)
        .unwrap()
        .remove(0);
    let citation: Vec<String> = reading.citation.iter().map(ToString::to_string).collect();
    assert_eq!(citation, ["author 李", "title 论治理"]);
}

#[test]
fn a_page_says_its_encoding() {
    let page = "<html><head><meta http-equiv=Content-Type content='text/html; charset=gb2312'></head>\
        <body><p>数字治理，国防产业</p></body></html>";
    let bytes = Encoding::Gb18030.label();
    let encoded = encoding_rs::GB18030.encode(page).0;
    let (text, _, _) = told(&encoded, "htm");
    assert_eq!(text, "数字治理，国防产业", "{bytes}");
    let wrong = page.replace("gb2312", "utf-8");
    let encoded = encoding_rs::GB18030.encode(&wrong).0;
    assert_eq!(told(&encoded, "htm").0, "数字治理，国防产业");
}

#[test]
fn tags_without_bounds_end_soon() {
    let deep = "<div>".repeat(200_000) + "治";
    assert_eq!(told(deep.as_bytes(), "html").0, "治");
    for tags in [
        "<b><p>",
        "<table><tr><td>",
        "<a><a>",
        "</p>",
        "<li>",
        "<",
        "<!--",
        "&amp",
        "<svg/><x y=",
    ] {
        let page = tags.repeat(50_000) + "<p>治";
        let _ = read_texts(page.as_bytes(), SourceFormat::Html, None);
    }
    assert_eq!(
        error(b"<html><body><script>a</script></body>", "html"),
        ReadingError::Empty
    );
}

#[test]
fn a_file_of_nothing_but_one_sign_is_refused_by_its_size_or_read_within_bounds() {
    let angles = vec![b'<'; (64 << 20) + 1];
    assert_eq!(error(&angles, "html"), ReadingError::TooLarge);
    let some = &angles[..2 << 20];
    for format in SourceFormat::ALL {
        if *format == SourceFormat::Pdf {
            // Read by a program of its own, which has limits of its own.
            continue;
        }
        match read_texts(some, *format, None) {
            Ok(texts) => {
                let long: usize = texts.iter().map(|it| it.text.len()).sum();
                assert!(long <= some.len(), "{format:?}: {long}");
            }
            Err(
                ReadingError::Broken
                | ReadingError::Empty
                | ReadingError::NoDocument
                | ReadingError::NoCues
                | ReadingError::Table(_),
            ) => {}
            Err(other) => panic!("{format:?}: {other}"),
        }
    }
    let angles = "<".repeat(2 << 20);
    let inside = packed(&[("word/document.xml", angles.as_str())]);
    assert!(matches!(error(&inside, "docx"), ReadingError::Xml { .. }));
}

#[test]
fn kinds_are_told_by_what_files_hold() {
    let word = word("<w:p/>", &[]);
    assert_eq!(SourceFormat::of(&word, "txt"), SourceFormat::Docx);
    assert_eq!(
        SourceFormat::of("治".as_bytes(), "docx"),
        SourceFormat::Plain
    );
    assert_eq!(
        SourceFormat::of("治".as_bytes(), "MD"),
        SourceFormat::Markdown
    );
    assert_eq!(SourceFormat::of(b"<p>", "html"), SourceFormat::Html);
    assert_eq!(SourceFormat::of(b"<p>", ""), SourceFormat::Plain);
    let endings = SourceFormat::ALL.iter().flat_map(|it| it.endings());
    let endings: Vec<&str> = endings.copied().collect();
    assert_eq!(endings, SourceFormat::ENDINGS);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_a_text_or_none(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        format in prop::sample::select(SourceFormat::ALL.to_vec()),
    ) {
        let _ = read_texts(&bytes, format, None);
        let _ = read_texts(&[b"PK\x03\x04", &bytes[..]].concat(), format, None);
    }

    #[test]
    fn a_document_with_broken_bytes_stops_nobody(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)
    ) {
        let mut bytes = word("<w:p><w:r><w:t>治理</w:t></w:r></w:p>", &[]);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read_texts(&bytes, SourceFormat::Docx, None);
    }

    #[test]
    fn any_elements_are_a_text_or_an_error(
        body in "(<w:(p|r|t|tbl|tr|tc|ins|del|pPr|rPr|footnoteReference)>|</w:(p|r|t|tbl|tr|tc|ins|del)>|<w:(b|tab|br)/>|治|&amp;){0,30}"
    ) {
        let _ = read_texts(&word(&body, &[]), SourceFormat::Docx, None);
    }

    #[test]
    fn any_tags_are_a_text_or_none(
        page in "(</?(p|div|b|table|tr|td|ul|li|ruby|rt|script|style|title|svg|a|nav|article)( class=nav| hidden|/)?>|治|&[a-z]{0,4};?|<!--|\\PC){0,60}"
    ) {
        if let Ok(texts) = read_texts(page.as_bytes(), SourceFormat::Html, None) {
            for text in texts {
                for (span, _) in &text.styles {
                    prop_assert!(span.of(&text.text).is_some());
                }
            }
        }
    }
}

#[test]
fn an_e_book_is_read_in_the_order_of_its_chapters() {
    let package = "<package><metadata><dc:title>治理</dc:title><dc:creator>李</dc:creator>\
        <dc:creator>王</dc:creator><dc:date>2025-03-01</dc:date></metadata><manifest>\
        <item id='b' href='two%20b.xhtml' media-type='application/xhtml+xml'/>\
        <item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>\
        <item id='n' href='nav.xhtml' properties='nav' media-type='application/xhtml+xml'/>\
        <item id='c' href='c.css' media-type='text/css'/></manifest>\
        <spine><itemref idref='n'/><itemref idref='a'/><itemref idref='b'/><itemref idref='a'/><itemref idref='x'/></spine></package>";
    let container =
        "<container><rootfiles><rootfile full-path='OEBPS/p.opf'/></rootfiles></container>";
    let one = "<?xml version='1.0'?><html><head><title/><script src='x'/></head><body>\
        <h1><a id='x'/>一</h1><p>治<ruby>理<rt>lǐ</rt></ruby>。</p>\
        <aside epub:type='footnote'><p>注</p></aside></body></html>";
    let parts = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", container),
        ("OEBPS/p.opf", package),
        ("OEBPS/a.xhtml", one),
        (
            "OEBPS/two b.xhtml",
            "<html><body><nav>目</nav><p>国防</p></body></html>",
        ),
        ("OEBPS/nav.xhtml", "<html><body><p>目录</p></body></html>"),
    ];
    let bytes = packed(&parts);
    let (text, styles, changes) = told(&bytes, "epub");
    assert_eq!(text, "一\n治理。\n注\n目\n国防");
    assert_eq!(styles, ["heading 1: 一", "note: 注"]);
    assert_eq!(changes, ["readings 1"]);
    let reading = read_texts(&bytes, SourceFormat::Epub, None)
        .unwrap()
        .remove(0);
    let citation: Vec<String> = reading.citation.iter().map(ToString::to_string).collect();
    assert_eq!(
        citation,
        ["title 治理", "author 李", "author 王", "year 2025"]
    );
    let locked = (
        "META-INF/encryption.xml",
        "<e><CipherReference URI='OEBPS/a.xhtml'/></e>",
    );
    let parts: Vec<(&str, &str)> = parts.into_iter().chain([locked]).collect();
    assert_eq!(error(&packed(&parts), "epub"), ReadingError::Locked);
}

#[test]
fn a_document_of_libreoffice_is_read() {
    let content = "<office:document-content><office:automatic-styles><style:style style:name='T1'>\
        <style:text-properties fo:font-weight='bold'/></style:style></office:automatic-styles><office:body><office:text>\
        <text:tracked-changes><text:changed-region><text:deletion><text:p>删</text:p></text:deletion></text:changed-region>\
        <text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>\
        <text:h text:outline-level='2'>一、治理</text:h>\
        <text:p>数字<text:span text:style-name='T1'>治理</text:span><text:s text:c='2'/>甲<text:tab/>乙<text:line-break/>\
        丙<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>《甲书》</text:p></text:note-body></text:note>\
        <office:annotation><text:p>批</text:p></office:annotation></text:p>\
        <text:p><text:ruby><text:ruby-base>治</text:ruby-base><text:ruby-text>zhì</text:ruby-text></text:ruby></text:p>\
        <text:p>前<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame>后<draw:image/></text:p>\
        <table:table><table:table-row><table:table-cell><text:p>一</text:p></table:table-cell>\
        <table:table-cell table:number-columns-repeated='2'/><table:table-cell><text:p>二</text:p></table:table-cell></table:table-row></table:table>\
        </office:text></office:body></office:document-content>";
    let kind = ("mimetype", "application/vnd.oasis.opendocument.text");
    let (text, styles, changes) = told(&packed(&[kind, ("content.xml", content)]), "odt");
    assert_eq!(
        text,
        "一、治理\n数字治理  甲\t乙\n丙[1]\n治\n前后\n框\n一\t\t\t二\n[1] 《甲书》"
    );
    assert_eq!(
        styles,
        ["heading 2: 一、治理", "bold: 治理", "note: [1] 《甲书》"]
    );
    assert_eq!(
        changes,
        [
            "insertions 1",
            "deletions 1",
            "comments 1",
            "notes 1",
            "pictures 1",
            "readings 1",
            "boxes 1",
            "rows 1"
        ]
    );
    let manifest = ("META-INF/manifest.xml", "<manifest:encryption-data/>");
    assert_eq!(
        error(&packed(&[kind, manifest]), "odt"),
        ReadingError::Locked
    );
}

#[test]
fn rich_text_is_read_in_the_code_pages_of_its_fonts() {
    let gbk = |words: &str| -> String {
        let bytes = encoding_rs::GB18030.encode(words).0;
        bytes.iter().map(|it| format!("\\'{it:02x}")).collect()
    };
    let text = format!(
        "{{\\rtf1\\ansi\\ansicpg936\\uc2{{\\fonttbl{{\\f0\\fcharset134 {};}}{{\\f1\\fcharset0 Times;}}{{\\f2\\fcharset2 Symbol;}}}}\
         {{\\info{{\\title {}}}{{\\author Li}}}}{{\\stylesheet{{\\s1 heading 1;}}}}{{\\header head\\par}}\
         \\pard\\outlinelevel0\\f0 {}\\par\\pard\\plain\\f0 {}{{\\b\\u27835 ??\\u29702 ??}}\\f1 \\'e9t\\'e9\\tab x{{\\*\\bkmkstart a}}\\line\
         {{\\uc1\\u-10174?\\u-8265?}}{{\\v no}}{{\\f2\\'b7}}{{\\deleted del}}{{\\super\\chftn}}{{\\footnote {{\\pard {}\\par}}}}\\~end\\{{\\par\
         {{\\pict\\bin3 }}}}}}}}{{\\field{{\\*\\fldinst HYPERLINK}}{{\\fldrslt \\ldblquote link\\rdblquote}}}}\\par \
         a\\cell b\\cell\\row}}",
        gbk("宋体"),
        gbk("论治理"),
        gbk("一、题"),
        gbk("数字"),
        gbk("甲书")
    );
    let (text, styles, changes) = told(text.as_bytes(), "rtf");
    assert_eq!(
        text,
        "一、题\n数字治理été\tx\n𠮷[1]\u{A0}end{\n“link”\na\tb\t\n[1] 甲书"
    );
    assert_eq!(
        styles,
        ["heading 1: 一、题", "bold: 治理", "note: [1] 甲书"]
    );
    assert_eq!(
        changes,
        [
            "deletions 1",
            "notes 1",
            "pictures 1",
            "heads 1",
            "hidden 1",
            "symbols 1",
            "rows 1"
        ]
    );
    assert_eq!(error(b"{\\rtf1 {\\b cut", "rtf"), ReadingError::Broken);
    let deep = format!("{{\\rtf1 {}", "{".repeat(100_000));
    assert_eq!(error(deep.as_bytes(), "rtf"), ReadingError::TooLarge);
}

proptest! {
    #[test]
    fn any_rich_text_is_a_text_or_an_error(
        body in "(\\{|\\}|\\\\(par|b|b0|u27835|u-10187|uc0|uc9|f0|footnote|pict|bin9|cell|row|deleted|info|title|\\*|'d6|'ce|~|'zz)( |\\?)?|治|x){0,60}"
    ) {
        let text = format!("{{\\rtf1\\ansicpg936{{\\fonttbl{{\\f0\\fcharset134 a;}}}}{body}}}");
        if let Ok(texts) = read_texts(text.as_bytes(), SourceFormat::Rtf, None) {
            for text in texts {
                for (span, _) in &text.styles {
                    prop_assert!(span.of(&text.text).is_some());
                }
            }
        }
    }
}

#[test]
fn a_row_of_a_table_may_be_a_case_with_or_without_a_text() {
    let answer = "数字治理要由地方先行，规则要写在前面，由人作主。";
    let table = format!("村,年份,访谈\n东村,2024,{answer}\n西村,2023,\n");
    let as_cases = |table: &str, column| {
        let choice = Choice {
            column,
            rows: RowsAs::Cases,
            ..Choice::default()
        };
        read_file(table.as_bytes(), SourceFormat::Table, choice).unwrap()
    };
    let file = as_cases(&table, None);
    let columns = file.columns.unwrap();
    assert_eq!((columns.text, columns.called), (Some(2), Some(0)));
    let told: Vec<_> = file
        .texts
        .iter()
        .map(|it| (it.text.as_str(), it.is_case))
        .collect();
    assert_eq!(told, [(answer, true), ("", true)], "a case wants no text");
    let value = |name: &str, words: &str| (name.to_owned(), words.to_owned());
    assert_eq!(file.texts[1].values, [value("年份", "2023")]);
    // Where nothing is long enough to be read, no column holds texts.
    let short = "村,年份\n东村,2024\n西村,2023\n";
    let file = as_cases(short, None);
    assert_eq!(file.columns.unwrap().text, None);
    assert_eq!(file.texts[0].name.as_deref(), Some("东村"));
    let told = as_cases(&table, Some(""));
    assert_eq!(told.columns.unwrap().text, None);
    assert_eq!(told.texts[0].values[1], value("访谈", answer));
}

#[test]
fn a_row_of_a_table_is_a_text_and_the_other_columns_are_its_values() {
    let table = "编号,年龄,回答,备注\nA1,30,\"数字治理,\n要由地方先行\",\nA2,41,国防与产业并重,见附件\nA3,50,,\n";
    let file = read_file(table.as_bytes(), SourceFormat::Table, Choice::default()).unwrap();
    let columns = file.columns.unwrap();
    assert_eq!((columns.text, columns.called), (Some(2), Some(0)));
    assert_eq!(file.texts.len(), 2);
    let first = &file.texts[0];
    assert_eq!(
        (first.name.as_deref(), &*first.text),
        (Some("A1"), "数字治理,\n要由地方先行")
    );
    let value = |name: &str, words: &str| (name.to_owned(), words.to_owned());
    assert_eq!(
        file.texts[1].values,
        [value("年龄", "41"), value("备注", "见附件")]
    );
    assert_eq!(first.changes[&Change::EmptyRows], 1);
    let choice = Choice {
        column: Some("备注"),
        ..Choice::default()
    };
    let file = read_file(table.as_bytes(), SourceFormat::Table, choice).unwrap();
    assert_eq!(file.texts.len(), 1);
    let choice = Choice {
        column: Some("评语"),
        ..Choice::default()
    };
    let error = read_file(table.as_bytes(), SourceFormat::Table, choice).unwrap_err();
    assert!(matches!(error, ReadingError::NoColumn { .. }));
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in [["姓名", "回答"], ["李", "治理"], ["王", "国防与产业"]]
        .iter()
        .enumerate()
    {
        for (column, cell) in cells.iter().enumerate() {
            sheet.write(row as u32, column as u16, *cell).unwrap();
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(SourceFormat::of(&bytes, "xlsx"), SourceFormat::Workbook);
    let texts = read_texts(&bytes, SourceFormat::Workbook, None).unwrap();
    let texts: Vec<(Option<&str>, &str)> = texts
        .iter()
        .map(|it| (it.name.as_deref(), &*it.text))
        .collect();
    assert_eq!(texts, [(Some("李"), "治理"), (Some("王"), "国防与产业")]);
}

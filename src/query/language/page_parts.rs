//! The page that tells people what the language is, in parts that a window can show.

/// A part of the page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PagePart {
    /// A heading.
    Title(String),
    /// A paragraph, with `queries` and **what matters** marked as in Markdown.
    Text(String),
    /// Lines that stand as they are.
    Block(String),
    /// Examples: a query, what it gives, and what is to be said of it.
    Table(Vec<[String; 3]>),
}

/// The page in a language: `zh-Hans`, otherwise English.
pub fn query_page(language: &str) -> Vec<PagePart> {
    parts(match language {
        "zh-Hans" => include_str!("../language.zh-Hans.md"),
        _ => include_str!("../language.md"),
    })
}

fn parts(page: &str) -> Vec<PagePart> {
    let mut parts = Vec::new();
    let mut block: Option<String> = None;
    for line in page.lines() {
        if line.starts_with("```") {
            match block.take() {
                Some(text) => parts.push(PagePart::Block(text.trim_end().to_owned())),
                None => block = Some(String::new()),
            }
        } else if let Some(block) = &mut block {
            block.push_str(line);
            block.push('\n');
        } else if line.starts_with('#') {
            let title = line.trim_start_matches('#').trim();
            parts.push(PagePart::Title(title.to_owned()));
        } else if let Some(row) = line.strip_prefix('|') {
            let cells = cells(row);
            let is_head = cells.iter().all(|it| it.starts_with("---"));
            match parts.last_mut() {
                Some(PagePart::Table(rows)) if is_head => rows.clear(),
                Some(PagePart::Table(rows)) => rows.push(cells),
                _ => parts.push(PagePart::Table(vec![cells])),
            }
        } else if !line.trim().is_empty() {
            parts.push(PagePart::Text(line.to_owned()));
        }
    }
    parts
}

/// The three cells of a row; the first without the marks of code around it.
fn cells(row: &str) -> [String; 3] {
    let kept = row.replace("\\|", "\u{0}");
    let mut cells = kept.split('|').map(|it| it.trim().replace('\u{0}', "|"));
    let mut next = || cells.next().unwrap_or_default();
    let [query, gives, about] = [next(), next(), next()];
    [query.trim_matches('`').to_owned(), gives, about]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn examples(language: &str) -> Vec<String> {
        let tables = query_page(language).into_iter();
        let rows = tables.filter_map(|it| match it {
            PagePart::Table(rows) => Some(rows),
            _ => None,
        });
        rows.flatten().map(|[query, ..]| query).collect()
    }

    #[test]
    fn the_page_says_the_same_in_every_language() {
        let [one, other] = ["en", "zh-Hans"].map(examples);
        assert_eq!(one, other);
        assert!(
            one.contains(&"code:国防 | code:governance".to_owned()),
            "{one:?}"
        );
        let [one, other] = ["en", "zh-Hans"].map(|it| query_page(it).len());
        assert_eq!(one, other);
    }

    #[test]
    fn a_table_has_no_head() {
        let page = parts("# 题\n\n字\n\n| 查询 | 给出 | |\n|---|---|---|\n| `a` | b | c |\n");
        let row = ["a", "b", "c"].map(str::to_owned);
        let expected = [
            PagePart::Title("题".into()),
            PagePart::Text("字".into()),
            PagePart::Table(vec![row]),
        ];
        assert_eq!(page, expected);
    }
}

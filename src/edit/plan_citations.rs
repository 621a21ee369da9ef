//! Plans for how sources are cited.

use super::{Done, PlanError, Stamp, Transaction};
use crate::model::{Cited, Edit, Project, RecordId, Source, SourceId};

/// Says how a source is cited; what was told before goes.
///
/// # Errors
/// When it is gone, a part has no name of one word, or nothing would change.
pub fn cite(
    project: &Project,
    stamp: &Stamp<'_>,
    source: SourceId,
    citation: &[Cited],
) -> Result<Transaction, PlanError> {
    let edits = cited(project, source, citation)?;
    let name = project.sources().get(source).map(|it| it.name.clone());
    let done = Done::once("cite-source", name.unwrap_or_default());
    match edits {
        Some(edit) => Ok(stamp.transaction(done, vec![edit])),
        None => Err(PlanError::Nothing),
    }
}

/// Says how several sources are cited, in one step, as the file called `name` does.
///
/// # Errors
/// As [`cite`].
pub fn cite_all(
    project: &Project,
    stamp: &Stamp<'_>,
    (name, told): (&str, &[(SourceId, Vec<Cited>)]),
) -> Result<Transaction, PlanError> {
    let mut edits = Vec::new();
    for (source, citation) in told {
        edits.extend(cited(project, *source, citation)?);
    }
    if edits.is_empty() {
        return Err(PlanError::Nothing);
    }
    let done = Done::times("import-citations", name, edits.len());
    Ok(stamp.transaction(done, edits))
}

/// The edit after which a source is cited so; none when it is already.
fn cited(project: &Project, id: SourceId, citation: &[Cited]) -> Result<Option<Edit>, PlanError> {
    let source = project.sources().get(id).ok_or(PlanError::Gone {
        id: RecordId::Source(id),
    })?;
    let citation = Cited::tidied(citation.iter().cloned());
    let is_word = |it: &str| !it.is_empty() && !it.contains(char::is_whitespace);
    if let Some(odd) = citation.iter().find(|it| !is_word(it.part.name())) {
        let name = odd.part.name().to_owned();
        return Err(PlanError::PartName { name });
    }
    if citation == source.origin.citation {
        return Ok(None);
    }
    let mut new: Source = source.clone();
    new.origin.citation = citation;
    Ok(Some(Edit::Put(new.into())))
}

#[cfg(test)]
mod tests {
    use super::super::tests::Bench;
    use super::*;
    use crate::model::CitationPart;

    fn told(phrases: &[&str]) -> Vec<Cited> {
        phrases.iter().map(|it| Cited::from_phrase(it)).collect()
    }

    #[test]
    fn a_citation_is_written_tidied_and_taken_back() {
        let mut bench = Bench::new();
        let id = bench.source("随笔", "治理");
        let article = told(&["year 2025", "author  李", "title"]);
        bench
            .act(|it, stamp| cite(it, stamp, id, &article))
            .unwrap();
        let now = |bench: &Bench| {
            bench
                .project
                .sources()
                .get(id)
                .unwrap()
                .origin
                .citation
                .clone()
        };
        assert_eq!(now(&bench), told(&["author 李", "year 2025"]));
        let again = bench.act(|it, stamp| cite(it, stamp, id, &article));
        assert_eq!(again, Err(PlanError::Nothing));
        bench.history.undo(&mut bench.project);
        assert_eq!(now(&bench), []);
    }

    #[test]
    fn a_part_is_named_by_one_word() {
        let mut bench = Bench::new();
        let id = bench.source("随笔", "治理");
        for name in ["", "two words"] {
            let odd = Cited::new(CitationPart::Other(name.to_owned()), "甲");
            let refused = bench.act(|it, stamp| cite(it, stamp, id, &[odd]));
            let name = name.to_owned();
            assert_eq!(refused, Err(PlanError::PartName { name }));
        }
    }
}

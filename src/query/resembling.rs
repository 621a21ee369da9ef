//! A code that a new one would be much like.

use crate::model::{Code, CodeId, Project};
use crate::text::likeness::{folded, misspelt};

/// The code whose name or other name is most like a name: the same but for width, case, blanks and
/// traditional characters, or a misspelling. `own` is not looked at.
pub fn resembling(project: &Project, name: &str, own: Option<CodeId>) -> Option<CodeId> {
    let wanted = folded(name);
    let apart = |it: &str| {
        let it = folded(it);
        match it == wanted {
            true => Some(0),
            false => misspelt(&it, &wanted),
        }
    };
    let nearest = |code: &Code| {
        let names = std::iter::once(&code.name).chain(&code.aliases);
        names.filter_map(|it| apart(it)).min()
    };
    let codes = project.codes().iter().filter(|it| Some(it.id) != own);
    let alike = codes.filter_map(|it| Some((nearest(it)?, it.id)));
    alike.min().map(|(_, id)| id)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, code, code_id};
    use super::*;

    #[test]
    fn the_code_most_alike_is_found_by_any_of_its_names() {
        let mut sample = Sample::new();
        sample.put(code(1, "governence", None));
        sample.put(Code {
            aliases: vec!["Governance".into()],
            ..code(2, "治理", Some(1))
        });
        let found = |name: &str| resembling(&sample.project, name, None);
        assert_eq!(found("ＧＯＶＥＲＮＡＮＣＥ"), Some(code_id(2)));
        assert_eq!(found("goverance"), Some(code_id(2)));
        let but = resembling(&sample.project, "governance", Some(code_id(2)));
        assert_eq!(but, Some(code_id(1)));
        assert_eq!(found("共治"), None);
        assert_eq!(found(""), None);
    }
}

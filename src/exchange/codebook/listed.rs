//! Several names in one cell or on one line: `;` between them, and `\` before a `;` that is part of
//! a name.

/// The names as one text.
pub(super) fn joined(names: &[String]) -> String {
    let escaped = |name: &String| {
        let mut text = String::with_capacity(name.len());
        for char in name.chars() {
            if matches!(char, ';' | '；' | '\\') {
                text.push('\\');
            }
            text.push(char);
        }
        text
    };
    names.iter().map(escaped).collect::<Vec<_>>().join("; ")
}

/// The names in a text; a full-width `；` stands between names as well.
pub(super) fn split(text: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        if matches!(char, ';' | '；') {
            names.push(String::new());
            continue;
        }
        let escaped = (char == '\\').then(|| chars.clone().next()).flatten();
        let escaped = escaped.filter(|it| matches!(it, ';' | '；' | '\\'));
        if escaped.is_some() {
            chars.next();
        }
        if let Some(name) = names.last_mut() {
            name.push(escaped.unwrap_or(char));
        }
    }
    let names = names.iter().map(|it| it.trim().to_owned());
    names.filter(|it| !it.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back_as_they_were() {
        for names in [
            &["governance", "治理"][..],
            &["a;b", "c；d"],
            &["\\", "\\;", "x\\"],
            &[],
        ] {
            let names: Vec<String> = names.iter().map(|it| (*it).to_owned()).collect();
            assert_eq!(split(&joined(&names)), names);
        }
        assert_eq!(split("甲；乙; ;丙"), ["甲", "乙", "丙"]);
    }
}

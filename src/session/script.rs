//! Scripts: a RON list of actions.

use super::action::Action;
use super::error::ActError;
use ron::extensions::Extensions;

/// Reads a script. `Some(…)` around optional fields may be left out.
///
/// # Errors
/// When it is not a list of actions; with line and column.
pub fn read(text: &str) -> Result<Vec<Action>, ActError> {
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    options.from_str(text).map_err(|error| ActError::Script {
        line: error.span.start.line,
        column: error.span.start.col,
        why: error.code,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Named;

    #[test]
    fn a_script_is_a_list_of_actions() {
        let script = "[AddSources(paths: [\"a.txt\"]), CodeFound(query: \"治理\", code: \"governance\"), Undo]";
        let actions = read(script).unwrap();
        let expected = Action::CodeFound {
            query: "治理".into(),
            code: Named::name("governance"),
            source: None,
            first: false,
        };
        assert_eq!(actions.get(1), Some(&expected));
        assert_eq!(actions.len(), 3);
    }

    #[test]
    fn a_mistake_is_named_with_its_place() {
        let error = read("[\n  Undo,\n  Undoo,\n]").unwrap_err();
        let ActError::Script { line, why, .. } = error else {
            panic!("{error}")
        };
        assert_eq!(line, 3);
        assert!(why.to_string().contains("Undoo"), "{why}");
    }
}

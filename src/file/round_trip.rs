//! What is written is what is read: for random projects, in our layout and in others.

use super::{Warning, read, to_string};
use crate::model::sample::any_project;
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_project_is_read_as_it_was_written(project in any_project()) {
        let text = to_string(&project);
        let opened = read(text.as_bytes()).unwrap();
        prop_assert_eq!(&opened.project, &project);
        for warning in opened.warnings {
            prop_assert!(matches!(warning, Warning::UnknownField { .. }), "{}", warning);
        }
        prop_assert_eq!(to_string(&opened.project), text);
    }
}

//! How the closed list of actions is written down: each with its fields and its name in the table.

/// Makes the enum `Action` of a list, with `NAMES` and `name`. A field `x[default]: T` may be left
/// out.
macro_rules! actions {
    ($($(#[$doc:meta])* $variant:ident
        $({ $($(#[$field_doc:meta])* $field:ident $([$default:ident])?: $type:ty),+ $(,)? })? = $name:literal),+ $(,)?) => {
        /// What a person asks. Fields named by a string take a name or an id; an optional field
        /// left out means "ask me" in the window, and an error without it.
        #[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub enum Action {
            $($(#[$doc])* $variant $({ $($(#[$field_doc])* $(#[serde($default)])? $field: $type),+ })?),+
        }

        impl Action {
            /// Every action's name, in the order of the list.
            pub const NAMES: &[&str] = &[$($name),+];

            /// The name in the table, in locale keys and in key settings.
            pub const fn name(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $name),+
                }
            }
        }
    };
}

pub(super) use actions;

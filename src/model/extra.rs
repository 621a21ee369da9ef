//! What a newer version wrote and this one does not understand.

/// Fields of a record that this version does not know, each kept as the RON it was read as and
/// written back behind the known fields.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
#[expect(
    clippy::box_collection,
    reason = "every record has one, and nearly all are empty: eight bytes instead of 24"
)]
pub struct Extra(Option<Box<Vec<(String, String)>>>);

impl Extra {
    /// Keeps `value`, a piece of RON, under the field's `name`.
    pub fn keep(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0
            .get_or_insert_default()
            .push((name.into(), value.into()));
    }

    /// The kept fields with their RON, in the order they were read.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .flat_map(|kept| kept.iter())
            .map(|(name, value)| (&**name, &**value))
    }

    /// Whether nothing was kept.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

//! What a project holds that has no place here: kept as it stands in the file, and written back.

use crate::model::Extra;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The field of a project in which drawings are kept.
const FIELD: &str = "refi_graphs";
/// Bytes that are kept at most.
const MOST_BYTES: usize = 1 << 20;

/// The drawings of a project as they stand in its file, which was read before. `None` when there are none,
/// they are too long, or need names that are told outside of them.
pub(super) fn graphs(text: &str) -> Option<&str> {
    let mut reader = Reader::from_str(text);
    let (mut depth, mut begun) = (0_usize, None);
    loop {
        let before = usize::try_from(reader.buffer_position()).ok()?;
        let event = reader.read_event().ok()?;
        match &event {
            Event::Start(start) => {
                if depth == 1 && start.name().as_ref() == "Graphs" {
                    begun = Some(before);
                }
                if begun.is_some() && has_prefix(start) {
                    return None;
                }
                depth += 1;
            }
            Event::Empty(start) if begun.is_some() && has_prefix(start) => return None,
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if let Some(begun) = begun.filter(|_| depth == 1) {
                    let after = usize::try_from(reader.buffer_position()).ok()?;
                    let kept = text.get(begun..after)?;
                    return Some(kept).filter(|it| it.len() <= MOST_BYTES);
                }
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Whether an element or something told of it has a name of another namespace.
fn has_prefix(start: &BytesStart<'_>) -> bool {
    let fields = start.attributes().flatten();
    let mut fields = fields.map(|it| it.key.as_ref().contains(':') || it.key.as_ref() == "xmlns");
    start.name().as_ref().contains(':') || fields.any(|it| it)
}

/// Keeps drawings with a project.
pub(super) fn keep(extra: &mut Extra, graphs: &str) {
    if let Ok(words) = ron::to_string(graphs) {
        extra.keep(FIELD, words);
    }
}

/// The drawings that are kept with a project.
pub(super) fn kept(extra: &Extra) -> Option<String> {
    let (_, words) = extra.fields().find(|it| it.0 == FIELD)?;
    ron::from_str(words).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_are_kept_as_they_stand() {
        let graphs_in = |inner: &str| {
            graphs(&format!("<Project><Sets/>{inner}<Odd/></Project>")).map(str::to_owned)
        };
        let drawing =
            "<Graphs>\n<Graph guid=\"a\" name='&lt;图'><Vertex guid=\"b\"/></Graph></Graphs>";
        assert_eq!(graphs_in(drawing).as_deref(), Some(drawing));
        let mut extra = Extra::default();
        keep(&mut extra, drawing);
        assert_eq!(kept(&extra).as_deref(), Some(drawing));
        assert_eq!(graphs_in(""), None);
        assert_eq!(graphs_in("<Graphs><q:Graph/></Graphs>"), None);
        assert_eq!(
            graphs_in("<Notes><Graphs></Graphs></Notes>"),
            None,
            "not where they belong"
        );
    }
}

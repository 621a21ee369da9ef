//! What is kept, without what points at things that are gone meanwhile.

use super::keeper::local_name;
use crate::text::Span;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use uuid::Uuid;

/// A kept element without the codings, values and remarks in it whose codes, variables and memos are not
/// there; nothing when it is one itself. Transcripts whose texts are written tell where.
pub(super) fn pruned(
    piece: &str,
    is_there: impl Fn(Uuid) -> bool,
    is_text: impl Fn(Uuid) -> bool,
) -> String {
    let mut reader = Reader::from_str(piece);
    let mut whole = String::with_capacity(piece.len());
    // Of each element that is open, where it begins in the result and whether it goes.
    let mut open: Vec<(usize, bool, String)> = Vec::new();
    let mut before = 0;
    while let Ok(event) = reader.read_event() {
        let after = usize::try_from(reader.buffer_position()).unwrap_or(piece.len());
        let raw = Span::new(before, after).of(piece).unwrap_or_default();
        before = after;
        match &event {
            Event::Start(start) | Event::Empty(start) => {
                let begun = whole.len();
                let name = local_name(raw).to_owned();
                let target = guid(start, "targetGUID");
                let is_gone = target.is_some_and(|it| !is_there(it));
                let goes = is_gone && is_pointer(&name);
                if goes && let Some(last) = open.last_mut() {
                    last.1 |= takes_along(&last.2, &name);
                }
                match guid(start, "guid").filter(|it| name == "Transcript" && is_text(*it)) {
                    Some(id) => whole.push_str(&with_path(raw, start, id)),
                    None => whole.push_str(raw),
                }
                match event {
                    Event::Start(_) => open.push((begun, goes, name)),
                    _ if goes => whole.truncate(begun),
                    _ => {}
                }
            }
            Event::End(_) => {
                whole.push_str(raw);
                if let Some((begun, true, _)) = open.pop() {
                    whole.truncate(begun);
                }
            }
            Event::Eof => break,
            _ => whole.push_str(raw),
        }
    }
    whole
}

/// Whether an element only points at a code, a variable or a memo.
fn is_pointer(name: &str) -> bool {
    matches!(
        name,
        "CodeRef" | "MemberCode" | "VariableRef" | "NoteRef" | "MemberNote"
    )
}

/// Whether an element is nothing without what it points at.
fn takes_along(around: &str, name: &str) -> bool {
    matches!(
        (around, name),
        ("Coding", "CodeRef") | ("VariableValue", "VariableRef")
    )
}

fn guid(start: &BytesStart<'_>, name: &str) -> Option<Uuid> {
    let told = start.try_get_attribute(name).ok()??;
    Uuid::parse_str(told.value.trim()).ok()
}

/// The first tag of a transcript with the file in which its text is now.
fn with_path(raw: &str, start: &BytesStart<'_>, id: Uuid) -> String {
    let told = start.try_get_attribute("plainTextPath").ok().flatten();
    let Some(told) = told else {
        return raw.to_owned();
    };
    raw.replacen(told.value.as_ref(), &format!("internal://{id}.txt"), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_points_at_nothing_is_left_out() {
        let (there, gone) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let coding = |code| format!("<Coding><CodeRef targetGUID=\"{code}\"/></Coding>");
        let (one, other) = (coding(there), coding(gone));
        let area = format!(
            "<PictureSelection>{one}{other}<NoteRef targetGUID=\"{gone}\"/><a:b targetGUID=\"{gone}\"/></PictureSelection>"
        );
        let left = pruned(&area, |it| it == there, |_| false);
        let expected =
            format!("<PictureSelection>{one}<a:b targetGUID=\"{gone}\"/></PictureSelection>");
        assert_eq!(left, expected);
        assert_eq!(pruned(&other, |it| it == there, |_| false), "");
    }

    #[test]
    fn a_transcript_tells_where_its_text_is() {
        let id = Uuid::from_u128(1);
        let piece = format!("<Transcript guid=\"{id}\" plainTextPath='internal://x.txt'/>");
        let expected = format!("<Transcript guid=\"{id}\" plainTextPath='internal://{id}.txt'/>");
        assert_eq!(pruned(&piece, |_| true, |it| it == id), expected);
        assert_eq!(pruned(&piece, |_| true, |_| false), piece);
    }
}

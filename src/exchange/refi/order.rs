//! In which order the schema wants the elements in each element.

/// What may stand in an element, in its order.
pub(super) const ORDER: [(&str, &[&str]); 26] = [
    (
        "Project",
        &[
            "Users",
            "CodeBook",
            "Variables",
            "Cases",
            "Sources",
            "Notes",
            "Links",
            "Sets",
            "Graphs",
            "Description",
            "NoteRef",
        ],
    ),
    ("Users", &["User"]),
    ("CodeBook", &["Codes"]),
    ("Codes", &["Code"]),
    ("Code", &["Description", "NoteRef", "Code"]),
    ("Variables", &["Variable"]),
    ("Variable", &["Description"]),
    ("Cases", &["Case"]),
    (
        "Case",
        &[
            "Description",
            "CodeRef",
            "VariableValue",
            "SourceRef",
            "SelectionRef",
        ],
    ),
    ("Notes", &["Note"]),
    ("Links", &["Link"]),
    ("Link", &["NoteRef"]),
    ("Sets", &["Set"]),
    (
        "Set",
        &["Description", "MemberCode", "MemberSource", "MemberNote"],
    ),
    ("TextSource", TEXT),
    ("Note", TEXT),
    ("Representation", TEXT),
    ("TextDescription", TEXT),
    ("PlainTextSelection", &["Description", "Coding", "NoteRef"]),
    ("Coding", &["CodeRef", "NoteRef"]),
    (
        "PDFSource",
        &[
            "Description",
            "PDFSelection",
            "Representation",
            "Coding",
            "NoteRef",
            "VariableValue",
        ],
    ),
    (
        "PictureSource",
        &[
            "Description",
            "TextDescription",
            "PictureSelection",
            "Coding",
            "NoteRef",
            "VariableValue",
        ],
    ),
    (
        "AudioSource",
        &[
            "Description",
            "Transcript",
            "AudioSelection",
            "Coding",
            "NoteRef",
            "VariableValue",
        ],
    ),
    (
        "VideoSource",
        &[
            "Description",
            "Transcript",
            "VideoSelection",
            "Coding",
            "NoteRef",
            "VariableValue",
        ],
    ),
    ("Graphs", &["Graph"]),
    ("Graph", &["Vertex", "Edge"]),
];

/// What may stand in a text.
const TEXT: &[&str] = &[
    "Description",
    "PlainTextContent",
    "PlainTextSelection",
    "Coding",
    "NoteRef",
    "VariableValue",
];

/// The place of an element in another, from 0; `None` where the schema has none for it.
pub(super) fn place_of(around: &str, name: &str) -> Option<usize> {
    let (_, order) = ORDER.iter().find(|it| it.0 == around)?;
    order.iter().position(|it| *it == name)
}

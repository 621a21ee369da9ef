//! Every project that ships loads without a word of complaint and saves back byte for byte.

use std::path::Path;

#[test]
fn every_sample_project_saves_back_byte_for_byte() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("projects");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|it| it != "ron") {
            continue;
        }
        seen += 1;
        let bytes = std::fs::read(&path).unwrap();
        let opened = zhupi::file::read(&bytes).unwrap();
        assert!(
            opened.warnings.is_empty(),
            "{}: {:?}",
            path.display(),
            opened.warnings
        );
        let mut again = Vec::new();
        zhupi::file::write(&opened.project, &mut again).unwrap();
        assert!(
            again == bytes,
            "{} differs when it is saved",
            path.display()
        );
        assert_eq!(
            zhupi::query::findings(&opened.project),
            [],
            "{}",
            path.display()
        );
    }
    assert!(seen > 0);
}

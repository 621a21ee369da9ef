//! Tests of dictionaries as people have them.

use proptest::prelude::*;

use super::*;

const CEDICT: &str = "\
# CC-CEDICT
# Community maintained free Chinese-English dictionary.
#
# Published by MDBG
#
# License:
# Creative Commons Attribution-ShareAlike 4.0 International License
# https://creativecommons.org/licenses/by-sa/4.0/
#
# Additions and corrections can be sent through:
# https://example.org/
#
#! version=1
#! license=https://creativecommons.org/licenses/by-sa/4.0/
國防 国防 [guo2 fang2] /national defense/
女兒 女儿 [nu:3 er2] /daughter/
綠 绿 [lu:4] /green/(slang) derived from 綠帽子|绿帽子[lu:4 mao4 zi5]/
花兒 花儿 [hua1 r5] /erhua variant of 花/
這是 broken
北京 北京 [Bei3 jing1] /Beijing, capital of China/
行 行 [hang2] /row; line/
行 行 [xing2] /to walk/OK/
行 行 [[heng2heng2]] /newer form/
々 々 [xx5] /iteration mark/
";

fn read(text: &str) -> DictionaryRead {
    read_dictionary(text.as_bytes(), "dict", None).unwrap()
}

fn line(entry: &Entry) -> String {
    let level = entry.level.as_deref().unwrap_or("-");
    let cells = [
        &entry.word,
        &entry.pinyin,
        &entry.part_of_speech,
        &entry.gloss,
    ];
    format!("{} {level}", cells.map(String::as_str).join("|"))
}

fn lines(text: &str) -> Vec<String> {
    let read = read(text);
    assert_eq!(read.unread, 0, "{:?}", read.first_unread);
    read.dictionary.entries().iter().map(line).collect()
}

#[test]
fn cedict_is_read_with_its_licence() {
    let read = read(CEDICT);
    let dictionary = &read.dictionary;
    assert_eq!(
        dictionary.credit,
        "CC-CEDICT · Published by MDBG · Creative Commons Attribution-ShareAlike 4.0 International \
         License · https://creativecommons.org/licenses/by-sa/4.0/"
    );
    let said = |word: &str| {
        let entries = dictionary.lookup(word);
        entries
            .iter()
            .map(|it| it.pinyin.clone())
            .collect::<Vec<_>>()
            .join("/")
    };
    assert_eq!(said("国防"), "guó fáng");
    assert_eq!(said("國防"), "guó fáng");
    assert_eq!(said("女儿"), "nǚ ér");
    assert_eq!(said("花儿"), "huā r");
    assert_eq!(said("北京"), "Běi jīng");
    assert_eq!(
        said("行"),
        "háng/xíng/héng héng",
        "in the order of the dictionary"
    );
    assert_eq!(said("々"), "", "no reading is known");
    let gloss = &dictionary.lookup("绿")[0].gloss;
    assert_eq!(
        gloss,
        "green; (slang) derived from 綠帽子|绿帽子[lu:4 mao4 zi5]"
    );
    assert_eq!(dictionary.lookup("北京")[0].traditional, None);
    let broken = UnreadLine {
        line: 19,
        why: LineFlaw::Form,
    };
    assert_eq!(
        (read.unread, read.first_unread.as_slice()),
        (1, &[broken][..])
    );
}

#[test]
fn a_table_is_read_by_its_heads() {
    let text = "# My words, CC0\nLevel,Pinyin,Word,Note,词性,释义\n3,zhi4 li3,治理,x,v.,\"to govern, to manage\"\n\n4,guófáng,国防,,n.,defence\n";
    assert_eq!(
        lines(text),
        [
            "国防|guófáng|n.|defence 4",
            "治理|zhì lǐ|v.|to govern, to manage 3"
        ]
    );
    assert_eq!(read(text).dictionary.credit, "My words, CC0");
}

#[test]
fn a_table_without_heads_is_read_by_what_is_in_it() {
    assert_eq!(
        lines("治理\tzhi4li3\tto govern\n"),
        ["治理|zhì lǐ||to govern -"]
    );
    assert_eq!(
        lines("治理\tzhìlǐ\tv.\tto \"govern\n国防\tguófáng\tn.\tdefence\n"),
        ["国防|guófáng|n.|defence -", "治理|zhìlǐ|v.|to \"govern -"]
    );
    assert_eq!(lines("1;治理\n7-9;国防\n"), ["国防||| 7-9", "治理||| 1"]);
    assert_eq!(lines("治理\n国防\n"), ["国防||| -", "治理||| -"]);
    assert_eq!(
        lines("治理,zhìlǐ,v.,to govern,3\n"),
        ["治理|zhìlǐ|v.|to govern 3"]
    );
}

#[test]
fn words_of_lists_have_several_writings() {
    assert_eq!(
        lines("词语\t等级\n爸爸｜爸\t1\n面条（儿）\t1\n本1\t2\n得（助）\t2\n"),
        [
            "得||| 2",
            "本||| 2",
            "爸||| 1",
            "爸爸||| 1",
            "面条||| 1",
            "面条儿||| 1"
        ]
    );
}

#[test]
fn rows_that_cannot_be_read_are_told_with_their_lines() {
    let long = "长".repeat(MOST_LINE);
    let text = format!("# a\n词语\t释义\n治理\tgovern\n\tno word\n国防\t{long}\n产业\tindustry\n");
    let read = read(&text);
    let flaws: Vec<_> = read
        .first_unread
        .iter()
        .map(|it| (it.line, it.why))
        .collect();
    assert_eq!(flaws, [(4, LineFlaw::NoWord), (5, LineFlaw::TooLong)]);
    assert_eq!(read.dictionary.entries().len(), 2);
    let many = "词语\t释义\n治理\tgovern\n".to_owned() + &"\tx\n".repeat(100);
    let read = super::read_dictionary(many.as_bytes(), "", None).unwrap();
    assert_eq!((read.unread, read.first_unread.len()), (100, FIRST_UNREAD));
}

#[test]
fn other_encodings_are_read() {
    let text = "词语\t拼音\t释义\n治理\tzhi4 li3\tto govern\n国防\tguo2 fang2\tnational defence\n产业\tchan3 ye4\tindustry\n文化\twen2 hua4\tculture\n";
    let (bytes, _, _) = encoding_rs::GB18030.encode(text);
    let read = read_dictionary(&bytes, "dict", None).unwrap();
    assert_eq!(read.encoding, Encoding::Gb18030);
    assert_eq!(read.dictionary.lookup("治理")[0].pinyin, "zhì lǐ");
    let wrong = read_dictionary(&bytes, "dict", Some(Encoding::Utf8)).unwrap();
    assert!(!wrong.guessed, "who names an encoding gets it");
}

#[test]
fn what_is_no_dictionary_is_said_plainly() {
    let no = |bytes: &[u8]| read_dictionary(bytes, "dict", None).unwrap_err();
    assert_eq!(no(b""), DictionaryError::Decode(DecodeError::Empty));
    assert_eq!(no(b"# only remarks\n"), DictionaryError::NoEntries);
    assert_eq!(no(b"\n\n"), DictionaryError::NoEntries);
    assert!(matches!(no(b"PK\x03\x04"), DictionaryError::Decode(_)));
    assert_eq!(no(&vec![b'a'; MOST_BYTES + 1]), DictionaryError::TooLarge);
}

/// Pieces of dictionaries, sound and not.
fn any_lines() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(CEDICT.lines().collect::<Vec<_>>())
            .prop_map(|it| format!("{it}\n")),
        "[治理国防\\[\\]/ a-z0-9:\"\t,;#|（）\n]{0,20}",
        Just("词语\t释义\t等级\n".to_owned()),
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|it| it.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes_end_well(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_dictionary(&bytes, "dict", None);
    }

    #[test]
    fn any_lines_end_well(text in any_lines()) {
        if let Ok(read) = read_dictionary(text.as_bytes(), "dict", Some(Encoding::Utf8)) {
            prop_assert!(read.first_unread.len() <= FIRST_UNREAD.min(read.unread));
            let lines = text.lines().count();
            prop_assert!(read.first_unread.iter().all(|it| (1..=lines).contains(&it.line)));
            for entry in read.dictionary.entries() {
                prop_assert!(!entry.word.is_empty());
                prop_assert!(read.dictionary.lookup(&entry.word).contains(&entry));
            }
        }
    }
}

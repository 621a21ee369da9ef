//! Packed folders (`.zip`), looked at within bounds: what one says of its size is not believed. And the
//! writing of those whose parts are texts.

use memchr::memmem;
use std::io::{self, Cursor, Read, Write};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The part that says what kind of folder it is, and stands in it as it is.
const KIND: &str = "mimetype";

/// Bytes from the end in which the record that ends the list of parts may begin.
const TAIL: usize = 22 + 0xFFFF;
/// How the record that ends the list of parts begins.
pub(super) const LIST_END: &[u8] = b"PK\x05\x06";

/// What is wrong with a packed folder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum PackFlaw {
    /// It is broken, or none.
    Broken,
    /// It is larger, or has more parts, than is read.
    TooLarge,
    /// It wants a password.
    Locked,
}

/// Looks at what the end of the file says about the list of its parts, at each place where it may say
/// so: it may promise at most so many parts, in a list of at most so many bytes.
pub(super) fn measure_list(
    bytes: &[u8],
    most_parts: usize,
    most_list: usize,
) -> Result<(), PackFlaw> {
    let tail = bytes.get(bytes.len().saturating_sub(TAIL)..);
    let tail = tail.unwrap_or_default();
    let mut ends = memmem::find_iter(tail, LIST_END).peekable();
    if ends.peek().is_none() {
        return Err(PackFlaw::Broken);
    }
    for at in ends {
        let number = |from: usize, len: usize| {
            let digits = tail.get(at + from..at + from + len).unwrap_or_default();
            digits
                .iter()
                .rev()
                .fold(0_usize, |sum, it| sum << 8 | usize::from(*it))
        };
        if number(10, 2) > most_parts || number(12, 4) > most_list {
            return Err(PackFlaw::TooLarge);
        }
    }
    Ok(())
}

/// A packed folder, of which parts are unpacked one by one, all of them together up to a bound.
pub(super) struct Pack<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// The names of the parts in the order of the list.
    pub(super) names: Vec<String>,
    /// Bytes that may still be unpacked.
    left: usize,
}

/// Parts at most.
const MOST_PARTS: usize = 50_000;
/// Bytes of the list of parts at most.
const MOST_LIST: usize = 16 << 20;
/// A part may unpack to so many times its size, beyond [`FREE`].
const MOST_RATIO: usize = 200;
/// Bytes that any part may have.
const FREE: usize = 4 << 20;

impl<'b> Pack<'b> {
    /// Reads the list of parts.
    pub(super) fn new(bytes: &'b [u8], most_unpacked: usize) -> Result<Self, PackFlaw> {
        measure_list(bytes, MOST_PARTS, MOST_LIST)?;
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| PackFlaw::Broken)?;
        let mut names = Vec::new();
        for at in 0..zip.len() {
            let part = zip.by_index_raw(at).map_err(|_| PackFlaw::Broken)?;
            // A name that is in no known encoding can only be asked for by nobody.
            names.push(part.name().map(|it| it.into_owned()).unwrap_or_default());
        }
        Ok(Self {
            zip,
            names,
            left: most_unpacked,
        })
    }

    /// Unpacks a part.
    pub(super) fn unpack(&mut self, at: usize) -> Result<Vec<u8>, PackFlaw> {
        let part = match self.zip.by_index(at) {
            Ok(part) => part,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(PackFlaw::Locked);
            }
            Err(_) => return Err(PackFlaw::Broken),
        };
        let packed = usize::try_from(part.compressed_size()).unwrap_or(usize::MAX);
        let most = FREE.saturating_add(packed.saturating_mul(MOST_RATIO));
        let most = most.min(self.left);
        let mut bytes = Vec::new();
        let limit = (most as u64).saturating_add(1);
        let read = part.take(limit).read_to_end(&mut bytes);
        // What was unpacked in vain counts as well, or a file could ask for it again and again.
        self.left = self.left.saturating_sub(bytes.len());
        read.map_err(|_| PackFlaw::Broken)?;
        if bytes.len() > most {
            return Err(PackFlaw::TooLarge);
        }
        Ok(bytes)
    }
}

/// Whether the name of a part leads out of the folder it is packed in.
pub(super) fn is_astray(name: &str) -> bool {
    let mut steps = name.split(['/', '\\']);
    name.starts_with(['/', '\\']) || name.get(1..2) == Some(":") || steps.any(|it| it == "..")
}

/// Writes a folder of these parts, in this order. No clock is asked: the same parts give the same bytes.
pub(super) fn write_packed(parts: &[(&str, &str)], out: &mut dyn Write) -> io::Result<()> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, text) in parts {
        let options = match *name == KIND {
            true => packed.compression_method(CompressionMethod::Stored),
            false => packed,
        };
        zip.start_file(*name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    out.write_all(&zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    #[test]
    fn all_that_is_unpacked_counts_also_what_is_in_vain() {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("a.txt", SimpleFileOptions::default())
            .unwrap();
        zip.write_all(&[b'a'; 800]).unwrap();
        let bytes = zip.finish().unwrap().into_inner();
        let mut pack = Pack::new(&bytes, 1_000).unwrap();
        assert_eq!(pack.unpack(0).unwrap().len(), 800);
        assert_eq!(pack.unpack(0), Err(PackFlaw::TooLarge));
        assert_eq!(pack.left, 0);
        assert_eq!(pack.unpack(9), Err(PackFlaw::Broken));
    }

    #[test]
    fn a_name_that_leads_out_is_known() {
        for name in ["../a", "a/../../b", "/etc/passwd", "C:\\a", "..\\a", "\\a"] {
            assert!(is_astray(name), "{name}");
        }
        for name in ["a", "a/b..c", "Sources/访谈.txt", ""] {
            assert!(!is_astray(name), "{name}");
        }
    }
}

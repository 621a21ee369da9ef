//! Signed states: who saves a project can put a signature (Ed25519) beside the state, over everything
//! that the file says of it: `signed: "ed25519:KEY:SIGNATURE"`, both in hexadecimal digits.
//!
//! A signature tells that whoever has the private key saved this state and nobody changed what is said of
//! it since. Whose key that is, people tell each other. A state without one, or with one that does not
//! hold, is read like any other; it is only named.

use super::revision::Revision;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use std::fmt::Write as _;

/// What is signed begins with this, so that no signature counts for anything else.
const ABOUT: &str = "zhupi revision 1\n";
const KIND: &str = "ed25519";
/// Digits by which people tell keys apart.
const SHORT: usize = 16;

/// A private key.
#[derive(Clone)]
pub struct Signer(SigningKey);

impl Signer {
    /// A key made of 32 bytes of chance.
    pub fn new(chance: [u8; 32]) -> Self {
        Self(SigningKey::from_bytes(&chance))
    }

    /// Reads a key as [`Self::text`] writes it.
    pub fn read(text: &str) -> Option<Self> {
        let lines = text.lines().map(str::trim);
        let key = lines
            .into_iter()
            .find(|it| !it.is_empty() && !it.starts_with('#'))?;
        bytes::<32>(key).map(Self::new)
    }

    /// The key, as it is kept in a file.
    pub fn text(&self) -> String {
        let (private, public) = (digits(&self.0.to_bytes()), self.public());
        format!("# Zhupi 朱批 · Ed25519\n# public key: {public}\n{private}\n")
    }

    /// The public key that belongs to it.
    pub fn public(&self) -> String {
        digits(self.0.verifying_key().as_bytes())
    }

    /// The signature of a state.
    pub fn sign(&self, revision: &Revision) -> String {
        let signature = self.0.sign(message(revision).as_bytes());
        let signature = digits(&signature.to_bytes());
        format!("{KIND}:{}:{signature}", self.public())
    }
}

/// What a signature says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Signed {
    /// There is none.
    #[default]
    No,
    /// It holds, by the key of which these are the first digits.
    Holds(String),
    /// It does not hold: what is said of the state was changed, or the signature was.
    Broken,
}

/// What the signature of a state says.
pub fn signed(revision: &Revision) -> Signed {
    let Some(text) = &revision.signed else {
        return Signed::No;
    };
    let mut parts = text.split(':');
    let is_known = parts.next() == Some(KIND);
    let key = parts.next().filter(|_| is_known);
    let public = key.and_then(bytes::<32>);
    let public = public.and_then(|it| VerifyingKey::from_bytes(&it).ok());
    let signature = parts.next().and_then(bytes::<64>);
    let signature = signature.map(|it| Signature::from_bytes(&it));
    let holds = public.zip(signature).is_some_and(|(key, signature)| {
        let message = message(revision);
        key.verify_strict(message.as_bytes(), &signature).is_ok()
    });
    match key.filter(|_| holds && parts.next().is_none()) {
        Some(key) => Signed::Holds(key.chars().take(SHORT).collect()),
        None => Signed::Broken,
    }
}

/// Everything that a file says of a state.
fn message(of: &Revision) -> String {
    let mut text = format!("{ABOUT}id {}\n", of.id);
    // A string takes everything.
    for parent in &of.parents {
        let _ = writeln!(text, "parent {parent}");
    }
    for given in &of.given {
        let _ = writeln!(text, "given {given}");
    }
    if let Some(by) = of.by {
        let _ = writeln!(text, "by {by}");
    }
    let _ = writeln!(text, "at {}", of.at);
    text
}

fn digits(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for it in bytes {
        let _ = write!(text, "{it:02x}");
    }
    text
}

fn bytes<const LEN: usize>(digits: &str) -> Option<[u8; LEN]> {
    let mut bytes = [0; LEN];
    if digits.len() != LEN * 2 {
        return None;
    }
    for (byte, at) in bytes.iter_mut().zip((0..).step_by(2)) {
        *byte = u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Extra, Fingerprint, Time};

    fn state() -> Revision {
        Revision {
            id: Fingerprint([7; 32]),
            parents: vec![Fingerprint([1; 32])],
            again: Vec::new(),
            by: None,
            at: Time::from_secs(1_790_000_000),
            given: Vec::new(),
            signed: None,
            extra: Extra::default(),
        }
    }

    #[test]
    fn a_signature_holds_until_anything_of_the_state_is_changed() {
        let signer = Signer::new([3; 32]);
        let mut whole = state();
        assert_eq!(signed(&whole), Signed::No);
        whole.signed = Some(signer.sign(&whole));
        let key = signer.public().chars().take(SHORT).collect();
        assert_eq!(signed(&whole), Signed::Holds(key));
        let changes: [fn(&mut Revision); 5] = [
            |it| it.id = Fingerprint([8; 32]),
            |it| it.parents.clear(),
            |it| it.given = std::mem::take(&mut it.parents),
            |it| it.at = Time::from_secs(1_790_000_001),
            |it| it.by = Some("00000000-0000-7000-8000-000000000001".parse().unwrap()),
        ];
        for change in changes {
            let mut other = whole.clone();
            change(&mut other);
            assert_eq!(signed(&other), Signed::Broken);
        }
        for text in ["", "ed25519", "ed25519:00:11", "rsa:1:2", "治理"] {
            let text = Some(text.to_owned());
            let other = Revision {
                signed: text,
                ..whole.clone()
            };
            assert_eq!(signed(&other), Signed::Broken);
        }
    }

    #[test]
    fn a_key_is_read_as_it_was_written() {
        let signer = Signer::new([9; 32]);
        let again = Signer::read(&signer.text()).unwrap();
        assert_eq!(again.public(), signer.public());
        assert!(Signer::read("# nothing\n").is_none() && Signer::read("zz").is_none());
    }
}

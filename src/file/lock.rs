//! Files that only some can read: bytes encrypted in the [age](https://age-encryption.org/v1) format,
//! which other programs open as well.
//!
//! **Invariant:** whatever bytes come, opening them takes no more memory than the bytes and 2 to the
//! power of [`MOST_WORK`] KiB, and no more time than so much memory takes to be filled.

use age::secrecy::{ExposeSecret, SecretString};
use age::{DecryptError, Decryptor, Encryptor, scrypt, x25519};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::io::{self, Read, Write};
use thiserror::Error;

/// How much work it is to try a passphrase: 2 to the power of this blocks of 1 KiB are filled, some
/// second on a machine of these years. What `age` itself takes.
const WORK: u8 = 18;
/// How much work is done for a file at most, which asks for it itself.
pub const MOST_WORK: u8 = 19;
/// Bytes before what is encrypted, which say for whom: some hundred people.
const MOST_HEAD: usize = 1 << 14;
/// What the files begin with.
const MAGIC: &[u8] = b"age-encryption.org/";
/// What those begin with that were made fit for mail.
const ARMOR: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";

/// A passphrase. It is never written, and never shown.
#[derive(Clone, Default)]
pub struct Secret(SecretString);

impl Secret {
    /// A passphrase as it is typed.
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into().into())
    }

    /// Whether it is none.
    pub fn is_empty(&self) -> bool {
        self.0.expose_secret().is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret")
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.0.expose_secret() == other.0.expose_secret()
    }
}

impl Eq for Secret {}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str("")
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(Self::new)
    }
}

/// Why a file cannot be locked or no key be taken.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum LockError {
    /// The passphrase is empty.
    #[error("the passphrase is empty")]
    NoPassphrase,
    /// Both a passphrase and people were named.
    #[error("a file is locked by a passphrase or for people, not by both")]
    Both,
    /// This is nobody's public key.
    #[error("{given} is no public key")]
    BadRecipient {
        /// What was given.
        given: String,
    },
    /// A key file holds no key that is known.
    #[error("line {line} is no private key")]
    BadIdentity {
        /// The line, from 1; 0 when there is none.
        line: usize,
    },
}

/// Who can open a file.
#[derive(Clone)]
pub enum Lock {
    /// Whoever knows the passphrase.
    Passphrase(Secret),
    /// Whoever has the private key to one of these.
    Recipients(Vec<x25519::Recipient>),
}

impl Lock {
    /// A lock of what was given; `None` when nothing was.
    ///
    /// # Errors
    /// When both are given, or what is given is no passphrase or no public key.
    pub fn of(
        passphrase: Option<&Secret>,
        recipients: &[String],
    ) -> Result<Option<Self>, LockError> {
        match (passphrase, recipients) {
            (None, []) => Ok(None),
            (Some(secret), []) if secret.is_empty() => Err(LockError::NoPassphrase),
            (Some(secret), []) => Ok(Some(Self::Passphrase(secret.clone()))),
            (None, recipients) => {
                let parsed = recipients.iter().map(|it| recipient(it));
                Ok(Some(Self::Recipients(parsed.collect::<Result<_, _>>()?)))
            }
            (Some(_), _) => Err(LockError::Both),
        }
    }

    /// Writes what `write` writes so that only those can read it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(
        &self,
        out: &mut dyn Write,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        let made = match self {
            Self::Passphrase(secret) => {
                let mut recipient = scrypt::Recipient::new(secret.0.clone());
                recipient.set_work_factor(WORK);
                Encryptor::with_recipients([&recipient as &dyn age::Recipient].into_iter())
            }
            Self::Recipients(all) => {
                Encryptor::with_recipients(all.iter().map(|it| it as &dyn age::Recipient))
            }
        };
        let mut locked = made.map_err(io::Error::other)?.wrap_output(out)?;
        write(&mut locked)?;
        locked.finish().map(|_| ())
    }
}

fn recipient(given: &str) -> Result<x25519::Recipient, LockError> {
    let given = given.trim();
    given.parse().map_err(|_| LockError::BadRecipient {
        given: given.chars().take(80).collect(),
    })
}

/// What may open locked files.
#[derive(Clone, Default)]
pub struct Keys {
    passphrase: Option<Secret>,
    identities: Vec<x25519::Identity>,
}

impl Keys {
    /// A passphrase, if there is one.
    pub fn new(passphrase: Option<Secret>) -> Self {
        Self {
            passphrase: passphrase.filter(|it| !it.is_empty()),
            identities: Vec::new(),
        }
    }

    /// Adds the private keys of a key file, one a line, as `age-keygen` writes it.
    ///
    /// # Errors
    /// When a line is no key, or there is none.
    pub fn add_identities(&mut self, text: &str) -> Result<(), LockError> {
        let lines = (1..).zip(text.lines()).map(|(at, it)| (at, it.trim()));
        for (line, key) in lines.filter(|(_, it)| !it.is_empty() && !it.starts_with('#')) {
            let key = key.parse().map_err(|_| LockError::BadIdentity { line })?;
            self.identities.push(key);
        }
        match self.identities.is_empty() {
            true => Err(LockError::BadIdentity { line: 0 }),
            false => Ok(()),
        }
    }
}

/// Why a locked file does not open.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum UnlockError {
    /// It was locked with a passphrase, and none is given.
    #[error("it is encrypted with a passphrase")]
    NeedsPassphrase,
    /// It was locked for people, and no private key is given.
    #[error("it is encrypted for certain people")]
    NeedsIdentity,
    /// The passphrase is another.
    #[error("the passphrase is not the right one")]
    WrongPassphrase,
    /// It was locked for others.
    #[error("it is encrypted for somebody else")]
    WrongIdentity,
    /// To try the passphrase would take too long and too much memory.
    #[error("its passphrase asks for 2^{work} blocks of work, more than 2^{MOST_WORK}")]
    TooMuchWork {
        /// The power of two.
        work: u8,
    },
    /// It is a kind of locked file that is not known.
    #[error("it is encrypted in a way that is not known")]
    Unknown,
    /// It is cut off, or was changed on the way.
    #[error("it is cut off or was changed on the way")]
    Damaged,
}

impl UnlockError {
    /// Whether another passphrase or key may open it.
    pub const fn wants_key(&self) -> bool {
        matches!(
            self,
            Self::NeedsPassphrase
                | Self::NeedsIdentity
                | Self::WrongPassphrase
                | Self::WrongIdentity
        )
    }

    /// Whether it was locked for people and not with a passphrase.
    pub const fn is_for_people(&self) -> bool {
        matches!(self, Self::NeedsIdentity | Self::WrongIdentity)
    }
}

/// Whether bytes are a locked file.
pub fn is_locked(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC) || bytes.trim_ascii_start().starts_with(ARMOR)
}

/// What a locked file holds.
///
/// # Errors
/// When the keys do not open it, or it is not whole.
pub fn unlock(bytes: &[u8], keys: &Keys) -> Result<Vec<u8>, UnlockError> {
    if bytes.starts_with(MAGIC) {
        return open(bytes, keys);
    }
    let mut plain = Vec::new();
    let mut armored = age::armor::ArmoredReader::new(bytes.trim_ascii_start());
    armored
        .read_to_end(&mut plain)
        .map_err(|_| UnlockError::Damaged)?;
    open(&plain, keys)
}

fn open(bytes: &[u8], keys: &Keys) -> Result<Vec<u8>, UnlockError> {
    let mut head = bytes
        .get(..MOST_HEAD)
        .unwrap_or(bytes)
        .split(|it| *it == b'\n');
    if !head.any(|line| line.starts_with(b"---")) {
        return Err(UnlockError::Damaged);
    }
    let locked = Decryptor::new_buffered(bytes).map_err(|it| unlock_error(&it, false))?;
    let is_passphrase = locked.is_scrypt();
    let opened = match (is_passphrase, &keys.passphrase) {
        (true, None) => return Err(UnlockError::NeedsPassphrase),
        (true, Some(secret)) => {
            let mut key = scrypt::Identity::new(secret.0.clone());
            key.set_max_work_factor(MOST_WORK);
            locked.decrypt([&key as &dyn age::Identity].into_iter())
        }
        (false, _) if keys.identities.is_empty() => return Err(UnlockError::NeedsIdentity),
        (false, _) => locked.decrypt(keys.identities.iter().map(|it| it as &dyn age::Identity)),
    };
    let mut opened = opened.map_err(|it| unlock_error(&it, is_passphrase))?;
    // What is inside is shorter than what is outside.
    let mut plain = Vec::with_capacity(bytes.len());
    opened
        .read_to_end(&mut plain)
        .map_err(|_| UnlockError::Damaged)?;
    Ok(plain)
}

fn unlock_error(error: &DecryptError, is_passphrase: bool) -> UnlockError {
    match error {
        DecryptError::ExcessiveWork { required, .. } => {
            UnlockError::TooMuchWork { work: *required }
        }
        DecryptError::UnknownFormat => UnlockError::Unknown,
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed if is_passphrase => {
            UnlockError::WrongPassphrase
        }
        DecryptError::NoMatchingKeys => UnlockError::WrongIdentity,
        _ => UnlockError::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KEY: &str = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
    const OPEN_TO: &str = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

    fn locked(lock: &Lock, plain: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        lock.write(&mut bytes, |out| out.write_all(plain)).unwrap();
        bytes
    }

    fn people() -> Lock {
        Lock::of(None, &[OPEN_TO.to_owned()]).unwrap().unwrap()
    }

    fn keys() -> Keys {
        let mut keys = Keys::default();
        keys.add_identities(&format!("# created: today\n\n{KEY}\n"))
            .unwrap();
        keys
    }

    #[test]
    fn a_passphrase_opens_what_it_locked_and_another_does_not() {
        let secret = Secret::new("正确 马 电池");
        let lock = Lock::of(Some(&secret), &[]).unwrap().unwrap();
        let bytes = locked(&lock, "数字治理".as_bytes());
        assert!(is_locked(&bytes) && !is_locked(b"Zhupi("));
        let keys = Keys::new(Some(secret));
        assert_eq!(unlock(&bytes, &keys).unwrap(), "数字治理".as_bytes());
        let wrong = Keys::new(Some(Secret::new("错误")));
        assert_eq!(unlock(&bytes, &wrong), Err(UnlockError::WrongPassphrase));
        assert_eq!(
            unlock(&bytes, &Keys::default()),
            Err(UnlockError::NeedsPassphrase)
        );
        assert_eq!(
            unlock(&bytes, &self::keys()),
            Err(UnlockError::NeedsPassphrase)
        );
    }

    #[test]
    fn a_file_for_somebody_opens_with_their_key_alone() {
        let bytes = locked(&people(), b"Zhupi()");
        assert_eq!(unlock(&bytes, &keys()).unwrap(), b"Zhupi()");
        assert_eq!(
            unlock(&bytes, &Keys::default()),
            Err(UnlockError::NeedsIdentity)
        );
        let mut other = Keys::default();
        let text = x25519::Identity::generate().to_string();
        other.add_identities(text.expose_secret()).unwrap();
        assert_eq!(unlock(&bytes, &other), Err(UnlockError::WrongIdentity));
    }

    #[test]
    fn a_file_cut_off_or_changed_anywhere_does_not_open() {
        let plain = vec![b'x'; 70_000];
        let bytes = locked(&people(), &plain);
        for len in (0..bytes.len()).step_by(211).chain([bytes.len() - 1]) {
            let cut = unlock(&bytes[..len], &keys());
            assert!(cut.is_err(), "{len}: {cut:?}");
        }
        for at in (0..bytes.len()).step_by(997) {
            let mut bytes = bytes.clone();
            bytes[at] ^= 1;
            let changed = unlock(&bytes, &keys());
            assert!(changed.is_err(), "{at}: {changed:?}");
        }
    }

    #[test]
    fn a_file_that_asks_for_much_work_or_has_an_endless_head_is_refused_at_once() {
        let work = |it: u8| {
            let head = "age-encryption.org/v1\n-> scrypt bBjlhJVYZeE4aqUdmtRHfw ";
            let body = "V/gVYvMrKEz4xzQcTRzTqi4EjiBAuTG2YFQdbsxCmgI";
            let mac = "dYsxdTKyVsdCRNTCmuo9PeBUNBJDmWBBYOJMqFIKFzM";
            let mut bytes = format!("{head}{it}\n{body}\n--- {mac}\n").into_bytes();
            bytes.extend([0; 64]);
            bytes
        };
        let keys = Keys::new(Some(Secret::new("x")));
        let refused = Err(UnlockError::TooMuchWork { work: 30 });
        assert_eq!(unlock(&work(30), &keys), refused);
        assert_eq!(
            unlock(&work(63), &keys),
            Err(UnlockError::TooMuchWork { work: 63 })
        );
        let stanza = "-> X25519 bBjlhJVYZeE4aqUdmtRHfwbBjlhJVYZeE4aqUdmtRHfw\nV/gVYvM\n";
        let long = format!("age-encryption.org/v1\n{}", stanza.repeat(1 << 18));
        assert_eq!(unlock(long.as_bytes(), &keys), Err(UnlockError::Damaged));
    }

    #[test]
    fn what_others_made_fit_for_mail_opens_too() {
        let mut armored = Vec::new();
        let format = age::armor::Format::AsciiArmor;
        let mut out = age::armor::ArmoredWriter::wrap_output(&mut armored, format).unwrap();
        out.write_all(&locked(&people(), b"Zhupi()")).unwrap();
        out.finish().unwrap();
        assert!(is_locked(&armored));
        assert_eq!(unlock(&armored, &keys()).unwrap(), b"Zhupi()");
    }

    #[test]
    fn what_is_no_key_is_named() {
        let bad = |recipients: &[&str]| {
            let recipients: Vec<String> = recipients.iter().map(|it| (*it).to_owned()).collect();
            Lock::of(None, &recipients).err()
        };
        let given = "age1nobody".to_owned();
        assert_eq!(
            bad(&[OPEN_TO, "age1nobody"]),
            Some(LockError::BadRecipient { given })
        );
        let empty = Lock::of(Some(&Secret::default()), &[]).err();
        assert_eq!(empty, Some(LockError::NoPassphrase));
        let mut keys = Keys::default();
        assert_eq!(
            keys.add_identities("# x\nssh-rsa"),
            Err(LockError::BadIdentity { line: 2 })
        );
        assert_eq!(
            keys.add_identities(""),
            Err(LockError::BadIdentity { line: 0 })
        );
    }

    #[test]
    fn a_secret_is_never_written_or_shown() {
        let secret = Secret::new("密");
        assert!(!format!("{secret:?}").contains('密'));
        assert_eq!(ron::to_string(&secret).unwrap(), "\"\"");
    }

    proptest! {
        #[test]
        fn any_bytes_are_refused_or_opened(tail in proptest::collection::vec(any::<u8>(), 0..400)) {
            let bytes = [MAGIC, b"v1\n", &tail].concat();
            let _ = unlock(&bytes, &keys());
            let armored = [ARMOR, b"\n", &tail].concat();
            let _ = unlock(&armored, &keys());
        }
    }
}

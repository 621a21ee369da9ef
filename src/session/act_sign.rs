//! Signing the states that are saved, and telling whose signatures hold.

use super::act_paths::path_words;
use super::locale::Saying;
use super::notice::Level;
use super::{ActError, Host, Session};
use crate::file::Revision;
use crate::file::signature::{Signed, Signer, signed};
use crate::model::CoderId;
use std::path::{Path, PathBuf};

/// The private key in the settings' folder.
const KEY: &str = "signing-key.txt";

impl Session {
    /// Whether states that are saved are signed.
    pub fn signs(&self) -> bool {
        self.settings.signs || self.signing_key.is_some()
    }

    /// Signs every state that is saved from now on, or no longer: with the key in a file, or with the one
    /// in the settings' folder. Where there is none, one is made.
    pub(super) fn sign_states(&mut self, on: bool, key: Option<PathBuf>) -> Result<(), ActError> {
        if !on {
            (self.settings.signs, self.signing_key) = (false, None);
            return Ok(());
        }
        let place = key.clone().or_else(|| self.own_key());
        let place = place.ok_or(ActError::Missing { what: "path" })?;
        let signer = key_at(&*self.host, &place)?;
        self.settings.signs = key.is_none();
        self.signing_key = key;
        let words = Saying::new("notice-signs").with("key", signer.public());
        self.say(Level::Done, words.with("path", path_words(&place)));
        Ok(())
    }

    fn own_key(&self) -> Option<PathBuf> {
        Some(self.host.settings_folder()?.join(KEY))
    }

    /// The key with which a save signs, if it does; a key that cannot be read is said, and the state is
    /// saved without.
    pub(super) fn signer(&mut self) -> Option<Signer> {
        let own = self.settings.signs.then(|| self.own_key()).flatten();
        let place = self.signing_key.clone().or(own)?;
        match key_at(&*self.host, &place) {
            Ok(signer) => Some(signer),
            Err(error) => {
                self.report(&error);
                None
            }
        }
    }

    /// Says of the newest state whether it is signed and whether that holds, where states of the project
    /// are signed at all.
    pub fn tell_signature(&mut self) {
        let Some(open) = &self.open else { return };
        let chain = open.past.told();
        let Some(newest) = chain.first() else { return };
        let name = |id: Option<CoderId>| {
            let coder = id.and_then(|it| open.project().coders().get(it));
            let name = coder.map_or("?", |it| &it.name);
            self.locale.coder(name).into_owned()
        };
        let broken = chain.iter().filter(|it| signed(it) == Signed::Broken);
        let broken: Vec<(String, String)> =
            broken.map(|it| (name(it.by), it.at.to_string())).collect();
        let newest_by = name(newest.by);
        let is_signed = chain.iter().any(|it| it.signed.is_some());
        let said = match signed(newest) {
            Signed::Holds(key) => {
                let is_new = is_other_key(&chain, newest.by, &key);
                let word = if is_new {
                    "checked-signed-anew"
                } else {
                    "checked-signed"
                };
                let level = if is_new { Level::Warning } else { Level::Hint };
                Some((level, Saying::new(word).with("key", key)))
            }
            Signed::No if is_signed => Some((Level::Hint, Saying::new("checked-unsigned"))),
            Signed::No | Signed::Broken => None,
        };
        if let Some((level, words)) = said {
            self.say(level, words.with("name", newest_by));
        }
        for (name, at) in broken.into_iter().take(5) {
            let words = Saying::new("checked-signature-broken").with("name", name);
            self.say(Level::Warning, words.with("at", at));
        }
    }
}

/// Whether earlier states of this coder were signed with another key.
fn is_other_key(chain: &[Revision], by: Option<CoderId>, key: &str) -> bool {
    let own = chain.iter().filter(|it| it.by == by);
    let keys = own.filter_map(|it| match signed(it) {
        Signed::Holds(key) => Some(key),
        Signed::No | Signed::Broken => None,
    });
    { keys }.any(|it| it != key)
}

/// The key in a file, which is made where there is none.
fn key_at(host: &dyn Host, place: &Path) -> Result<Signer, ActError> {
    let bad = || ActError::BadSigningKey {
        path: place.to_owned(),
    };
    match host.load(place) {
        Ok((bytes, _)) => Signer::read(&String::from_utf8_lossy(&bytes)).ok_or_else(bad),
        Err(crate::file::safe::LoadError::Missing { .. }) => {
            let mut chance = [0; 32];
            for part in chance.chunks_mut(10) {
                for (to, from) in part.iter_mut().zip(host.chance()) {
                    *to = from;
                }
            }
            let signer = Signer::new(chance);
            host.make_private(place);
            let text = signer.text();
            host.save(place, 0, &mut |out| out.write_all(text.as_bytes()))?;
            Ok(signer)
        }
        Err(error) => Err(error.into()),
    }
}

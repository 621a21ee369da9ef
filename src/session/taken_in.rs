//! What finished jobs bring back, each handed to whoever waits for it.

use super::Session;
use super::jobs::JobDone;

impl Session {
    pub(super) fn take_in(&mut self, done: JobDone) {
        self.turn += 1;
        match done {
            JobDone::Opened { path, opened } => self.opened(&path, opened),
            JobDone::Early {
                path,
                reading,
                texts,
            } => self.looked_early((path, reading), texts),
            JobDone::Saved {
                path,
                revision,
                saved,
                then,
            } => {
                self.saved(&path, revision, saved, then);
            }
            JobDone::Joined { path, key, planned } => self.joined((path, key), planned),
            JobDone::Edition { edition } => self.edition_read(edition),
            JobDone::Listed { versions } => self.listed(versions),
            JobDone::Looked { version, looked } => self.looked(&version, looked),
            JobDone::Restoring { version, to, read } => {
                self.restore_read(&version, to.as_deref(), read);
            }
            JobDone::Loaded { loaded } => self.loaded(loaded),
            JobDone::Imported { path, imported } => self.imported(&path, imported),
            JobDone::ImportedInto {
                path,
                imported,
                again,
            } => self.imported_into((&path, again), imported),
            JobDone::CodebookRead { path, read } => self.codebook_read(&path, read),
            JobDone::ValuesRead { path, of, read } => self.values_read((&path, of), read),
            JobDone::CitationsRead { path, report, read } => {
                self.citations_read(&path, report, read);
            }
            JobDone::Given { path, given } => self.given(&path, given),
            JobDone::Exported { path, exported } => self.exported(&path, exported),
            JobDone::Picked { wanted, picked } => self.picked(wanted, picked),
            JobDone::Reckoned { of, reckoned, past } => {
                self.reckoned(of.as_ref(), *reckoned, past);
            }
            JobDone::Untitled { read, more } => self.found_untitled(read, more),
            JobDone::RuleAsked { rule, of, passages } => self.rule_asked(*rule, of, &passages),
            JobDone::PackShown { made, sheets } => self.pack_made(made, sheets),
            JobDone::PackWritten { written } => self.pack_written(written),
            JobDone::Words(words) => self.words = words,
            JobDone::Answered => {}
        }
    }
}

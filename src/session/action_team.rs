//! The actions about other versions of a project: copies given away, joining, earlier versions.

/// Adds them to the list of actions.
macro_rules! with_teams {
    ($($others:tt)*) => {
        with_looks! {
            $($others)*

            /// Writes a copy to be given away. When it comes back it is joined; what was left out of it is not
            /// taken for removed.
            GiveCopy {
                /// Where to.
                path[default]: Option<PathBuf>,
                /// For whom, what is left out, and what is hidden; in the window that is asked when left out,
                /// elsewhere the copy is whole.
                copy[default]: Option<Box<CopyChoice>>,
            } = "give-copy",
            /// Gives what opens locked files, and opens the one that waits for it.
            Unlock {
                /// The passphrase.
                passphrase[default]: Option<Secret>,
                /// A file with the passphrase in its first line.
                passphrase_in[default]: Option<PathBuf>,
                /// A file of private keys, as `age-keygen` writes it.
                identity[default]: Option<PathBuf>,
            } = "unlock",
            /// Joins another version of the project into this one: whatever does not contradict, at once.
            /// In a window what it will do is shown first.
            JoinProject {
                /// The other file.
                path[default]: Option<PathBuf>,
                /// The list of the words that were hidden in it, where it is not kept beside the project.
                key[default]: Option<PathBuf>,
            } = "join-project",
            /// Plans the join that is shown once more, with the words shown that were hidden in the other
            /// file.
            JoinWithKey {
                /// The list of these words; asked for when left out.
                key[default]: Option<PathBuf>,
            } = "join-with-key",
            /// Makes the join that is shown.
            ApplyJoin = "apply-join",
            /// Decides what a join could not.
            DecideConflict {
                /// Which; all that are not decided when left out.
                conflict[default]: Option<ConflictId>,
                /// Whether all that are like it are decided as well.
                like[default]: bool,
                /// Which version is right: the one that stands here, the other, or what was there before.
                take: Choice,
            } = "decide-conflict",
            /// Takes codings into the consensus layer, beside the coders' own.
            TakeConsensus {
                /// Which; when left out, the one gone to, or those at the selection if they are alike.
                codings[default]: Vec<CodingId>,
            } = "take-consensus",
            /// Takes what coders coded alike into the consensus layer, in one step; in a window it is shown
            /// first.
            TakeAgreed {
                /// How many coders must have coded so.
                by[default]: Option<Least>,
            } = "take-agreed",
            /// Signs every state that is saved from now on, or no longer.
            SignStates {
                /// Whether.
                on: bool,
                /// The file of the private key, which is made where it is not there; the one among the
                /// settings when left out.
                key[default]: Option<PathBuf>,
            } = "sign-states",
            /// Puts an earlier version in the place of what there is now, in one step; or writes it to a
            /// file of its own.
            RestoreVersion {
                /// Which, as it is listed.
                version: String,
                /// Whether it is written to a file of its own.
                apart[default]: bool,
                /// That file.
                path[default]: Option<PathBuf>,
            } = "restore-version",
        }
    };
}

pub(super) use with_teams;

# Working in a team: joining, what has to be decided, earlier versions, who else is there.

action-join-with-key = Join with a key file
help-join-with-key = Plan the join that is shown once more, with the words shown that were hidden in the copy
action-apply-join = Join
help-apply-join = Make the join that is shown
action-show-versions = Earlier versions…
help-show-versions = List the backups and saved states that are kept beside the project
action-look-at-version = Look at an earlier version
help-look-at-version = Show what was done since an earlier version
action-restore-version = Go back to an earlier version
help-restore-version = Put an earlier version in the place of what there is now, in one step, or write it to a file of its own
job-versions = Looking through earlier versions

error-nothing-planned = No join is planned
error-never-saved = The project was never saved, so there are no earlier versions yet
error-no-version = There is no earlier version named { $name }
hint-list-versions = “Earlier versions” lists them with their names
hint-join-or-save-as = Join that file into this project (JoinProject), or save under another name; nothing you did is lost

path-key = Key file of the words that were hidden in the copy
path-join = Join another version, such as a file a colleague sent back
plan-title = Join { $file }
plan-base = Both come from one version, so what the other removed goes here too
plan-base-at = Both come from the version of { $at }, so what the other removed goes here too
plan-base-by = Both come from the version that { $by } saved { $at }, so what the other removed goes here too
plan-earlier = This file is an earlier version of what is open
plan-no-base = No version was found that both come from. Nothing is removed, and every difference is left to you
plan-other-project = This file is a project of its own, no other version of this one. Nothing is removed, and every difference is left to you
plan-nothing = It has nothing that is not here already
plan-codings = { $count ->
    [one] 1 new coding
   *[other] { $count } new codings
}
plan-records = { $count ->
    [one] 1 other new record
   *[other] { $count } other new records
}
plan-changes = { $count } changed
plan-removals = { $count } removed
plan-moved = { $count ->
    [one] 1 passage moves with its text
   *[other] { $count } passages move with their texts
}
plan-stray = { $count ->
    [one] 1 passage whose words changed
   *[other] { $count } passages whose words changed
}
plan-contradictions = { $count ->
    [one] 1 contradiction
   *[other] { $count } contradictions
}
plan-contested = { $count } removed in one, changed or used in the other
plan-twins = { $count ->
    [one] 1 text that is there twice
   *[other] { $count } texts that are there twice
}
plan-same-names = { $count ->
    [one] 1 code of a name that is taken
   *[other] { $count } codes of names that are taken
}
plan-unread = { $count ->
    [one] 1 part that cannot be read stays in that file
   *[other] { $count } parts that cannot be read stay in that file
}
plan-decide-later = To be decided after joining; until then what is here stands, and the other version is kept beside it
plan-all = What happens here
plan-more = and { $count } more
plan-key-hint = This copy was given away. If words were hidden in it, their key file shows them again:
plan-key = Key file…
plan-undo = It is one step; undo takes all of it back
plan-then-saved = It is one step, and is saved then; undo takes all of it back
plan-join = Join
plan-join-and-save = Join and save

board-conflicts = To decide
status-conflicts = { $count } to decide
conflicts-empty = Nothing is left to decide
conflicts-none = Nothing of this kind
conflicts-all = All
conflicts-changed = Changed on both sides
conflicts-removed = Removed or kept
conflicts-twin = Perhaps the same
conflicts-any-record = Of any kind
conflicts-keys = J, K: next, previous · 1, 2, 3: decide
conflicts-here = Here
conflicts-other = In the other version
conflicts-before = Before both
conflicts-is-gone = Removed
conflicts-coded = { $coder } coded { $code }:{" "}
conflicts-memo-on = Memo on { $record }
conflicts-keep = Keep
conflicts-take = Take
conflicts-stay = Keep
conflicts-go = Remove
conflicts-two = Leave both
conflicts-one = Make one of them
conflicts-back = As it was
conflicts-alike = All { $count } like this
conflicts-alike-question = { $choice }, for all { $count } like this?
conflicts-alike-detail = { $names } … It is one step; undo takes it back

question-join = Join…

around-changed = Somebody else saved this project since it was opened here
around-copy = { $file } beside this project is another copy of it and holds something new
around-copy-by = { $file } beside this project is another copy of it, saved by { $by } { $at }, and holds something new
around-join = Join…
around-later = Not now
status-others = Also open: { $names }
status-other = { $name }, since { $at }
status-others-help = Nobody is kept from working: what both do is joined when it is saved

versions-title = Earlier versions
versions-file = earlier
versions-looking = Looking for them…
versions-none = There are no earlier versions yet; one is kept with every save
versions-undated = Time unknown
versions-state = saved state
versions-same = the same as now
versions-counts = since then +{ $added } −{ $removed } ~{ $changed }
versions-since = Done since then
versions-line = { $words }
versions-said = { $name } · { $at } { $by }
versions-said-counted = { $name } · { $at } { $by } · since then +{ $added } −{ $removed } ~{ $changed }
versions-restore = Go back to this
versions-restore-help = One step, which undo takes back; the file changes when you save
versions-apart = Save it apart…
notice-version-written = The earlier version is in { $path }
notice-restored = The project is back at { $version }; undo brings back what was done since
done-restore-version = go back to { $what }

coders-shown = Codings shown on the page
coders-show = { $name }’s

provenance-title = Where it comes from
provenance-by-hand = { $code } · { $coder }, { $at }, by hand
provenance-by-rule = { $code } · { $coder }, { $at }, by the rule { $rule }
provenance-more = { $count } earlier steps are not shown

action-unlock = Open an encrypted file
help-unlock = Give the passphrase or key file of an encrypted file, which is then opened or joined
lock-everybody = Everybody who has the file can read it
lock-passphrase = Only with a passphrase
lock-passphrase-field = Passphrase
lock-people = Only certain people
lock-people-field = Their public keys (age1…), one a line
lock-key-field = Passphrase for a file with the list of hidden words, beside this project (optional)
lock-show = Show what is typed
unlock-title = An encrypted file
unlock-identity = Your key file (as age-keygen writes it)
unlock-open = Open
lock-no-passphrase = The passphrase is empty; nothing was written
lock-no-passphrase-in = The first line of { $path } is empty; that is where the passphrase is read from
lock-both = A file is encrypted either with a passphrase or for certain people, not both; nothing was written
lock-bad-recipient = “{ $given }” is no public key; one begins with age1. Nothing was written
lock-no-identity = { $path } holds no private key; one begins with AGE-SECRET-KEY-1
lock-bad-identity = { $path }, line { $line }: this is no private key that Zhupi knows; one begins with AGE-SECRET-KEY-1
unlock-needs-passphrase = { $path } is encrypted with a passphrase
unlock-needs-identity = { $path } is encrypted for certain people; it opens with the private key of one of them
unlock-wrong-passphrase = This is not the passphrase of { $path }
unlock-wrong-identity = { $path } is encrypted for somebody else; none of these keys opens it
unlock-too-much-work = { $path } was not opened: trying its passphrase is made to take 2^{ $work } steps, up to 2^{ $most } are taken. Ask for it with less work
unlock-unknown = { $path } is encrypted in a way that this version does not know
unlock-damaged = { $path } is cut off or was changed on the way, so nothing of it was read. Ask for it once more
error-no-key = { $path } is no list of hidden words
notice-unlocked = { $path } was encrypted. What is in it is only in memory: it comes to lie on your disk, as a project of your own, when you save it, and until then changes are not noted
notice-given-locked = It is encrypted; tell the passphrase another way than you send the file
hint-unlock = Give a file with the passphrase with --passphrase-file FILE (- reads it from standard input), or your private key with --identity FILE
error-in-memory = What was encrypted is only in memory, so nothing was saved. Write it to a project of its own with “save-as”, and work in that

action-take-consensus = Take as consensus
help-take-consensus = Take a coding into the consensus layer, beside the coders’ own, which stay as they are
action-take-agreed = Take what coders agree on…
help-take-agreed = Take what coders coded alike into the consensus layer, in one step, shown first
done-take-consensus = take as consensus { $what } ({ $count })
consensus-title = Take what coders agree on
consensus-help = Passages coded with one code at exactly one place. They are taken into a layer of their own, under nobody’s name; the coders’ codings stay as they are
consensus-all = All who coded in the text coded so
consensus-two = At least two coded so
consensus-count = { $count ->
    [0] Nothing more to take
    [one] 1 passage
   *[other] { $count } passages
}
consensus-take = Take as consensus
notice-consensus = { $count ->
    [one] 1 passage is in the consensus now
   *[other] { $count } passages are in the consensus now
}
marks-no-consensus = Without the consensus
consensus-name = consensus

action-sign-states = Sign what is saved
help-sign-states = Put a signature beside every state that is saved from now on, with a key of your own
coder-signs = Sign what I save
notice-signs = What is saved is signed from now on. The public key is { $key }: tell it to your colleagues another way. The private one is in { $path }; keep it to yourself
error-signing-key = { $path } holds no key to sign with; nothing of it was changed
checked-signed = The last state was signed by { $name } with the key { $key }, and the signature holds
checked-signed-anew = The last state was signed by { $name } with the key { $key }, and the signature holds, but earlier states by { $name } were signed with another key. Ask whether that is right
checked-unsigned = The last state is not signed, though earlier ones are
checked-signature-broken = The signature of the state that { $name } saved { $at } does not hold: what the file says of it was changed. Everything was read all the same
versions-by = { $name }
versions-by-signed = { $name } (signed, { $key })
versions-by-broken = { $name } (signature does not hold)
checked-title = What the check found
checked-mended = Put right on reading; the file gets it when you save
checked-found = Found in the project
checked-repair = Put right
checked-blank-edge = Trim blanks at edges
checked-duplicate-coding = Make one of equal codings
checked-same-key = Free keys that two codes share
checked-changed-text = Take texts as they are now
checked-unsure-quotation = Take the words that stand there now
checked-lost-quotation = Keep passages that are lost as memos
checked-coded-heading = Allow headings that passages are coded with
checked-same-code-name = Make one of codes of one name
checked-same-source-name = Number texts of one name
checked-same-coder-name = Make one of coders of one name
mended-by-words = found again by its words where they stand; what was not found is kept with its words
mended-to-the-top = it stands at the top of the codebook now; move it to where it belongs
mended-named = it was given a name; give it the right one
mended-aside = it is kept aside and written back, and comes back when what it needs is there
error-not-encrypted = { $path } would not be encrypted, so nothing was written there. Save a project under a name that ends in .ron; “Give a copy away” encrypts

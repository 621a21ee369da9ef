# What the program says: notices, errors, hints, jobs, history.

project-unnamed = Untitled project
coder-unnamed = Unnamed

notice-sample = This is a copy of the sample project. Save it under a name of its own to keep what you do
notice-saved = Saved { $path }
notice-exported = Exported { $path }
notice-added = { $count ->
    [one] Added one text
   *[other] Added { $count } texts
}
notice-coded = { $count ->
    [one] Coded one passage
   *[other] Coded { $count } passages
}
notice-review = { $count ->
    [one] One coding made before wants a second look
   *[other] { $count } codings made before want a second look
}
notice-code-like = The new code { $name } is much like { $old }, which was there before; merge them if they mean the same
notice-code-made = There was no code named { $name }, so it was added
notice-coder-made = There was no coder named { $name }, so they were added
notice-guessed = { $path } was read as { $encoding }, which is a guess
notice-replaced = { $count } characters of { $name } could not be read and stand as �
notice-stopped = Stopped; nothing was added
notice-sound = The project is sound
notice-more-warnings = { $count } more of the same kind

hint-other-encoding = Add the text again with another encoding
hint-check = “Check the project” names every place
hint-backup = The file on disk is untouched, and earlier versions lie beside it
hint-plain-text = Save it as plain text in the program it comes from and add that
hint-import-project = Import it as a project: it becomes one of its own
hint-list-codes = The codebook lists the codes there are
hint-list-sources = The list of sources has the names there are
hint-free-key = Free the key there first, or choose another

error-no-project = No project is open
error-still-reading = What coders made is still being read; nothing was changed. Texts can be read and searched meanwhile
error-nothing-shown = No source is shown
error-nothing-selected = Select a passage first
error-no-source = There is no source named { $name }
error-no-code = There is no code named { $name }
error-many-codes = Several codes are named { $name }; give the id of the one you mean
error-no-variable = There is no variable named { $name }
error-bad-value = “{ $value }” is not a value of { $variable }
error-bad-colour = “{ $colour }” is not a colour; write it as #C8402F
error-bad-key = “{ $key }” is not a key
error-key-taken = { $key } already belongs to “{ $action }”
error-no-action = There is no action named { $name }
error-no-encoding = “{ $name }” is not an encoding Zhupi knows
error-no-format = { $name }: the ending names no format; write one of { $known }
error-missing = Something is missing: { $what }
error-not-found = “{ $query }” was not found
error-exists = { $path } exists already; nothing was changed
error-changed-on-disk = { $path } was changed by somebody else since it was opened; nothing was saved
error-gone = { $what } is not in this project any more
error-nameless = A name cannot be empty
error-name-taken = There is already one named { $name } here
error-not-applicable = { $name } is a heading and cannot be applied to passages
error-range = The range { $start }..{ $end } does not fit { $name }, which has { $len } characters
error-under-itself = { $name } cannot be moved under itself
error-not-its-own = The passage is not coded with { $name }; only a code's own passages can be its examples
error-code-key-taken = The key { $key } already applies { $name }
error-nowhere = There is nothing to go to
error-nothing-coded-here = Nothing is coded here
error-nothing-overlaps = No two passages here overlap and are coded alike by one coder
error-many-quotations = It is not clear which quotation is meant; go to it first, with Alt+Down or a click
error-all-coded = Every sentence from here on has a mark
error-nothing-to-review = No coding wants a second look
error-no-code-at-hand = Choose a code in the codebook, or use one first
error-no-code-chosen = Choose a code in the codebook first
error-name-long = A name of { $count } characters is too long; { $most } are the most. Put the rest into the definition
error-nothing = There is nothing to change
error-rule = The change was not made, as it would break the project: { $why }
error-search = The pattern is not understood at character { $at }: { $why }
error-empty-file = { $path } is empty; nothing was added
error-binary = { $path } is { $kind }, not plain text; nothing was added
error-export = The export was not written: { $why }
error-script = The script is not understood at line { $line }, column { $column }: { $why }

kind-word = a Word file
kind-spreadsheet = a spreadsheet
kind-slides = a presentation
kind-open-document = an OpenDocument file
kind-old-office = an old Office file
kind-epub = an e-book
kind-qdpx = a REFI-QDA project
kind-pdf = a PDF
kind-picture = a picture
kind-recording = a recording
kind-database = a database
kind-archive = an archive
kind-program = a program
kind-unknown = a binary file

job-open = Opening the project
job-early = Reading the texts first
job-save = Saving
job-load = Reading texts
job-export = Exporting
job-pick = Choosing
job-words = Loading the dictionary
job-reckon = Getting ready to save

done-add-source = add { $what }{ $count ->
    [one] { "" }
   *[other] { " " }and { $count } in all
}
done-rename-source = rename a source { $what }
done-move-source = move { $what }
done-remove-source = remove { $what }
done-add-code = add code { $what }
done-rename-code = rename a code { $what }
done-alias-code = other names of { $what }
done-recolour-code = recolour { $what }
done-set-code-key = key of { $what }
done-define-code = define { $what }
done-set-code-example = example of { $what }
done-review-codings = review { $what }
done-set-members = members of { $what }
done-set-code-applicable = heading { $what }
done-move-code = move code { $what }
done-remove-code = remove code { $what }
done-merge-codes = merge codes into { $what }
done-split-code = split code { $what }
done-duplicate-code = duplicate code { $what }
done-code-passage = code { $what }{ $count ->
    [one] { "" }
   *[other] { " " }× { $count }
}
done-uncode = remove coding { $what }
done-recode = recode to { $what }
done-resize-quotation = move a quotation's edges
done-merge-overlapping = merge overlapping passages of { $what }
done-write-memo = memo “{ $what }”
done-remove-memo = remove a memo
done-add-coder = add coder { $what }
done-add-case = add case { $what }
done-add-variable = add variable { $what }
done-set-value = value of { $what }
done-add-set = add set { $what }
done-add-link = add link { $what }
done-rename = rename to { $what }
done-remove = remove { $what }
done-repair = repair { $count ->
    [one] one finding
   *[other] { $count } findings
}
done-join = join another version, { $count } changes
done-decide-conflict = decide { $count ->
    [one] a conflict
   *[other] { $count } conflicts
}
done-other = { $verb } { $what }

error-no-coder = There is no coder named { $name }
error-no-case = There is no case named { $name }
error-no-set = There is no set named { $name }
error-not-two-coders = Two different coders are needed to compare
error-no-coding = There is no coding { $name }

finding-level-error = error
finding-level-warning = warning
finding-unread-line = Part of the file could not be read; it is kept and written back: { $what }
finding-lost-quotation = The passage “{ $what }” was not found again in { $place }
finding-unsure-quotation = The passage “{ $what }” stands at { $place } only in similar words
finding-blank-edge = The quotation “{ $what }” begins or ends with a blank, { $place }
finding-duplicate-coding = The same coder gave one passage the same code twice: { $what }, { $place }
finding-coded-heading = The heading { $what } is applied to a passage, { $place }
finding-same-code-name = Two codes in one place are named { $what }
finding-same-key = Two codes share the key { $what }
finding-same-source-name = Two sources are named { $what }
finding-same-coder-name = Two coders are named { $what }
finding-changed-text = The text of { $place } is not the one that was coded
notice-repaired = Repaired { $count ->
    [one] one finding
   *[other] { $count } findings
}; { $left ->
    [0] nothing is left
    [one] one is left to you
   *[other] { $left } are left to you
}
notice-repaired-none = Nothing can be repaired without your judgement; { $left ->
    [one] one finding is
   *[other] { $left } findings are
} left to you
error-no-flaw = There is no finding named { $name }. `zhupi check --json` names those of a project
error-no-record = There is no record { $name } in this project
made-by-hand = Made by hand: { $coder } { $at }
made-by-rule = Made by the rule { $rule }: { $coder } { $at }
repair-none = only you can tell what is right
repair-none-unread = it stays aside until a version can read it
repair-trim = the quotation loses the blanks at its edges: { $start }..{ $end }
repair-drop-twin = the older coding stays, with the memos of both
repair-free-key = { $code } loses the key
repair-take-text = the text counts as it is now
repair-take-words = what stands there now counts as its words
repair-keep-as-memo = it becomes a memo on its text, with its words and codes
repair-allow = { $code } may be applied to passages
repair-fold = it becomes part of { $into }
repair-number = it gets a number behind its name
notice-given = The copy is written to { $path }. When it comes back, join it here
notice-given-hidden = { $count ->
    [one] One word is
   *[other] { $count } words are
} hidden in it, and shown again when it is joined here
notice-given-key = The list of hidden words lies in { $path }; keep it apart from the copy
planned-take = only one side did something; it is taken over
planned-conflict = both sides did something and contradict each other
planned-re-anchored = passages looked for in a text that is another now
planned-orphan = removed on one side and still used on the other
planned-twin = sources of one text that came to be on both sides
planned-same-name = codes of one name that came to be on both sides
error-not-saved = Save the project first, so that a copy that comes back can be joined with it

export-codebook = Codebook
export-quotations = Quotations
export-sources = Sources
export-codings = Codings
export-coders = Coders
export-memo = Memo
export-lost = Not found again
export-unsure = Only similar words found

notice-no-backup = The file before could not be kept as a backup: { $why }

loading-missing = { $path } is not there. Was it moved or renamed?
loading-folder = { $path } is a folder. Choose a file in it
loading-no-file = { $path } is not a plain file, so it was not read
loading-denied = { $path } may not be read. Ask whoever owns it for permission
loading-too-large = { $path } has { $bytes } bytes; up to { $limit } can be read
loading-failed = { $path } could not be read ({ $why })

saving-no-folder = { $path } was not saved: its folder is not there. Save it under another name
saving-folder = { $path } is a folder. Save under a name that is not one
saving-no-file = { $path } is not a plain file. Save under another name
saving-read-only = { $path } was not saved: it is write-protected, or its folder is. The file is as it was; save it under another name
saving-full = { $path } was not saved: the disk is full. The file is as it was; make room and save again, or save elsewhere
saving-failed = { $path } was not saved ({ $why }). The file is as it was; save again, or save elsewhere

reading-empty = { $path } cannot be read as a project: it is empty
reading-no-project = { $path } cannot be read as a project: at line { $line }, column { $column } it should begin with Zhupi(, but there is { $found }. Add it as a text if it is one
reading-nothing = { $path } cannot be read as a project: it goes wrong at line { $line }, column { $column } before anything could be read

warning-newer-format = This project is written in format { $format }, and this version knows format { $known }. What it does not know is kept and written back; use a newer version to see everything
warning-truncated = The file breaks off at line { $line }, column { $column }. Everything before that was read; look for a backup if something is missing
warning-bad-bytes = At line { $line }, column { $column } the file holds bytes that are not UTF-8; { $count } of them were replaced by �
warning-bad-record = Line { $line }, column { $column } in { $section } cannot be read: { $what }. The text is kept aside and written back
warning-unclosed = { $section } is not closed before line { $line }, column { $column }. It was read up to there
warning-merge-markers = The file holds conflict markers of git, the first at line { $line }. The records on both sides were read
warning-unknown-field = The field { $field } in { $section }, first at line { $line }, is not known to this version. It is kept and written back ({ $count } in all)
warning-duplicate-id = Line { $line }: { $record } is in the file already with other content. The first is used; this one is kept aside and written back
warning-no-head = The project’s own line with its name is missing or broken. The rest was read; give the project a name
warning-missing-coder = Line { $line }: the coder of this work is not in the list of coders. The work was read under the name { $name }
warning-nameless = Line { $line }: { $record } has no name. It is called { $name } for now
warning-cycle = Line { $line }: the code { $name } is above itself in the tree. It was moved to the top; move it to where it belongs
warning-missing-target = { $record } is not in the file, but is pointed at, first at line { $line }. What points at it is kept aside and written back ({ $count } in all)
warning-part-dropped = Line { $line }: { $what } does not fit { $record }. That part is kept aside and written back; the rest was read
warning-broken-rule = Line { $line }: { $what }. The record is kept aside and written back
warning-range-past-end = Line { $line }: a quotation in { $name } ends at character { $end }, but the text has { $len }. { $found }
warning-found-at = Its words were found at { $start }..{ $end }
warning-not-found = Its words were not found
warning-text-edited = Line { $line }: the text of { $name } was changed outside Zhupi. Its quotations were found again by their words: { $exact } in place, { $moved } moved, { $unsure } to look at, { $lost } lost. Nothing was removed
warning-restored = Records that could not be read before are back in their places ({ $count } in all)
warning-quotes-differ = Line { $line }: quotations in { $name } have other words than the text at their place: { $moved } moved, { $unsure } to look at, { $lost } lost. Nothing was removed
warning-other-project = it belongs to another project, so it was left as it is
warning-empty-part = it is empty, so what it held is missing. Look for an earlier version of it
warning-no-part = { $why }. Its text is kept aside
warning-in-part = { $part }: { $what }

rule-record-named = { $kind } { $name }
rule-record-numbered = { $kind } { $id }
rule-missing = { $by } points at { $of }, which is not there
rule-nameless = { $by } has no name
rule-empty = { $by } is empty
rule-cycle = { $by } is above itself in the codebook
rule-range = { $by } goes past the end of its source
rule-nothing = { $by } marks nothing
rule-misplaced = { $by } cannot hold { $of }
rule-wrong-kind = { $by } has a value of the wrong kind for { $of }

pattern-group-unclosed = a ( is not closed
pattern-group-unopened = a ) has no ( before it
pattern-group-name = the name of a group is missing, wrong or given twice
pattern-class-unclosed = a [ is not closed
pattern-class-range = a range in [ ] does not go from one character up to another
pattern-class-unknown = there is no such class of characters
pattern-count = a count in { "{ }" } should read { "{3}" }, { "{3,}" } or { "{3,5}" }
pattern-nothing-to-repeat = there is nothing before it to repeat
pattern-escape = what follows \ has no meaning here
pattern-flags = what follows (? has no meaning here
pattern-back-reference = a pattern cannot refer back to a group
pattern-look-around = a pattern cannot look ahead or back
pattern-too-deep = its brackets are nested too deeply
pattern-too-large = it is too large to search with
pattern-invalid = it is not a valid pattern

lacking-path = a path
lacking-format = the format
lacking-code = the code
lacking-split = by what it is split
lacking-coding = which of the codings here
lacking-name = the name
lacking-action = an action
lacking-waiting = a waiting file of that number

ron-sign = { $sign } should stand here
ron-end = it ends here too early
ron-more = there is more behind the end
ron-words = words in quotation marks should stand here
ron-quote = a quotation mark is not closed
ron-flag = true or false should stand here
ron-number = a whole number should stand here
ron-name = a name should stand here
ron-stray = “{ $found }” does not belong here
ron-escape = what follows \ has no meaning here
ron-comment = a comment is not closed
ron-deep = it is nested too deeply
ron-instead = { $wanted } should stand here, not { $found }
ron-unknown = there is nothing named { $found }
ron-unknown-alike = there is no { $found }; did you mean { $likest }?
ron-lacking = { $record } lacks { $field }
ron-twice = { $field } stands twice in { $record }
ron-other = { $why }

malformed-not-closed = a bracket or quote is not closed
malformed-no-number = it is not a whole number
malformed-no-part = a part such as codes: […] should stand here
malformed-no-list = a list in [ ] should stand here
malformed-no-group = a group in ( ) should stand here
malformed-no-work = a list such as codings should stand here
malformed-behind-the-end = it stands behind the end of the project
malformed-missing = the field { $field } is missing
malformed-unfit = the field { $field } is not { $wanted }
malformed-field = the field { $field }: { $why }

wanted-words = words in quotation marks
wanted-number = a whole number from 0
wanted-flag = true or false
wanted-time = a time such as "2026-11-22T08:30:00Z"
wanted-colour = a colour such as "#C8402F"
wanted-fingerprint = 64 hexadecimal digits
wanted-id = an id
wanted-kind = Text, Number, Flag or Date
wanted-value = a value such as Text("…"), Number(1), Flag(true) or Date("…")
wanted-record = a record such as Project or Source("…")
wanted-verdict = Unsure(start: …, end: …) or Lost(start: …, end: …)
wanted-several-words = a list of words in quotation marks
wanted-records = a list of records such as Source("…")
wanted-values = a map from variables to values
wanted-named-words = a map from names to words
cited-words = “{ $quote }” ({ $source }, { $start }–{ $end })

job-join = Joining
notice-no-history = Earlier versions cannot be kept beside the project, so a later join may have to ask more. { $why }
notice-joined = Joined { $path }: { $added } records came ({ $codings } codings), { $changed } changed, { $removed } went; undo takes all of it back
notice-joined-file = { $path }: { $added } records came ({ $codings } codings), { $changed } changed, { $removed } went
notice-joined-nothing = { $path } has nothing that is not here already
notice-joined-no-base = No earlier version was found that both come from, so nothing was removed and every difference in { $path } is left to you
notice-joined-other = { $path } is another project; nothing was removed, and every difference is left to you
notice-joined-unread = { $count ->
    [one] One part of { $path } could not be read and was not taken over; it stays in that file
   *[other] { $count } parts of { $path } could not be read and were not taken over; they stay in that file
}
notice-joined-stray = { $count ->
    [one] The text of one passage is another now; look at it
   *[other] The text of { $count } passages is another now; look at them
}
notice-conflicts = { $count ->
    [one] One contradiction is left to you; what stands here stays until then, and the other version is kept
   *[other] { $count } contradictions are left to you; what stands here stays until then, and the other versions are kept
}
hint-decide = DecideConflict in a script decides one or all: take: Kept or take: Other
done-join = join { $what }
done-decide-conflict = { $count ->
    [one] decide a conflict
   *[other] decide { $count } conflicts
}
conflict-part = { $record }: the { $part } is { $here } here, and { $other } in the other version
conflict-removal = { $record } was removed in one version, and changed or used in the other; it stands here
conflict-twin = { $record } and { $twin } were added apart; they may be one
conflict-nothing = nothing
conflict-words = “{ $words }”
conflict-yes = yes
conflict-no = no
conflict-text = a text of { $count } characters
conflict-place = { $start }..{ $end } { $words }
conflict-part-name = name
conflict-part-parent = place in the tree
conflict-part-colour = colour
conflict-part-key = key
conflict-part-definition = definition
conflict-part-when = when it is used
conflict-part-when-not = when it is not used
conflict-part-applicable = whether it may be applied
conflict-part-kind = kind of values
conflict-part-from = beginning
conflict-part-to = end
conflict-part-directed = whether it has a direction
conflict-part-text = text
conflict-part-origin = origin
conflict-part-place = place
conflict-part-quotation = passage
conflict-part-code = code
conflict-part-unit = how much is coded
conflict-part-target = what it hangs on
conflict-part-about = what is told
conflict-part-extra = fields of a newer version
conflict-kind-text = text
conflict-kind-number = number
conflict-kind-flag = yes or no
conflict-kind-date = date

export-codes = Codes
export-contents = Contents
export-heading = heading
export-no = no
export-field-name = Name
export-field-parent = Under
export-field-aliases = Other names
export-field-colour = Colour
export-field-key = Key
export-field-applicable = May be applied
export-field-definition = Definition
export-field-when = When to use
export-field-when-not = When not to use
export-field-examples = Examples
export-field-codings = Codings
export-field-meant = Meaning changed
export-field-id = Id
export-field-parent-id = Id of the code above
export-field-depth = Depth

job-codebook = Reading the codebook
done-import-codebook = import codebook { $what }
notice-codebook = Took in the codebook { $path }: { $added } added, { $changed } changed, { $same } as they were; undo takes all of it back
notice-codebook-same = { $path } says nothing that is not here already ({ $count } codes)
notice-examples-left = { $count ->
    [one] One example was left out: its passage is not here, or not coded so
   *[other] { $count } examples were left out: their passages are not here, or not coded so
}
error-codebook-no-names = { $path } cannot be read as a codebook: no column of its first line is called name. Give the column of the codes that name
error-codebook-no-headings = { $path } cannot be read as a codebook: it has no heading. Write each code as one, such as ## 治理
error-codebook-no-codes = { $path } cannot be read as a codebook: it has no list of codes
error-codebook-ron = { $path } cannot be read as a codebook: line { $line }, column { $column }: { $why }
error-codebook-refi = { $path } cannot be read as a codebook: { $why }
xml-malformed = line { $line } is not XML as it should be ({ $why })
xml-cut = it ends in line { $line }, inside of { $name }. Part of the file is missing
xml-entity = line { $line } uses the entity { $name }, and entities of a file’s own are not followed
xml-too-large = from line { $line } on it has more elements than can be read
xml-foreign = it is no REFI-QDA, but begins with <{ $name }>

entry-no-colour = Line { $line }: “{ $name }” is not a colour, so the colour was left as it is; write it as #C8402F
entry-no-key = Line { $line }: “{ $name }” is not a key, so the key was left as it is; write one letter or digit
entry-no-flag = Line { $line }: “{ $name }” is neither yes nor no; it was left out
entry-no-time = Line { $line }: “{ $name }” is not a time; it was left out
entry-no-id = Line { $line }: “{ $name }” is not an id, so the code was looked for by its name
entry-unknown = Line { $line }: “{ $name }” is not understood and was left out
entry-unread = Line { $line }: this could not be read and was left out: { $name }
entry-unclosed = Line { $line }: a quotation mark is not closed, so everything behind it was read as one cell. Undo, close it, and import again
entry-title = Line { $line }: “{ $name }” was taken for the title of the codebook, not for a code
entry-set = Line { $line }: the set “{ $name }” is no part of a codebook here and was left out
entry-nameless = Line { $line }: there is no name here, so this was left out; what stands under it stands one step higher
entry-twice = Line { $line }: { $name } stands in line { $first } already; this one was left out
entry-circle = Line { $line }: { $name } would stand under itself; what the file says of its place was left out
entry-no-parent = Line { $line }: there is no code “{ $parent }” for { $name } to stand under; its place was left as it is
entry-many-parents = Line { $line }: there are several codes “{ $parent }” for { $name } to stand under; its place was left as it is
entry-key-taken = Line { $line }: the key { $key } applies { $name } already and was not taken
entry-taken-for = Line { $line }: { $name } was taken for { $other }, which is there
entry-alike = Line { $line }: the new code { $name } is much like { $other }; merge them if they mean the same

notice-back = { $count ->
    [one] One change
   *[other] { $count } changes
} to { $path } that had not been saved when the program ended came back; saving keeps, undo takes back
notice-back-untitled = { $count ->
    [one] One change
   *[other] { $count } changes
} to a project that was never saved came back; save it under a name
notice-back-torn = The very last change was cut off and is not among them
notice-back-part = { $count ->
    [one] One more change does not fit
   *[other] { $count } more changes do not fit
} and stays aside
notice-journal-aside = Changes noted beside { $path } do not fit the file and were not made; they are kept in { $aside }
notice-open-elsewhere = { $path } is open in another window. What is not saved there is not shown here; what both change is joined when it is saved
notice-no-journal = Changes cannot be noted on disk as they are made ({ $why }), so a crash would lose what is not saved. The work goes on; save soon, or elsewhere
notice-untitled-waits = { $count ->
    [one] One project that was never saved waits
   *[other] { $count } projects that were never saved wait
}; start Zhupi without a file to have it back

table-total = Total
table-characters = Characters
table-covered = Coded characters
table-codings = Codings
table-quotations = Quotations
table-codes = Codes
table-by-sources = Codes by sources
table-by-cases = Codes by cases
table-by-values = Codes by values
table-by-coders = Codes by coders
table-by-together = Codes together
table-by-cover = Coding of sources
error-too-large = The table has { $rows } rows and { $columns } columns, more than a sheet of a workbook holds; nothing was written. Narrow it, or write it as CSV
unit-hit = the place itself
unit-sentence = the sentence
unit-paragraph = the paragraph
unit-section = the section
unit-speech = the speech

error-no-query = There is no query named “{ $name }”
error-query = The query is not understood at character { $at }: { $why }
error-query-there = The query is not understood at character { $at }, “{ $words }”: { $why }
hint-query-near = Did you mean { $names }?
hint-query-quote = Words that hold such signs stand in quotation marks: "a:b"
query-empty = there is nothing to look for
query-too-long = a query has at most { $most } bytes
query-too-many = a query has at most { $most } terms, and a pattern counts as ten
query-too-deep = brackets are nested more than { $most } deep
query-bracket-unclosed = this bracket is not closed
query-bracket-unopened = this bracket has no opening one before it
query-quote-unclosed = this quotation mark is not closed
query-slash-unclosed = this pattern is not closed by /
query-nothing-after = something must stand after { $what }
query-nothing-before = something must stand before { $what }
query-misplaced = { $what } has no meaning here
query-no-field = there is no field { $name }
query-no-name = a name must stand after { $field }
query-no-comparison = a comparison such as = or > must stand after { $what }
query-no-value = a value must stand after { $what }
query-no-number = a number must stand here, as in A near B 200
query-bad-date = { $given } is not a day such as 2026-11-22
query-bad-value = { $given } is not a value of { $variable }
query-no-order = { $variable } has no order; compare it by = or !=
query-unknown-code = there is no code named “{ $name }”
query-unknown-coder = there is no coder named “{ $name }”
query-unknown-source = there is no source named “{ $name }”
query-unknown-case = there is no case named “{ $name }”
query-unknown-set = there is no set named “{ $name }”
query-unknown-style = there is no style “{ $name }”: heading, heading 2, bold, italic, note, page, page 12 or time
query-unknown-variable = there is no variable named “{ $name }”
query-pattern = { $why }
done-save-query = save query { $what }
done-remove-query = remove query { $what }
done-autocode = code { $count } passages by { $what }
done-take-back-codings = take back { $count } codings by { $what }

difference-coded = { $coder } coded { $code } on { $quote } ({ $place })
difference-uncoded = { $coder } no longer has { $code } on { $quote } ({ $place })
difference-coding = { $coder } on { $quote } ({ $place })
difference-passage = { $quote } ({ $place })
difference-place = { $source } { $start }..{ $end }
difference-memo = { $coder } on { $on }: { $words }
difference-link = Link “{ $name }” from { $from } to { $to }
difference-source = { $record }, { $count ->
    [one] one character
   *[other] { $count } characters
}
difference-changed = { $record }: { $changes }
difference-between = {"; "}
difference-part = { $part } { $before } → { $after }
difference-list = { $part } { $items }
difference-along = { $count ->
    [one] one passage moved along
   *[other] { $count } passages moved along
}
difference-part-aliases = other names
difference-part-members = members
difference-part-examples = examples
difference-part-order = place in the list
difference-part-meaning = another meaning now
difference-part-review = looked at again
difference-part-rest = something else
difference-part-changed = { $part } changed
difference-project = Project
difference-coder = Coders
difference-code = Codes
difference-variable = Variables
difference-case = Cases
difference-set = Sets
difference-link-group = Links
difference-query = Queries
difference-gloss = Glosses
difference-recipe = Recipes
difference-source-group = Sources
difference-quotation = Passages of { $coder }
difference-coding-group = Codings of { $coder }
difference-memo-group = Memos
difference-conflict = Undecided conflicts
difference-counts = { $what } (+{ $added } −{ $removed } ~{ $changed })
difference-all = In all
difference-none = Nothing differs
difference-unmerged = Not merged yet: something in it is left to decide
done-set-case-members = members of the case { $what }
done-import-values = import values { $what }
job-values = Reading the table
notice-values = Took in { $path }: { $values ->
    [one] one value
   *[other] { $values } values
} set, { $cases ->
    [one] one case
   *[other] { $cases } cases
} and { $variables ->
    [one] one variable
   *[other] { $variables } variables
} added; undo takes all of it back
error-values-no-table = { $path } holds no table of values. Write the variables’ names in its first line, beginning with the second cell, and a case or source in the first cell of every other line
error-values-too-large = { $path } has more cells than can be taken in at once. Cut it into several tables
error-values-no-workbook = { $path } is no Excel workbook. Save the table as .xlsx or CSV and import that
error-values-old-workbook = { $path } is a workbook of an older Excel. Save it as .xlsx or CSV and import that
error-values-locked = { $path } is locked with a password. Save it without one, or as CSV, and import that
error-values-broken = { $path } cannot be read as a workbook: part of it is missing or damaged. Open it in a spreadsheet, save it anew, and import that
error-values-no-sheet = { $path } has no sheet named { $name }; it has { $sheets }
notice-values-sheet = Read the sheet { $name }. { $path } also has { $others }; name one with sheet: to read it
values-nameless = Line { $line } names no case or source in its first cell, so it was left out
values-no-source = Line { $line } is about { $name }, and there is no source of that name, so it was left out
values-no-column = Line { $line }: “{ $value }” stands in a column without a name, so it was left out
values-misfit = Line { $line }: “{ $value }” is no { $kind }, which { $variable } takes, so it was left out


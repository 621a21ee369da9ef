# What the program says: notices, errors, hints, jobs, history.

project-unnamed = Untitled project
coder-unnamed = Coder

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
notice-code-made = There was no code named { $name }, so it was added
notice-coder-made = There was no coder named { $name }, so they were added
notice-guessed = { $path } was read as { $encoding }, which is a guess
notice-replaced = { $count } characters of { $name } could not be read and stand as �
notice-stopped = Stopped; nothing was added
notice-sound = The project is sound
notice-more-warnings = { $count } more of the same kind

hint-other-encoding = Add the text again with another encoding
hint-save-as = Save under another name; nothing you did is lost
hint-check = “Check the project” names every place
hint-backup = The file on disk is untouched, and earlier versions lie beside it
hint-plain-text = Save it as plain text in the program it comes from and add that
hint-list-codes = The codebook lists the codes there are
hint-list-sources = The list of sources has the names there are
hint-free-space = Free some space or save elsewhere; nothing you did is lost
hint-free-key = Free the key there first, or choose another
hint-unread-kept = What could not be read is kept and written back

error-no-project = No project is open
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
error-no-format = { $name }: the ending names no format; write csv, json, md or html
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
error-code-key-taken = The key { $key } already applies { $name }
error-nothing = There is nothing to change
error-rule = The change was not made, as it would break the project: { $why }
error-search = The pattern is not understood at character { $at }: { $why }
error-empty-file = { $path } is empty; nothing was added
error-binary = { $path } is { $kind }, not plain text; nothing was added
error-load = { $why }
error-read = { $path } cannot be read as a project: { $why }
error-save = { $why }
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
job-save = Saving
job-load = Reading texts
job-export = Exporting
job-pick = Choosing
job-words = Loading the dictionary

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
done-set-code-applicable = heading { $what }
done-move-code = move code { $what }
done-remove-code = remove code { $what }
done-code-passage = code { $what }{ $count ->
    [one] { "" }
   *[other] { " " }× { $count }
}
done-uncode = remove coding { $what }
done-recode = recode to { $what }
done-resize-quotation = move a quotation's edges
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

error-no-coding = There is no coding { $name }

finding-level-error = error
finding-level-warning = warning
finding-missing-record = { $record } points at something that is not there: { $what }
finding-nameless = { $record } has no name
finding-empty-memo = { $record } is empty
finding-code-cycle = The code { $what } is above itself in the codebook
finding-range = { $record } does not fit its source: { $what }
finding-empty-quotation = { $record } marks nothing { $place }
finding-misplaced = { $record } holds something that cannot belong to it: { $what }
finding-wrong-kind = { $record } has a value of the wrong kind: { $what }
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

warning-read = { $why }

export-codebook = Codebook
export-quotations = Quotations
export-sources = Sources
export-codings = Codings
export-coders = Coders
export-memo = Memo
export-lost = Not found again
export-unsure = Only similar words found

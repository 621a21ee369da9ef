# The text of a source that is coded already: edits by hand, and new editions.

action-edit-text = Edit the text…
help-edit-text = Change the text of the source by hand; its quotations go along exactly
action-replace-text = Replace by a new edition…
help-replace-text = Put a new edition in the place of the text; quotations follow their words, and what has changed is shown first
action-mend-source = Clean up…
help-mend-source = Mend what pages left in a text that is in the project: broken lines, running heads, footnotes, blanks; what would change is shown first, and quotations follow their words
action-set-mending = Choose what is cleaned up
help-set-mending = Show what other steps would change in the text that is looked at
action-decide-replaced = Decide about a quotation in the new edition
help-decide-replaced = Say what becomes of a quotation in the new edition that is shown: what was found, another place, nothing, or that it stays open
action-apply-replace = Put the new edition in its place
help-apply-replace = Put the new edition that is shown in the place of the text, in one step

command-edit = Put words in the place of a range of a source; quotations go along exactly
command-replace = Put a new edition in the place of a source's text, save, and list the quotations whose words are not as they were; exit 1 when there are any
command-clean = Clean up texts that are in a project already, and save; quotations follow their words
command-arg-cleaned = The sources, by name
command-arg-preview-cleaned = Show every change and change nothing
command-arg-edited = Which source
command-arg-edit-range = From where to where, in characters; 120..120 puts something in before character 120
command-arg-put = What stands there then; nothing when left out
command-arg-edition = The file of the new edition
command-arg-trial = Only list, change nothing
command-bad-edit-range = write it as START..END in characters, the end not included, such as 120..122, or 120..120 to put something in

path-edition = New edition of this text

job-replace = Looking for the quotations in the new edition
done-edit-text = edit the text of { $what }
done-replace-text = replace the text of { $what }
lacking-edits = the edits
error-same-text = { $path } has the text that is there already; nothing was changed
error-no-edition = No new edition is shown
error-clean = These steps change nothing in { $name }
error-nothing-to-decide = There is nothing here that can be decided so
notice-edited-gone = { $count ->
    [one] A quotation lost all its words and is kept as lost; undo brings it back
   *[other] { $count } quotations lost all their words and are kept as lost; undo brings them back
}
notice-replaced-text = Replaced the text of { $name }. Quotations: { $same } same, { $edited } edited, { $scattered } scattered, { $gone } gone; { $decided } decided. Undo takes all of it back
notice-replaced-open = { $count ->
    [one] One quotation is left to look at; nothing of it is lost
   *[other] { $count } quotations are left to look at; nothing of them is lost
}
hint-stray = Check the project to list them; select the right words and give the quotation the selected range

fate-same = same
fate-edited = edited
fate-scattered = scattered
fate-gone = gone

edition-title = “{ $name }” → { $file }
edition-title-cleaned = “{ $name }”, cleaned up
mending-title = Clean up “{ $name }”
mending-detail = Choose what is mended; quotations follow their words, and one undo takes all of it back
mending-nothing = There is nothing that can be cleaned up
mending-apply = Clean up
edition-all-same = Every quotation stands word by word in the new edition
edition-encoding = Encoding of the new edition
edition-before = Before
edition-after = In the new edition: select words to put the quotation elsewhere
edition-keep = Keep what was found
edition-at = It is the selected words
edition-let-go = Let it go
edition-open = Leave open
edition-keep-all = Keep all that were found
edition-earlier = Earlier
edition-later = Later
edition-find = Find in the new edition
edition-left = { $count ->
    [one] One is open: it stays marked with what it was until somebody decides
   *[other] { $count } are open: they stay marked with what they were until somebody decides
}
edition-apply = Replace the text
edition-decided-open = open
edition-decided-keep = kept
edition-decided-at = put elsewhere
edition-decided-let-go = let go

editor-title = Edit the text of “{ $name }”
editor-text = Text
editor-before = One paragraph more before
editor-behind = One paragraph more after
editor-quotations = { $count ->
    [0] No quotation here
    [one] One quotation here; what is typed at its edges stays outside, what is typed into it is of it
   *[other] { $count } quotations here; what is typed at their edges stays outside, what is typed into them is of them
}
editor-gone = { $count ->
    [one] One quotation loses all its words; it is kept as lost
   *[other] { $count } quotations lose all their words; they are kept as lost
}
editor-apply = Apply
editor-apply-gone = { $count ->
    [one] Apply, one quotation is lost
   *[other] Apply, { $count } quotations are lost
}
edition-keys = J, K: next, previous · 1: keep · 2: selected words · 3: let go · 0: leave open
error-empty-edition = { $path } is empty; the text stays as it is

# The window's panels and dialogs.

window-title = Zhupi 朱批

button-cancel = Cancel
button-remove = Remove
button-add = Add
menu-theme = Theme
menu-language = Language · 语言
menu-rename = Rename
menu-inspect = Inspect
menu-go-to = Go to its place
menu-move-up = Move up
menu-move-down = Move down
menu-remove = Remove…
theme-system = As the system has it
theme-light = Light
theme-dark = Dark
menu-motion = Motion
motion-system = As the system asks
motion-full = Full
motion-reduced = Reduced
panel-size = Size of the panel
history-title = Steps
history-start = The beginning
language-named = { $name }
coder-now = Coder: { $name }
coder-new = Name of another coder
hovering-files = Drop projects to open them, texts to add them
count-codings = { $count ->
    [one] 1 coding
   *[other] { $count } codings
}

panel-sources = Sources
panel-codebook = Codebook
panel-board = Panel below the page
board-codings = Codings
panel-inspector = Inspector
panel-hide = Hide the { $panel } panel

start-name = 朱批 Zhupi
start-what = A workbench for coding texts
start-new = New project
start-open = Open…
start-sample = Open the sample
start-recent = Recent projects
start-recent-empty = Projects you save are listed here
start-seeds = Texts in the seeds folder
start-seeds-empty = Texts in the seeds folder are listed here
start-seeds-all = Add them all
start-drop = Drop texts here to begin a project with them

sources-add = Add texts
sources-empty = No texts yet. Add files, paste a text, or drop files on the window
sources-name = Name of the source
sources-chars = { $count ->
    [one] 1 character
   *[other] { $number } characters
}
sources-hover = Click to read, double click to rename, drag to reorder
sources-remove = Remove the source { $name }?
sources-remove-detail = { $count ->
    [0] Its quotations and memos go with it. Undo brings everything back
    [one] Its quotations, one coding and its memos go with it. Undo brings everything back
   *[other] Its quotations, { $count } codings and their memos go with it. Undo brings everything back
}

codebook-add = New code
codebook-add-below = New code below
codebook-new-name = New code
codebook-empty = No codes yet. Select a passage and press Enter, or add a code here
codebook-name = Name of the code
codebook-fold = Fold { $name }
codebook-unfold = Unfold { $name }
codebook-colour = Colour of { $name }
codebook-apply = Code the selection
codebook-heading = Make it a heading
codebook-no-heading = Make it applicable
codebook-to-top = Move to the top level
codebook-recolour = Choose a colour…
codebook-list = List its codings
codebook-stick = Stick to it: code every selection
codebook-unstick = Stick to it no longer
codebook-move = Move
codebook-up = Up
codebook-down = Down
codebook-in = Under the one above
codebook-out = Beside its parent
codebook-merge = Merge…
codebook-split = Split…
codebook-duplicate = Duplicate
codebook-overlapping = Merge its overlapping passages
codebook-only-these = Show only their marks
codebook-alone = Choose only this one
codebook-hover-apply = Click to code the selection with it
codebook-hover-inspect = Click to inspect. With a passage selected, a click codes it
codebook-hover-heading = A heading: it groups codes and is not applied. Click to inspect
hover-when = When: { $words }
hover-when-not = Not when: { $words }
codebook-remove = Remove the code { $name }?
codebook-remove-detail = { $count ->
    [0] It has no codings
    [one] One coding goes with it
   *[other] { $count } codings go with it
}{ $below ->
    [0] . Undo brings everything back
    [one] . The code below it moves up. Undo brings everything back
   *[other] . The { $below } codes below it move up. Undo brings everything back
}

removal-many = Remove { $count } codes?
removal-more = { $sources ->
    [one] In one source
   *[other] In { $sources } sources
}{ $memos ->
    [0] { "" }
    [one] ; one memo on them goes as well
   *[other] ; { $memos } memos on them go as well
}
removal-gone = { $count ->
    [one] The coding goes too
   *[other] The { $count } codings go too
}
removal-kept = Give the passages another code
removal-hint = Name of the code that gets them

merging-title = Make one code of several
merging-into = This one stays
merging-hint = Name of the code that stays
merging-button = Merge
merging-not = These cannot be merged: a heading cannot take passages, and a code not itself
merging-moves = { $name }: { $count ->
    [one] one passage moves
   *[other] { $count } passages move
}{ $once ->
    [0] { "" }
    [one] , one is coded so already
   *[other] , { $once } are coded so already
}{ $below ->
    [0] { "" }
    [one] , one code below it moves
   *[other] , { $below } codes below it move
}
merging-help = Names, definitions, examples and memos go over as well. One undo takes it all back

splitting-title = Split the code { $name }
splitting-coder = By coder
splitting-source = By source
splitting-hand = By hand: the passages ticked get a new code
splitting-name = Name of the new code, or what their names begin with
splitting-button = Split
splitting-not = There is only one part, so there is nothing to split
splitting-help = The new codes stand under it. One undo takes it all back
passages-list = Its passages; Space ticks one

examples-title = Examples of { $name }
examples-none = It has no passages yet
examples-pick = Pick…
examples-drop = No longer an example
examples-quote = “{ $quote }”

recode-title = Another code for { $name } on “{ $quote }”
recode-here = { $count ->
    [1] On this passage
   *[other] On these { $count } passages
}
recode-source = Everywhere in this source ({ $count })
recode-everywhere = Everywhere, by every coder ({ $count })
recode-mine = Everywhere, only mine ({ $count })
recode-shown = Among the marks that are shown ({ $count })
recode-hint = Name of the other code
recode-field = The other code
recode-keys = Enter gives it · Alt+Down how far · Escape lets it be

here-title = Codings here
here-keys = Enter or a number goes there · Delete removes it · { $recode } another code

nearby-code = Code with { $name }
nearby-key = Key { $key }
nearby-more = Other codes

swatch-title = Colour of { $name }
swatch-colour = Colour

codings-filter = Find in the codings
codings-only-code = Only this code
codings-any-code = All codes
codings-only-shown = Only this source
codings-empty = No codings yet. Select a passage and choose a code
codings-none = No coding matches
codings-coming = Its codings are still being read: texts can be read and searched already, and coded in a moment
codings-quote = Quote
codings-place = Place
codings-hover = Click to go to its place, Ctrl click to mark several
codings-review = Only those to look at again
codings-remove = { $count ->
    [one] Remove the coding
   *[other] Remove { $count } codings
}

record-project = Project
record-coder = Coder
record-code = Code
record-variable = Variable
record-case = Case
record-set = Set
record-link = Link
record-query = Query
record-gloss = Gloss
record-recipe = Recipe
record-source = Source
record-quotation = Quotation
record-coding = Coding
record-memo = Memo
record-conflict = Conflict

inspector-name = Name
inspector-name-hint = Name
inspector-aliases = Other names
inspector-aliases-hint = governance, rule
inspector-definition = Definition
inspector-definition-hint = What it means and when it is used
inspector-when = When to use it
inspector-when-hint = Use it when…
inspector-when-not = When not to use it
inspector-when-not-hint = Do not use it when…
inspector-examples = Examples

meaning-asks = Was only the wording changed, or what the code means?
meaning-wording = Only the wording
meaning-new = { $count ->
    [one] What it means: look at its passage again
   *[other] What it means: look at its { $count } passages again
}
reviewing-count = { $count ->
    [one] One passage wants a second look
   *[other] { $count } passages want a second look
}
reviewing-go = Look at them
reviewing-all = All still fit
reviewing-fits = Still fits
reviewing-fits-help = The code { $name } means something else than when this was coded. Say that it fits even so
inspector-key = Key
inspector-key-hint = 1
inspector-colour = Colour
inspector-applicable = Passages may be coded with it
inspector-above = Below
inspector-sources = Sources
inspector-codes = Codes
inspector-codings = Codings
inspector-coders = Coders
inspector-created = Made
inspector-lacking = No glyph for
inspector-added = Added
inspector-path = File
inspector-characters = Characters
inspector-lines = Lines
inspector-origin = From
inspector-encoding = Encoding
inspector-changes = Changed
inspector-citation = Cited as
inspector-place = Place
inspector-line = Line
change-bom = Byte order mark dropped
change-line-ends = { $count } line ends unified
change-replaced = { $count } characters could not be read, the first at { $place }
citation-author = Author
citation-title = Title
citation-journal = In
citation-year = Year
citation-pages = Pages
memo-field = Memo
memo-field-hint = What you want to remember about it

quotation-unsure = The text changed since this was marked. Recorded was:
quotation-lost = This passage was not found any more. Recorded was:
quotation-uncode = Remove the coding with { $name }
quotation-more = More about the coding { $name }
quotation-recode = Another code…
quotation-example = Make it an example of the code
quotation-no-example = No longer an example of the code

search-hint = Words, "exact words" or /a pattern/
search-field = Find in all sources
search-at = { $at } of { $all }
search-count = { $all } places
search-code-all = Code them all…
search-code-name = Name of a code
search-close = Close the search

status-codings = { $here } of { $count } codings
status-coming = codings are being read…
status-caret = at { $at }
status-selected = { $start }–{ $end } · { $count ->
    [one] 1 character
   *[other] { $count } characters
}
status-changed = ● Not saved yet
status-saved = Saved
status-new = Nothing to save yet
status-sticky = Every selection: { $name }
status-sticky-help = Everything you select is coded with it. Escape or a click here ends that
status-waiting = { $count ->
    [one] 1 text waits to be added
   *[other] { $count } texts wait to be added
}
job-cancel = Stop

level-done = Done
level-hint = Hint
level-warning = Warning
level-error = Not done
toast-more = { $count ->
    [one] 1 more notice. Dismiss all
   *[other] { $count } more notices. Dismiss all
}

question-unsaved = Save the changes to { $name } first?
question-unsaved-detail = Without saving, what was done since the last save is lost
question-save = Save
question-discard = Do not save
question-overwrite = { $name } was changed on disk since it was opened
question-overwrite-detail = Joining takes in what was done there and shows it first. Replacing keeps the version on disk as a backup beside it
question-replace = Replace it
question-elsewhere = Save elsewhere…
question-resembles = There is a code much like that already: { $name }
question-resembles-detail = Names are compared without regard to width, capitals, blanks and traditional characters
question-use-old = Use that one
question-make-new = Make a new one

about-open = About Zhupi
about-help = What Zhupi is

palette-hint = Type what you want to do
palette-field = Command
palette-none = No command is called that

quick-hint = A code's name, or a new one
quick-field = Code for the selection
quick-new = New code { $name }

prompt-code = New code
prompt-text = Add a text
prompt-body = Text
button-close = Close

keys-title = Keyboard shortcuts
keys-filter = Find an action or a key
keys-detail = Change gives an action one new key in place of its keys
keys-press = Press the new key for “{ $action }”, or Escape
keys-clash = { $key } belongs to “{ $action }”
keys-take = Use it here
keys-change = Change
keys-change-of = Change the key of { $action }
keys-free = Take the keys of { $action } away

path-open = Open a project
path-save = Save the project
path-folder = Save the project as a folder
path-copy = Write a copy to give away
handed-name = copy
handed-title = Give a copy away
handed-help = When the copy comes back, join it here: what was left out is not taken for removed
handed-blind = Without what others coded and wrote
handed-to = The work of this coder stays
handed-to-nobody = nobody
handed-without-memos = Without memos
handed-without-texts = Without texts and the words of quotations
handed-hide-names = Hide the names of coders and cases
handed-hide = Words to hide everywhere, one a line; “name=sign” says by what
handed-give = Choose a place…
path-sources = Add a file, or a folder with all its texts
path-codebook = Codebook to import
path-export = Export to
path-field = Path
path-open-button = Open

waiting-title = { $count ->
    [one] Add this text?
   *[other] Add these { $count } texts?
}
waiting-cleaning = It looks as if pages had left marks in it. Nothing is changed but what is ticked here; what would be is shown below
waiting-column = Texts from the column
cleaning-before = Before
cleaning-after = After
cleaning-nothing = Nothing would be changed
clean-join = Join broken sentences
clean-blanks = Blanks of line ends
clean-heads = Running heads and page numbers
clean-move-notes = Footnotes to the end
clean-mark-notes = Only mark footnotes
clean-hyphens = Soft hyphens
clean-punctuation = Chinese punctuation
clean-tail = Foreign piece at the end
waiting-detail = Their encoding was guessed. If the preview is garbled, choose another
waiting-encoding = Encoding of { $name }
waiting-add = { $count ->
    [one] Add the text
   *[other] Add { $count } texts
}
waiting-drop = Do not add
waiting-replaced = { $count ->
    [one] 1 character cannot be read like this
   *[other] { $count } characters cannot be read like this
}
encoding-utf-8 = Unicode
encoding-utf-16le = Unicode
encoding-utf-16be = Unicode
encoding-gb18030 = simplified Chinese
encoding-big5 = traditional Chinese
encoding-shift-jis = Japanese
encoding-euc-jp = Japanese
encoding-iso-2022-jp = Japanese
encoding-euc-kr = Korean
encoding-windows-1252 = Western European

export-title = Export
export-group-page = To read and to count
export-group-project = The whole project, for other programs
export-group-codings = The coded texts, for annotation tools and training
export-group-codebook = The codebook by itself
export-bom = With a byte order mark
export-bom-help = Excel needs it to read Chinese

about-version = Version { $version }
about-what = A workbench for coding texts: read, mark, code, and exchange plain-text projects
about-licence = MIT or Apache-2.0
about-fonts = With the Noto fonts, SIL Open Font License 1.1

typesetting-title = Type on the page
typesetting-size = Size, in points
typesetting-measure = Characters in a line
typesetting-leading = Line height, %
typesetting-indent = Indent of paragraphs
typesetting-numbers = Numbers beside the text
typesetting-numbers-none = None
typesetting-numbers-paragraphs = Paragraphs
typesetting-numbers-lines = Paragraphs and lines
typesetting-usual = As usual

menu-marks = Marks
menu-boards = Below the page
marks-all = Show all marks
marks-mine = Only mine ({ $name })
marks-only-by = Only { $name }’s
marks-only-set = Only the set { $name }
marks-compare = Compare { $first } with { $second }
marks-by = Only the marks by { $names }
marks-with = Only the marks with { $names }
marks-in-set = Only the marks of the set { $name }
marks-compared = { $first } under the words, { $second } over them
codebook-only = Show only its marks
typesetting-pinyin = Read the word under the pointer in pinyin
typesetting-font-han = Font for Chinese characters
typesetting-font-kana = Font for kana
typesetting-font-hangul = Font for hangul
typesetting-font-latin = Font for Latin letters
typesetting-font-own = Zhupi’s own
typesetting-font-listing = Looking for fonts…
board-memos = Memos
board-cases = Cases
memos-filter = Find in the memos
memos-on = On
memos-changed = Changed
memos-empty = No memos yet. Inspect anything and write about it there
memos-none = No memo matches
cases-rows-cases = Cases
cases-rows-sources = Sources
cases-new = New case
cases-new-variable = New variable
cases-variable-name = Name of the variable
cases-empty = No cases yet. Type the name of one above, or import a table
cases-no-sources = No sources yet
cases-value = { $variable }
cases-members = In it
cases-put-in = Put a source in
cases-take-out = Take out { $record }
kind-text = text
kind-number = whole number
kind-flag = yes or no
kind-date = date
relations-mentions = Points at
relations-mentioned = Pointed at by the memos on
relations-nowhere = Nothing here is called { $name }
relations-links = Links
relations-remove-link = Remove the link { $name }
relations-copy-link = Copy link
relations-begin-link = Link…
relations-from = Link from { $record }
relations-choose-end = Now go to what it should lead to
relations-link-name = What the link says
relations-directed = In this direction only
relations-end-link = Link to this
relations-no-set = Sets
relations-sets = Sets: { $names }
relations-new-set = New set
path-values = Table of values to import
flag-yes = yes
flag-no = no

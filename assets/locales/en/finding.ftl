### Finding again: the boards of passages, words and overviews.

board-passages = Passages
board-words = Words
board-overview = Overviews
board-export = Write table…

## The field for a query.

query-field = Query
query-hint = Words, code:name, A near B 20 …
query-help = How queries are written
query-help-ask = Ask this
candidate-code = code
candidate-coder = coder
candidate-source = source
candidate-case = case
candidate-set = set
candidate-variable = variable
candidate-value = value
candidate-word = query word

## Filters that write the query.

filters = Filter…
filters-help = Choose codes, coders, sources, values and more; the query is written for you
joining-and = and
joining-or = or
joining-not = not
joining-help = How the next filter is put to the query
filter-by = Filter by { $what }
filter-code = Code
filter-below = With the codes below it
filter-coder = Coder
filter-source = Source
filter-case = Case
filter-set = Set
filter-value = Value
filter-day = Date
filter-day-hint = 2026-11-29
filter-since = Coded on this day or later
filter-before = Coded before this day
filter-memo = Memo
filter-memo-any = With a memo
filter-memo-words = Words in the memo
filter-find = Find in this list

## Passages.

found-list = Passages found
found-empty = Type words or a query above, or choose filters. Down goes to the passages, Space ticks one, Enter goes there.
found-coming = Looking…
found-none = Nothing found
found-hover = Click to go there; click the box, or press Space, to tick it
found-count = { $all } passages in { $sources } sources
found-tick-all = Tick all
found-tick-none = Tick none
found-ticked = { $count ->
    [one] { $count } ticked
   *[other] { $count } ticked
}
found-recode = Recode…
found-recode-help = Give the codings of the ticked passages, or of all, another code
found-codings = { $count ->
    [one] { $count } coding gets this code
   *[other] { $count } codings get this code
}
found-lines = Lines
found-reading = Text
found-by-place = In order of the sources
found-by-left = By what stands before
found-by-right = By what stands after
collation-code-point = By character code
collation-pinyin = By pinyin
found-code-all = Code all…
found-code-ticked = Code ticked…
found-code-name = Code
found-rule = Name of the rule (may be left out)
found-rule-help = With a name the query is saved as a rule, which can be run again and taken back
found-unit = How much is coded
found-preview = { $new } new, { $coded } coded so already
found-code = Code
unit-coded-hit = The place itself
unit-coded-sentence = Its sentence
unit-coded-paragraph = Its paragraph
unit-coded-section = From here to the next place
unit-coded-speech = What the speaker says

queries-saved = Saved
queries-none = No query is saved yet
queries-name = Name of this query
queries-save = Save query
queries-run = Run rule { $name }
queries-run-short = Run…
queries-run-help = Shows what it would code first
queries-take-back = { $count ->
    [one] Take { $count } coding back
   *[other] Take { $count } codings back
}
queries-remove = Remove

## Words.

words-empty = How often words stand, what sets a part of the texts apart, and which words stand together.
words-count-now = Count words
words-coming = Counting…
words-none = There are no words here
words-sum = { $words } words, { $forms } listed
words-again = Count again
words-again-help = The project has changed since these words were counted
words-go = Show where it stands
words-in = In { $part }
words-against = Against { $part }
words-node = Word
words-window = Words on each side
words-least = At least
words-least-help = How often a word must stand to be listed
part-all = all texts
part-rest = all the rest
part-query = the passages of { $query }

words-by-frequency = How often
words-by-keyness = Keywords: keyness
words-by-weight = Keywords: TF-IDF
words-by-rank = Keywords: TextRank
words-by-company = Collocations
words-help-frequency = Every word with how often and how evenly it stands
words-help-keyness = What sets a part apart from the rest or from another part, by log-likelihood
words-help-weight = Words that are frequent here and stand in few sources
words-help-rank = Words that many others stand near to
words-help-company = Words that stand near a word more often than by chance

words-word = Word
words-about-word = As it stands first; width, letter case and traditional forms do not count
words-count = Count
words-about-count = How often it stands in this part
words-sources = Sources
words-about-sources = In how many sources of this part
words-per-million = Per million
words-about-per-million = How often in a million words
words-dispersion = Dispersion
words-about-dispersion = Deviation of proportions (Gries 2008): 0 is spread evenly over the sources, near 1 is all in one small one
words-rest = Against
words-about-rest = How often it stands in what this part is set against
words-log-likelihood = Log-likelihood
words-about-log-likelihood = G² (Dunning 1993, Rayson and Garside 2000): from 3.84 on, chance in fewer than 5 of 100; negative when rarer than expected
words-log-ratio = Log ratio
words-about-log-ratio = Binary logarithm of how many times more frequent (Hardie 2014): 1 is twice, −1 half as often
words-tf-idf = TF-IDF
words-about-tf-idf = Share of this part’s words × ln((1 + sources) / (1 + sources with it)), in thousandths (Salton and Buckley 1988)
words-text-rank = TextRank
words-about-text-rank = Weight handed on between words at most four words apart (Mihalcea and Tarau 2004); the mean is 1
words-together = Together
words-about-together = How often it stands near the word
words-expected = Expected
words-about-expected = How often it would by chance
words-mutual-information = MI
words-about-mutual-information = Mutual information log₂(O/E) (Church and Hanks 1990)
words-t-score = t score
words-about-t-score = (O − E)/√O (Church et al. 1991)
words-log-dice = logDice
words-about-log-dice = 14 + log₂(2 O/(f₁ + f₂)) (Rychlý 2008); does not depend on the size of the texts

words-lists = Word lists…
words-lists-help = Words that are passed over, and the project’s own words; kept in the project
words-stop = Words passed over, one a line
words-own = Own words that stay in one piece, one a line
words-stop-usual = Add the usual ones
words-lists-save = Save lists

## Overviews.

overview-coming = Counting…
overview-none = Nothing is coded here
overview-values = Codes by a variable
overview-sequence = Order of codes in a source
overview-below = With codes below
overview-below-help = Codings count for the codes above theirs as well
overview-picture = Picture
overview-table = Table
overview-only = Only { $name }
overview-everybody = All coders
overview-grid = Overview
relation-overlaps = Overlapping
relation-near = Near each other
relation-sentence = In one sentence
relation-paragraph = In one paragraph
relation-most = Characters between them at most
measure-codings = Codings
measure-quotations = Passages
measure-characters = Characters

## What can be asked.

action-ask-query = Find passages…
help-ask-query = Ask a query and see its passages in lines: words, codes, relations, values
action-show-passage = Show a passage
help-show-passage = Show a passage where it stands
action-code-passages = Code passages
help-code-passages = Code many passages in one step
action-list-words = Count words
help-list-words = Count words: how often, keywords, collocations
action-set-words = Set word lists
help-set-words = Set the words passed over when words are counted, and the project’s own words
action-show-overview = Show an overview
help-show-overview = Show codes by sources, cases, values or coders, codes together, or their order in a source
action-write-passages = Write passages
help-write-passages = Write what a query gives as a table, with what stands around each passage
action-write-words = Write words
help-write-words = Write a list of words as a table
done-set-words = set the word lists of { $what }
table-by-sequence = Order of codes
error-no-png = This build of Zhupi draws no PNG; nothing was written. Write it as SVG, or use the build with a window
error-picture-too-large = The picture is { $width } × { $height } points, too large to be read as PNG; nothing was written. Write it as SVG or XLSX, or let fewer codes pass
command-no-png = This build draws no PNG
error-no-picture = Only overviews can be written as pictures; nothing was written. Write it as XLSX or CSV
job-rule = Finding what a rule codes
found-cell = Exactly what the cell { $row } × { $column } counts
found-cell-lost = { $count ->
    [one] one more is lost
   *[other] { $count } more are lost
}
found-cell-drop = Ask the query above instead
error-no-overview = No overview is shown as a table, so there is no cell to open. Show one first
error-no-cell = The overview has no row or column { $at }; it has { $of }
job-ask = Finding passages
job-count = Counting
command-arg-in = Count only in the passages that this query gives
command-arg-against = Compare with the passages that this query gives (log-likelihood)
command-arg-rank = Keywords by tf-idf or text-rank

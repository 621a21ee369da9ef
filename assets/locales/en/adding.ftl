change-insertions = insertions under review accepted: { $count }
change-deletions = deletions under review carried out: { $count }
change-comments = comments left out: { $count }
change-notes = footnotes and endnotes put at the end: { $count }
change-pictures = pictures left out: { $count }
change-heads = heads and feet of pages left out: { $count }
change-list-numbers = numbers of list items left out: { $count }
change-hidden = hidden pieces left out: { $count }
change-readings = readings above characters left out: { $count }
change-symbols = signs of symbol fonts left out: { $count }
change-boxes = boxes of text put behind their paragraphs: { $count }
change-rows = rows of tables as lines with tabs: { $count }
change-navigation = menus and other parts around the text left out: { $count }
change-clean-join = breaks by line and page ends joined: { $count }
change-clean-blanks = blanks of line ends removed: { $count }
change-clean-heads = running heads and page numbers removed: { $count }
change-clean-move-notes = footnotes moved to the end and numbered through: { $count }
change-clean-mark-notes = footnotes marked: { $count }
change-clean-hyphens = soft hyphens removed: { $count }
change-clean-punctuation = marks brought to the width of Chinese text: { $count }
change-clean-tail = paragraphs of a foreign piece behind the end cut off: { $count }
notice-changed = { $name }: { $changes }
notice-suggested = { $path } looks as if taken from pages: { $found } would be the work of a clean-up. It was added as it is
hint-clean = Undo, and add it with --clean suggested; with --preview the changes are shown first
error-text-broken = { $path } cannot be read: part of it is missing or damaged. Nothing was added; open it in the program it comes from and save it anew
error-text-too-large = { $path } is larger, or unpacks to more, than can be read. Nothing was added; save its text alone and add that
error-text-locked = { $path } is locked with a password. Nothing was added; save it without one and add that
error-text-old = { $path } is a file of an older office program, such as .doc. Nothing was added; save it as .docx and add that
error-text-no-document = { $path } is a packed folder and holds no document. Nothing was added; unpack it and add the texts in it
error-text-empty = { $path } holds no text. Nothing was added
error-text-xml = { $path } cannot be read: in { $part }, { $why }. Nothing was added; open it in the program it comes from and save it anew
error-no-step = There is no clean-up step “{ $name }”. There are: suggested, all, { $known }
change-cue-names = names of cues left out: { $count }
change-cue-tags = looks and places of subtitles left out: { $count }
error-text-no-cues = { $path } is called subtitles, but no line of it is a time such as 00:00:01,000 --> 00:00:04,000. Nothing was added; rename it to .txt to add it as it is
change-text-column = texts taken from the column { $count }
change-empty-rows = rows without a text left out: { $count }
error-text-no-column = { $path } has no column named { $name }; it has { $columns }. Nothing was added
notice-columns = { $path }: { $count } rows are texts of their own, taken from the column “{ $text }”; the other columns are their values. --text-column takes another
notice-columns-named = { $path }: { $count } rows are texts of their own, taken from the column “{ $text }” and named after “{ $called }”; the other columns are their values. --text-column takes another
change-unreadable = characters of which the file does not tell which they are: { $count }
error-pdf-not-built = { $path } was not read: this build cannot read PDF. Nothing was added; open it in a reader of PDF, copy its text, and add that
error-pdf-too-much = { $path } was not read: it took more time or memory than a PDF may. Nothing was added; save it in parts, or copy its text and add that
error-pdf-broken = { $path } cannot be read as a PDF: it is damaged, or made in a way that is not understood. Nothing was added; print it to a new PDF, or copy its text and add that
error-pdf-pictures = { $path } holds no words: its { $count } pages are pictures. Nothing was added; have its characters recognised (OCR) and add that
changes-between = {"; "}
notice-columns-cases = { $path }: { $count } rows are cases with the other columns as their values; the column “{ $text }” holds a text of each. --text-column takes another, and an empty name none
notice-columns-only-cases = { $path }: { $count } rows are cases with the columns as their values, and no column holds texts. --text-column says which does
notice-added-cases = { $count ->
    [one] Added one case with its values
   *[other] Added { $count } cases with their values
}
done-add-cases = { $count ->
    [one] add the case { $what }
   *[other] add { $count } cases
}
action-set-rows = Choose what the rows become
help-set-rows = Say whether the rows of a waiting table become sources, or cases with their values
command-arg-rows-as = What the rows of a table become: sources, or cases with the columns as values and a source where there is a text
waiting-rows = Each row is
waiting-rows-sources = a text with values
waiting-rows-cases = a case with values
waiting-column-none = none
waiting-title-cases = { $count ->
    [one] Add this case?
   *[other] Add these { $count } cases?
}
waiting-add-cases = { $count ->
    [one] Add the case
   *[other] Add { $count } cases
}
dropped-table = What does { $name } tell?
dropped-texts = Its rows are new texts or cases
dropped-values-cases = Values of cases, by their names
dropped-values-sources = Values of texts that are here, by their names
error-dictionary-empty = { $path } is empty. No dictionary was taken in
error-dictionary-binary = { $path } is { $kind }, not a text. No dictionary was taken in; save it as CSV or as text with tabs and take that
error-dictionary-too-large = { $path } is larger than 64 MB or has more than a million entries. No dictionary was taken in; take a part of it
error-dictionary-no-entries = { $path } holds no word. No dictionary was taken in; it wants a word a line, as in CC-CEDICT, or a table with the word in a column of its own
notice-dictionary-unread = { $path }: { $entries } entries were taken, { $count } lines were passed over. The first of them: { $first }
flaw-form = line { $line } is no entry
flaw-no-word = line { $line } has no word
flaw-too-long = line { $line } is too long

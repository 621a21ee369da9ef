path-import = Project to import
notice-imported = Took over { $path } – sources: { $sources }, codes: { $codes }, passages: { $quotations }, codings: { $codings }
notice-imported-new = It is a new project that lies nowhere yet; save it under a name of its own

format-csv = CSV
format-help-csv = A table for a spreadsheet, one coding a row
format-xlsx = Workbook
format-help-xlsx = For Excel, LibreOffice and WPS: a coding a row, the codes on a second sheet, codes by sources on a third
format-json = JSON
format-help-json = For other programs
format-md = Markdown
format-help-md = Quotes under their codes, to read or to paste
format-html = HTML
format-docx = Word document
format-help-docx = The coded texts with codes as styles and codings as comments, to edit on or to hand out
format-qdpx = REFI-QDA project
format-help-qdpx = Texts, codes, codings, memos, cases and more for NVivo, ATLAS.ti, MAXQDA, QualCoder and others
format-codes-csv = Codebook, CSV
format-help-codes-csv = The codes as a table, which can be imported again
format-codes-ron = Codebook, RON
format-help-codes-ron = The codes with everything about them, for Zhupi and other programs
format-codes-md = Codebook, Markdown
format-help-codes-md = The codes to read and edit, which can be imported again
format-codes-qdc = Codebook, REFI-QDA
format-help-codes-qdc = The codes for NVivo, ATLAS.ti, MAXQDA, QualCoder and others, with their ids
format-codes-html = Codebook to print
format-help-codes-html = Definitions, uses, examples and counts, one file for any browser
format-help-html = The coded texts in colour, one file for any browser

notice-offsets = Offsets were measured in { $count ->
    [one] one source
   *[other] { $count } sources
}: they count { $way }. Counted so, { $fit } of { $edges } edges fit the words; counted in the next best way, { $next }
notice-offsets-unsure = Offsets were measured in { $count ->
    [one] one source
   *[other] { $count } sources
}: they were taken to count { $way }, though another way does nearly as well: { $fit } of { $edges } edges fit the words so, { $next } otherwise. Look at some passages
notice-offsets-apart = { $count ->
    [one] One selection was counted in another unit, in which its name is its words
   *[other] { $count } selections were counted in another unit, in which their names are their words
}
notice-offsets-choose = Project › How offsets are counted shows the other ways, and reads the file again in one of them
action-choose-offsets = How offsets are counted…
help-choose-offsets = Show how the offsets of the file that was imported last were read, with the other ways and how well each fits
action-read-again = Read the file again
help-read-again = Read the file that was imported last again, its offsets counted in another way, in the place of what it was read as
error-no-offsets = No file was imported whose offsets can be read in another way
error-changed-since = The project was changed since { $path } was read, so it cannot be read again in its place. Nothing was changed; undo back to the import, or import the file anew with its offsets told
offsets-title = How are offsets counted in { $name }?
offsets-sure = This was measured on all selections; the way that was taken is { $margin } points ahead of the next
offsets-unsure = This was measured on all selections, and no way is clearly the best: look at some passages before you go on
offsets-several = This was measured on all selections; not all sources are counted in the same way. What you choose counts for all of them
offsets-told = The way that was taken was told, not measured
offsets-fit = { $fit } of { $edges } edges fit the words
offsets-taken = taken
offsets-read = Read again
offsets-leave = Leave it
counted-way = { $unit }{ $ends }{ $mark }{ $last }
counted-chars = characters
counted-utf16 = UTF-16 units
counted-bytes = bytes of UTF-8
counted-ends = , line ends as two
counted-mark = , the byte order mark too
counted-last = , and end with the last character

losses-title = What did not come over from { $name }
losses-title-out = What has no place in { $name }
losses-file = What did not fit
losses-out = Not in the file
losses-origin = Written by { $origin }
losses-left = Left out or changed
losses-place = line { $line }
losses-nothing = Nothing
losses-offsets = How offsets are counted
error-import-broken = { $path } cannot be unpacked: part of it is missing or damaged. Nothing was taken over; export it once more
error-import-too-large = { $path } is larger, or unpacks to more, than can be read. Nothing was taken over; export it without pictures and recordings, or in parts
error-import-locked = { $path } is locked with a password. Nothing was taken over; export it without one
error-import-no-project = { $path } holds no project. Nothing was taken over
error-import-format = { $path } is of no format that can be imported. Nothing was taken over; say which it is with --from, or add it as a text
error-import-codebook = { $path } holds a codebook alone. Import it as a codebook into a project
error-import-xml = { $path } cannot be read: { $why }. Nothing was taken over
error-import-unsound = { $path } cannot be read: what it holds does not fit together ({ $why }). Nothing was taken over

loss-no-text = { $count ->
    [one] The text of one source is not in the file; it was left out with what is coded in it
   *[other] The texts of { $count } sources are not in the file; they were left out with what is coded in them
}
loss-bad-text = { $count ->
    [one] One source is no text that can be read; it was left out
   *[other] { $count } sources are no texts that can be read; they were left out
}
loss-outside = { $count ->
    [one] One selection lies outside of its text; it was left out
   *[other] { $count } selections lie outside of their texts; they were left out
}
loss-with-source = { $count ->
    [one] One selection was left out with its source
   *[other] { $count } selections were left out with their sources
}
loss-pdf-text = { $count ->
    [one] Of one PDF only the text came over
   *[other] Of { $count } PDFs only the texts came over
}
loss-pdf = { $count ->
    [one] One PDF came without a text; it was left out
   *[other] { $count } PDFs came without texts; they were left out
}
loss-picture = { $count ->
    [one] One picture was left out
   *[other] { $count } pictures were left out
}
loss-picture-area = { $count ->
    [one] One area of a picture was left out
   *[other] { $count } areas of pictures were left out
}
loss-audio = { $count ->
    [one] One recording was left out
   *[other] { $count } recordings were left out
}
loss-audio-stretch = { $count ->
    [one] One stretch of a recording was left out
   *[other] { $count } stretches of recordings were left out
}
loss-video = { $count ->
    [one] One film was left out
   *[other] { $count } films were left out
}
loss-coding-left = { $count ->
    [one] One coding was left out with what it codes
   *[other] { $count } codings were left out with what they code
}
loss-no-code = { $count ->
    [one] One coding has a code that is not in the codebook; it was left out
   *[other] { $count } codings have codes that are not in the codebook; they were left out
}
loss-whole-source = { $count ->
    [one] One coding of a whole source became one of a passage that is all of its text
   *[other] { $count } codings of whole sources became codings of passages that are all of their texts
}
loss-bad-value = { $count ->
    [one] One value does not fit its variable; it was left out
   *[other] { $count } values do not fit their variables; they were left out
}
loss-as-words = { $count ->
    [one] The values of one variable became words: they are no whole numbers, days, or yes and no
   *[other] The values of { $count } variables became words: they are no whole numbers, days, or yes and no
}
loss-empty-remark = { $count ->
    [one] One memo without words was left out
   *[other] { $count } memos without words were left out
}
loss-shared-remark = { $count ->
    [one] One memo hangs on several things; each has a copy
   *[other] { $count } memos hang on several things; each has a copy
}
loss-loose-remark = { $count ->
    [one] One memo hangs on nothing that can have it; it hangs on the project now
   *[other] { $count } memos hang on nothing that can have them; they hang on the project now
}
loss-no-member = { $count ->
    [one] One thing that a case, a set or a memo belongs with did not come over; it is not named there
   *[other] { $count } things that cases, sets or memos belong with did not come over; they are not named there
}
loss-no-end = { $count ->
    [one] One link to something that did not come over was left out
   *[other] { $count } links to things that did not come over were left out
}
loss-two-way = { $count ->
    [one] One link in both directions has none now
   *[other] { $count } links in both directions have none now
}
loss-graph = { $count ->
    [one] One drawing was left out
   *[other] { $count } drawings were left out
}
loss-rich-text = { $count ->
    [one] Of one source the plain text came over, its layout did not
   *[other] Of { $count } sources the plain texts came over, their layout did not
}
loss-shared-guid = { $count ->
    [one] One id was used twice; the second got another
   *[other] { $count } ids were used twice; the second of each got another
}
loss-bad-name = { $count ->
    [one] One name was missing or too long; it was replaced or cut
   *[other] { $count } names were missing or too long; they were replaced or cut
}
loss-unknown = { $count ->
    [one] One element is not known; it was left out
   *[other] { $count } elements are not known; they were left out
}
loss-astray = { $count ->
    [one] One name of a file leads out of the folder; it was not followed
   *[other] { $count } names of files lead out of the folder; they were not followed
}

unplaced-codes = { $count ->
    [one] One code has other names, a key, uses or examples, for which there is no place; they are not in the file
   *[other] { $count } codes have other names, keys, uses or examples, for which there is no place; they are not in the file
}
unplaced-passages = { $count ->
    [one] One passage that is not found in its text is not in the file
   *[other] { $count } passages that are not found in their texts are not in the file
}
unplaced-members = { $count ->
    [one] One member of a case or set has no place there and is not in the file
   *[other] { $count } members of cases and sets have no place there and are not in the file
}
unplaced-links = { $count ->
    [one] One end of a link has no place there, so the link is not in the file
   *[other] An end of { $count } links has no place there, so they are not in the file
}
unplaced-memos = { $count ->
    [one] What one memo is on is not in the file, so it hangs on nothing there
   *[other] What { $count } memos are on is not in the file, so they hang on nothing there
}
unplaced-described = { $count ->
    [one] One memo on a case, a variable or a set is the description there, without its id, its author and its time
   *[other] { $count } memos on cases, variables and sets are the descriptions there, without their ids, authors and times
}
unplaced-media = { $count ->
    [one] One PDF, picture or recording goes back without its file, which was not kept
   *[other] { $count } PDFs, pictures and recordings go back without their files, which were not kept
}
unplaced-queries = { $count ->
    [one] One saved query is not in the file
   *[other] { $count } saved queries are not in the file
}
unplaced-glosses = { $count ->
    [one] One gloss of a word is not in the file
   *[other] { $count } glosses of words are not in the file
}
unplaced-recipes = { $count ->
    [one] One recipe of reading packs is not in the file
   *[other] { $count } recipes of reading packs are not in the file
}
unplaced-rules = { $count ->
    [one] The rule that made one coding is not named in the file
   *[other] The rules that made { $count } codings are not named in the file
}
unplaced-conflicts = { $count ->
    [one] One conflict that is not decided is not in the file
   *[other] { $count } conflicts that are not decided are not in the file
}
unplaced-code-details = { $count ->
    [one] Of one code only the name is in the file
   *[other] Of { $count } codes only the names are in the file
}
unplaced-code-memos = { $count ->
    [one] One memo on a code is not in the file
   *[other] { $count } memos on codes are not in the file
}
unplaced-unused = { $count ->
    [one] One code without a coding is not in the file
   *[other] { $count } codes without a coding are not in the file
}
unplaced-texts = { $count ->
    [one] The text of one source is not in the file
   *[other] The texts of { $count } sources are not in the file
}
unplaced-bare = { $count ->
    [one] One passage without a code is not in the file
   *[other] { $count } passages without a code are not in the file
}
unplaced-all-links = { $count ->
    [one] One link is not in the file
   *[other] { $count } links are not in the file
}
unplaced-other-memos = { $count ->
    [one] One memo on something else than a coding or its passage is not in the file
   *[other] { $count } memos on something else than codings and their passages are not in the file
}
unplaced-values = { $count ->
    [one] The values of one source are not in the file
   *[other] The values of { $count } sources are not in the file
}
unplaced-cases = { $count ->
    [one] One case is not in the file
   *[other] { $count } cases are not in the file
}
unplaced-sets = { $count ->
    [one] One set is not in the file
   *[other] { $count } sets are not in the file
}
notice-left-page = { $count ->
    [one] One kind of thing in the project has
   *[other] { $count } kinds of things in the project have
} no place in { $format }; Project › Save what did not fit names them
error-no-losses = Nothing was imported or exported yet, so there is nothing to tell of it
unplaced-codings = { $count ->
    [one] One coding of a passage that is not in the file is not there either
   *[other] { $count } codings of passages that are not in the file are not there either
}
loss-split = { $count ->
    [one] One passage is in several pieces; each piece was taken over as a passage of its own
   *[other] { $count } passages are in several pieces; each piece was taken over as a passage of its own
}
loss-by-words = { $count ->
    [one] One passage was put where its words stand, not where its offsets say
   *[other] { $count } passages were put where their words stand, not where their offsets say
}
loss-unsure = { $count ->
    [one] Of one passage only something like its words was found; look at it
   *[other] Of { $count } passages only something like their words was found; look at them
}
loss-not-found = { $count ->
    [one] The words of one passage were not found in its text; it is kept with them as lost
   *[other] The words of { $count } passages were not found in their texts; they are kept with them as lost
}
loss-bad-line = { $count ->
    [one] One line is not understood; it was left out
   *[other] { $count } lines are not understood; they were left out
}
loss-important = { $count ->
    [one] One coding was marked as important; the mark was left out
   *[other] { $count } codings were marked as important; the marks were left out
}
loss-report = { $count ->
    [one] One saved report was left out
   *[other] { $count } saved reports were left out
}
loss-other-project = { $count ->
    [one] Another project in the same file was left out
   *[other] { $count } other projects in the same file were left out
}
loss-newer = The file is of a newer version than is known; what is new in it was not read
error-import-database = { $path } cannot be read as a database: { $why }. Nothing was taken over; close it in the program that made it, and make a copy there
error-import-schema = { $path } is a database, but not one of a known version of QualCoder or Taguette. Nothing was taken over; export it there as REFI-QDA
error-import-no-sqlite = { $path } is a database, and this build reads none. Nothing was taken over; export it there as REFI-QDA
error-only-read = This format can be read but not written
format-qualcoder = QualCoder
format-help-qualcoder = A project of QualCoder: its folder, or the data.qda in it
format-taguette = Taguette
format-help-taguette = A database of Taguette
unplaced-tree = { $count ->
    [one] One code stands under another, for which there is no place; it is a label by itself in the file
   *[other] { $count } codes stand under others, for which there is no place; they are labels by themselves in the file
}
unplaced-renamed = { $count ->
    [one] One code has another name in the file: labels have no blanks, and no two are the same
   *[other] { $count } codes have other names in the file: labels have no blanks, and no two are the same
}
unplaced-edges = { $count ->
    [one] One passage is drawn in by the blanks or line ends at its edges
   *[other] { $count } passages are drawn in by the blanks or line ends at their edges
}
unplaced-blanks = { $count ->
    [one] One coding of nothing but blanks or line ends is not in the file
   *[other] { $count } codings of nothing but blanks or line ends are not in the file
}
unplaced-merged = { $count ->
    [one] One coding is in the file once with another of the same code and place
   *[other] { $count } codings are in the file once with others of the same code and place
}
unplaced-coders = { $count ->
    [one] Who coded is not in the file: one coder
   *[other] Who coded is not in the file: { $count } coders
}
unplaced-times = { $count ->
    [one] When it was made is not in the file: one coding
   *[other] When they were made is not in the file: { $count } codings
}
unplaced-side-memos = { $count ->
    [one] One memo on something else than a coding is not in the file
   *[other] { $count } memos on something else than codings are not in the file
}
unplaced-all-memos = { $count ->
    [one] One memo is not in the file
   *[other] { $count } memos are not in the file
}
unplaced-all-lines = { $count ->
    [one] The line ends of one memo are blanks in the file
   *[other] The line ends of { $count } memos are blanks in the file
}
loss-rejected = { $count ->
    [one] One text was rejected there; its annotation was left out
   *[other] { $count } texts were rejected there; their annotations were left out
}
error-import-not-text = { $path } is no text that can be read. Nothing was taken over; say with --from which format it is
error-import-json = { $path } is not JSON as it should be: line { $line }, column { $column } ({ $why }). Nothing was taken over; part of it may be missing
error-import-no-texts = { $path } only names its texts, and { $name } lies neither in the project nor beside the file. Nothing was taken over; add the text first, or put it beside the file
path-import-into = File of another program to take into the project
notice-imported-into = Took { $path } into the project – new sources: { $sources }, codes: { $codes }, codings: { $codings }; here already: { $same } codings. Undo takes all of it back
notice-imported-same = { $count ->
    [one] { $path } says nothing that is not here already (1 coding)
   *[other] { $path } says nothing that is not here already ({ $count } codings)
}
done-import-into = import { $what }
format-w3c = W3C Web Annotation
format-help-w3c = JSON-LD that points into texts lying elsewhere, for annotation tools of the web
format-hypothesis = Hypothes.is
format-help-hypothesis = Annotations of web pages
format-brat = brat standoff
format-help-brat = A packed folder of texts and .ann files, for brat and tools that read it
format-doccano = doccano JSONL
format-help-doccano = A text a line with its labelled places, for doccano and training
format-label-studio = Label Studio JSON
format-help-label-studio = Tasks with annotations, for Label Studio
format-prodigy = Prodigy JSONL
format-help-prodigy = A text a line with its spans, for Prodigy and spaCy
format-pubannotation = PubAnnotation JSON
format-help-pubannotation = A text with denotations
format-cas = UIMA CAS JSON
format-help-cas = Texts with annotations, for INCEpTION, dkpro-cassis and UIMA
format-webanno = WebAnno TSV 3
format-help-webanno = A packed folder of tables, a token a line, for INCEpTION and WebAnno
format-conll = CoNLL by character
format-help-conll = A character a line with B-, I- and O tags, for training
loss-kept = { $count ->
    [one] One drawing is not shown here; it is kept and goes back with REFI-QDA
   *[other] { $count } drawings are not shown here; they are kept and go back with REFI-QDA
}
loss-kept-source = { $count ->
    [one] Of one source there is nothing to show – a picture, a recording, or a text that is not in the file; it is kept and goes back with REFI-QDA
   *[other] Of { $count } sources there is nothing to show – pictures, recordings, or texts that are not in the file; they are kept and go back with REFI-QDA
}
loss-kept-area = { $count ->
    [one] One area of a PDF or picture is not shown here; it is kept and goes back with REFI-QDA
   *[other] { $count } areas of PDFs and pictures are not shown here; they are kept and go back with REFI-QDA
}
loss-kept-coding = { $count ->
    [one] One coding is on something that is not shown here, and is not counted; it is kept and goes back with REFI-QDA
   *[other] { $count } codings are on things that are not shown here, and are not counted; they are kept and go back with REFI-QDA
}
loss-kept-part = { $count ->
    [one] One part is not known here or has no place; it is kept and goes back with REFI-QDA
   *[other] { $count } parts are not known here or have no place; they are kept and go back with REFI-QDA
}
loss-kept-too-large = { $count ->
    [one] One part that could have been kept for REFI-QDA is too large; it was left out
   *[other] { $count } parts that could have been kept for REFI-QDA are too large; they were left out
}
loss-not-kept = { $count ->
    [one] One thing that is not shown here was left out, as only a project of its own keeps it; import the file as a project if it is to go back with REFI-QDA
   *[other] { $count } things that are not shown here were left out, as only a project of its own keeps them; import the file as a project if they are to go back with REFI-QDA
}
loss-media = { $count ->
    [one] One file of a PDF, picture or recording was not kept; keep the file it came in
   *[other] { $count } files of PDFs, pictures and recordings were not kept; keep the file they came in
}
error-import-no-columns = { $path } is a table, but no columns in its first line are called source, code, and quote or start and end. Nothing was taken over; name them so
format-table = Table of codings
format-help-table = A coding a row: source, code, quote or start and end, coder, memo

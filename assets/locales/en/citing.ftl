# How sources are cited.

citation-volume = Volume
citation-issue = Issue
citation-publisher = Publisher
citation-doi = DOI
citation-url = Address
citation-licence = Licence

action-cite-source = Citation…
help-cite-source = Say how the source is cited: authors, title, journal, year, pages, licence and what else belongs to it
done-cite-source = change how { $what } is cited
lacking-citation = the citation
error-part-name = “{ $name }” cannot name a part of a citation; a name is one word, as in issn 1000-0000

citing-title = How “{ $name }” is cited
citing-authors = Authors, one a line
citing-journal = Journal, book or site
citing-others = Anything else, one a line: a name, then what it is
citing-others-hint = issn 1000-0000
citing-line = As one line
citing-line-empty = Nothing is told yet
citing-apply = Save

command-cite = Say how a source is cited; without words, show it – of all sources, a line each
command-arg-cited = Which source
command-arg-authors = An author; again for each, in their order
command-arg-part = Another part by its name, such as issn=1000-0000; without words it is taken away
command-arg-uncite = Forget what was told before

format-ris = Citations, RIS
format-help-ris = How each source is cited, for libraries and reference managers
format-csl-json = Citations, CSL-JSON
format-help-csl-json = The same as JSON, for Zotero and programs that set references; keeps licences too
export-group-citations = Citations
path-citations = Citations to take in
job-citations = Reading citations
action-import-citations = Citations from a file…
help-import-citations = Take citations in from RIS or CSL-JSON; each goes to the source with its DOI, else its title or file name
done-import-citations = take citations in from { $what }
command-arg-citations = Take the citations of this file in, RIS or CSL-JSON: each for the source with its DOI, else its title or file name
error-import-citations = { $path } holds citations alone. Nothing was taken over; open a project and take them in there, with zhupi cite --from or Source › Citations from a file
error-import-no-citations = { $path } holds no citation in RIS or CSL-JSON. Nothing was changed

citations-title = Citations from { $name }
notice-citations = { $count ->
    [one] One source is cited as { $path } says
   *[other] { $count } sources are cited as { $path } says
}
notice-citations-same = { $count ->
    [one] One source is cited as { $path } says already
   *[other] { $count } sources are cited as { $path } says already
}
notice-citations-none = { $count ->
    [one] One entry of { $path } fits no source here by DOI, title or file name; nothing was done with it
   *[other] { $count } entries of { $path } fit no source here by DOI, title or file name; nothing was done with them
}
notice-citations-several = { $count ->
    [one] One entry of { $path } fits several sources, and nothing tells which; nothing was done with it. Give one of them the title or DOI
   *[other] { $count } entries of { $path } fit several sources each, and nothing tells which; nothing was done with them. Give one of them the title or DOI
}
notice-citations-twice = { $count ->
    [one] One entry of { $path } is of a source that an entry before it is of; the first counts
   *[other] { $count } entries of { $path } are of sources that entries before them are of; the first count
}
notice-citations-left = { $count ->
    [one] One kind of field in { $path } has no place here and was left out
   *[other] { $count } kinds of fields in { $path } have no place here and were left out
}
unplaced-uncited = { $count ->
    [one] One source has no citation, so it is not in the file
   *[other] { $count } sources have no citation, so they are not in the file
}
unplaced-cited = { $count ->
    [one] One part of a citation has no place there and is not in the file
   *[other] { $count } parts of citations have no place there and are not in the file
}

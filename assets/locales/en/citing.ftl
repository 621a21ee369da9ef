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

# How sources are cited.

citation-volume = Volume
citation-issue = Issue
citation-publisher = Publisher
citation-doi = DOI
citation-url = Address
citation-licence = Licence

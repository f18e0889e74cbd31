"""An article as it is cited: as BibTeX, RIS and CSL-JSON, and in words after APA, Chicago and MLA."""

-- What somebody typed on the first page of signing up is carried by their browser, sealed, and lies nowhere with us.
DROP TABLE contact_attempt;

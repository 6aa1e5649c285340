"""The site: a MkDocs plugin, the frame of a page, and the pages made from the catalogue."""

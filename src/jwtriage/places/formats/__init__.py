"""One file for each format that holds keys or names them: a text in, sightings, edges and settings out."""

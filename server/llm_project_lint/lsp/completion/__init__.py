"""What may be written at a place of a text that is being written: found around the cursor, without parsing the rest."""

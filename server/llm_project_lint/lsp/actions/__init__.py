"""What can be done about findings, first as changes of the data, then as edits of an open document."""

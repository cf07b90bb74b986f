"""A table as the reader of assessments looks at it, cell by cell: texts, marks, what is ticked or set off."""

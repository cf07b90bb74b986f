"""Where the rows of a table begin and end, and the bands of print that head them."""

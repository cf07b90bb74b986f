"""What travels between the stages and what is published. Knows nobody else in the project."""

"""Assessments without a table: cards, questions, lists and prose with a verdict, as the tables that they are."""

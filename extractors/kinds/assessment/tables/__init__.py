"""Whole tables: whether they rate recommendations, and tables that are read crosswise, in halves or part by part."""

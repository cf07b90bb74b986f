"""What is drawn on a page: rulings, fills and typed rules as edges, frames of them, places of rows."""

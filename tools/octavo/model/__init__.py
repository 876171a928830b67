"""What a book is: typed, immutable, with the place of every piece in its source. Imports diagnostics and nothing else."""

"""What one build keeps for the next, in ``.octavo-cache`` beside the book: it saves time, and never changes a byte."""

"""The engine: MkDocs and Material render the frame of each section once; finished pages are stamped into it by worker processes."""

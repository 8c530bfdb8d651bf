"""Saved web pages, Word and PDF files → report text. Only `site-builder import` uses this; its libraries are
the extra `import`."""

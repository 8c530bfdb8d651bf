"""Turn report texts and a glossary into a static transparency portal. See docs/architecture.md for the road."""

__version__ = "0.1.0"

"""The collection to pages and files: views, rendering, charts, exports, feeds."""

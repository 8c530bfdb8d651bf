"""The search index: postings over paragraphs, in shards small enough for any static host.

Entry points, all pure:

* `segment.index_document(document, key) -> bytes`: per document, in a worker; kept in the store like
  everything else that is per document.
* `build.segments(cards, limits) -> tuple[Segment, …]`: how the collection falls into segments (groups of
  report years), each with a digest that
  changes when anything in it changes. An unchanged digest means: every artifact of the segment stands as it
  is.
* `build.segment_artifacts(segment, records) -> Iterator[Artifact]`: the files of one segment from the records
  of `segment.keys`, in that order.
  Segments do not know one another: build them in as many processes as there are.
* `build.manifest_artifact(segments) -> Artifact` (`search/index.json`) and `names.names_artifacts(corpus) ->
  tuple[Artifact, …]`: once per build.

`build.limits_for(reports, files)` gives `Limits` for hosts that count files (option `search_files`).

How it finds: every two neighbouring characters of a paragraph (a bigram) lead to the list of paragraphs that
hold them. A phrase can only stand where all its bigrams stand; that it does stand there, in one piece, is
verified against the text of the paragraph before a result is shown. No dictionary, no cutting into words:
what is cut differently in index and query is not found.

Figures: docs/decisions/0003-own-search.md, from benchmarks/search_bench.py.
"""

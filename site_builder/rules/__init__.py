"""Rules as data: one YAML file a subject, and what reads, compiles and proves them. The form is told in
docs/rules.md."""

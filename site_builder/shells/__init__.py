"""What MkDocs and Material contribute: shells of the pages, their security policy, and how a page is put into one."""

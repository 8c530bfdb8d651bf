"""The glossary over all reports: terms, their forms and addresses, where they stand, what is cited and what nobody has explained."""

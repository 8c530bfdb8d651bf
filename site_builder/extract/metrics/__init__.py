"""Which metric a number belongs to, and which indicator a sentence speaks to."""

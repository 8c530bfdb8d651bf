"""Whose report it is: the evidence, in its order, and the decision. `decide` and `stated` are where to begin."""

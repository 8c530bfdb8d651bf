"""Work spread over processes: the pool, the executor built in, and what a process does."""

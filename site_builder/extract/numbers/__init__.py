"""Running text → the amounts, rates, ranks and durations it states."""

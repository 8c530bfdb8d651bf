"""What several years of one place tell when read together: what is new, carried over, promised, admitted again."""

"""A second, independent half of the corpus: reports of all kinds and modes, their faulty copies and labels."""

"""The parts a report must have, each with the search that finds it in any layout."""

"""Speed as ratios against a peer in the same run: in process, imports excluded, medians. `make bench` prints them."""

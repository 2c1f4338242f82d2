"""The declarative kinds: each module has one function `run(report, rule_row) -> Iterator[Finding]` under its kind's name."""

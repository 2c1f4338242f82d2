"""`python -m report_kit` is `report-kit`."""

from report_kit.cli.main import main

if __name__ == "__main__":
    main()

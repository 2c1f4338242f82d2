"""report_kit: generate, check and screen green-manufacturing evaluation reports."""

__version__ = "0.1.0"

"""Scanned pages → the same page content as text pages: recognised text with its confidence, ruling lines, red seals.

`scans.recognise` is the way in; everything below works on one picture of one page. rapidocr is an extra
(`pip install report-kit[ocr]`), so nothing here imports it before a page is recognised.
"""

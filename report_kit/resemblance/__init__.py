"""What makes a report recognisable: its sentences, rows of numbers and pictures, as small fingerprints.

Nothing here judges: `fingerprint.of` says what a report holds, `compare` what two reports share."""

"""P: how the evaluation was done, by whom, and whether the applicant may apply."""

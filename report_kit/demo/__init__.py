"""The main job end to end on the sample enterprise: `report-kit demo`."""

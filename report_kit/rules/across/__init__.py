"""X 跨报告与名录: what earlier reports, rosters and imported lists say of this one."""

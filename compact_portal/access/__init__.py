"""The gate: what one may not see does not exist; what one may see but not do is refused."""

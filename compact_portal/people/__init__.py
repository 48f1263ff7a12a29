"""Who uses the portal and who is named in its records."""

"""What people type about themselves and their organisations. Forms parse and validate; services save."""

"""Pages of meetings: find, permit, form, service, redirect."""

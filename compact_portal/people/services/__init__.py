"""Every change to people, organisations and memberships. Each is atomic, audited and asks the gate itself."""

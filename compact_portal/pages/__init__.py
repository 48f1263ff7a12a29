"""Pages that belong to no module: home, accessibility, privacy, health, the gallery."""

"""Forms parse and check what was typed. They never save: services do."""

"""What those in a dispute are told, one function for each message."""

"""What a funder is asked about a round."""

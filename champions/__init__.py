"""The Compact, its signatories and its Champions."""

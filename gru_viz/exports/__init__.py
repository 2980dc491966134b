"""A run carried away: as data, as worked steps on paper, as code that computes it again."""

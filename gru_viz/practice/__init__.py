"""Exam practice: problems from a seed, answers checked, the mistake named."""

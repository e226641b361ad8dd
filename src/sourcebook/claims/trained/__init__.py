"""The trained reader: a small encoder that says which words fill a role in an incident, and what a sentence tells."""

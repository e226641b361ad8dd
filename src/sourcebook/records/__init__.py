"""The records that the rooms pass to each other: frozen, keyword-only, unable to hold an illegal state.

Layer 0 of the house: standard library only. Every table, export and schema is derived from these classes.
"""

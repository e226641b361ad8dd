"""Words of the segment room as data: how sentences end, how datelines and citations look, what is written small."""

"""How the trained reader is made: texts to labelled windows, an encoder fine-tuned on them, its weights written down.

Nothing here is part of the installed program; ``make train`` runs it.
"""

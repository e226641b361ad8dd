"""The endpoint reader: a language model behind an OpenAI-compatible address proposes, quotes decide what is kept."""

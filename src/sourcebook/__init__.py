"""Sourcebook: from a folder of documents on armed conflict to a sourced book of events, actors and figures."""

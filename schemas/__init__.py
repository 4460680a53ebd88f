"""The vocabulary that every other package speaks: raw items, items, evidence, rejects, ids, queue names. Pure."""

"""What `process --explain` adds to an item: which rule or feature gave its class, which words gave each field. Pure."""

from typing import Any

from cli.marked import fields_of
from schemas.items import Doc
from workers.classify import explain


def explained(doc: Doc) -> Doc:
    """The item and its ``explain``; a reject as it is, since its stage, field and reason say it all.

    ``explain`` holds ``class`` (the rule by name, or the features that weighed most, each with its part and weight) and
    ``fields`` (path to the value and the printed words that it rests on).
    """
    if doc["kind"] == "reject":
        return doc
    verdict = explain(doc["title"], doc["text"])
    features = [{"part": part, "words": words, "weight": weight} for part, words, weight in verdict.features]
    fields: dict[str, Any] = {
        field.path: {"value": field.value, "words": list(field.printed)}
        for field in fields_of(doc)
        if field.path != "classification.label"
    }
    return {**doc, "explain": {"class": {"rule": verdict.rule, "features": features}, "fields": fields}}

"""The JSON Schema of persona files, from which editors complete and check while one types."""

from __future__ import annotations

import json

from voicecoach.dialogue.occasions import OCCASIONS
from voicecoach.dialogue.persona import Persona

SCHEMA_FILE = "persona.schema.json"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def persona_schema() -> str:
    """Write the schema as JSON, as `docs/persona.schema.json` holds it."""
    schema = Persona.model_json_schema(by_alias=True)
    schema["title"] = "A counterpart of voicecoach"
    lines = schema["properties"]["lines"]
    schema["$defs"]["Places"] = lines.pop("additionalProperties")
    lines["additionalProperties"] = False
    lines["properties"] = {
        occasion: {"$ref": "#/$defs/Places", "description": purpose}
        for occasion, (_, purpose) in OCCASIONS.items()
    }
    lines["required"] = [occasion for occasion, (fewest, _) in OCCASIONS.items() if fewest]
    return json.dumps({"$schema": _DIALECT, **schema}, indent=1, ensure_ascii=False) + "\n"

"""Values as bytes and texts that are safe where they are put."""

import json
import re
from typing import Any

from pydantic_core import to_json

# What XML 1.0 does not allow, and control characters that no reader can use.
_UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_IN_SCRIPT = {ord(each): f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"}


def json_bytes(value: Any, indent: int | None = None) -> bytes:
    """`value` as JSON in UTF-8 with a final newline; keys keep their order."""
    return to_json(value, indent=indent) + b"\n"


def script_json(value: Any) -> str:
    """`value` as JSON that may stand in a `<script type="application/ld+json">`.

    No text in it can end the element or begin a comment: the characters that could are escaped,
    which changes nothing for who reads the JSON.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_IN_SCRIPT)


def clean_text(text: str) -> str:
    """`text` without the characters that XML does not allow and other control characters."""
    return _UNUSABLE.sub("", text)

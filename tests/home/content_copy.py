"""A copy of `content/` that a test may change."""

import shutil
from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).resolve().parents[2] / "content"
# The safe ones of libyaml, ten times quicker, where PyYAML was built with it.
QUICK_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
QUICK_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
Changes = dict[str, dict[str, dict[str, Any]]]


def copy_content(folder: Path, changes: Changes | None = None) -> Path:
    """Return a copy of the content in `folder`; `changes` gives by file and slug the fields to write."""
    copy = folder / "content"
    shutil.copytree(CONTENT, copy)
    for name, by_slug in (changes or {}).items():
        path = copy / f"{name}.yaml"
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=QUICK_LOADER)
        for item in data[name]:
            item.update(by_slug.get(item["slug"], {}))
        text = yaml.dump(data, Dumper=QUICK_DUMPER, allow_unicode=True, sort_keys=False)
        path.write_text(text, encoding="utf-8")
    return copy

"""Build hook: in the wheel the register of documents travels in a compact form."""

import gzip
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

REGISTER = "citetrack/data/documents.jsonl"


class CompactRegister(BuildHookInterface[Any]):
    """Puts the register into a wheel as gzip; checkouts and editable installs read the text itself."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Makes the compact form, the same bytes for the same text."""
        self._folder = tempfile.TemporaryDirectory()
        if version == "editable":
            return
        compact = Path(self._folder.name) / "documents.jsonl.gz"
        compact.write_bytes(gzip.compress((Path(self.root) / REGISTER).read_bytes(), mtime=0))
        build_data["force_include"][str(compact)] = f"{REGISTER}.gz"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Takes the compact form away from the disk."""
        self._folder.cleanup()

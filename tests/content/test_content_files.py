"""The files of content/ hold together: structure, references, word counts, typography."""

import runpy
from pathlib import Path

import pytest

CONTENT = Path(__file__).resolve().parents[2] / "content"


def test_content_files_pass_their_own_check(capsys: pytest.CaptureFixture[str]) -> None:
    # run_path gives the script a fresh list of errors each time; an import would share it.
    main = runpy.run_path(str(CONTENT / "check.py"))["main"]

    status = main([str(CONTENT)])

    assert status == 0, capsys.readouterr().out

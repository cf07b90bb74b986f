"""The loader of vocabulary files."""

import subprocess
import sys

import pytest

from extractors import vocabulary


def test_files_load_once_and_missing_ones_are_said() -> None:
    assert vocabulary.load("packages") is vocabulary.load("packages")
    assert vocabulary.names("catalogue") == ("catalogue/fysisk_aktivitet", "catalogue/mental_sundhed")
    with pytest.raises(FileNotFoundError):
        vocabulary.load("nothing")


def test_version_does_not_depend_on_the_process() -> None:
    code = "from extractors import vocabulary; print(vocabulary.version())"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert other.stdout.strip() == vocabulary.version()
    assert len(vocabulary.version()) == 64

"""The output folder: checked first, written beside, moved into place when complete.

Whatever happens on the way – a kill, a full disk, a bug – the folder holds either the last run or the new one.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pipeline.errors import NotARun, OutputBusy, OutputForeign, OutputUnwritable

RUN_NAME = "udtraek-run"
"""What ``schema_name`` says in the ``run.json`` of a run."""

_DISK_ERRORS = {
    errno.EACCES,
    errno.EDQUOT,
    errno.EEXIST,
    errno.EFBIG,
    errno.EIO,
    errno.EBUSY,
    errno.EMLINK,
    errno.ENAMETOOLONG,
    errno.ENOSPC,
    errno.ENOTDIR,
    errno.EPERM,
    errno.EROFS,
    errno.EXDEV,
}
"""Errors that are the disk's or the user's; any other OSError while writing is a bug and surfaces as one."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextlib.contextmanager
def output_folder(target: Path, is_ours: Callable[[Path], bool] | None = None, what: str = "run") -> Iterator[Path]:
    """A folder to write into; on leaving without an exception it takes the place of ``target``.

    Args:
        target: Where the result goes.
        is_ours: Whether a folder holds what may be replaced; a run where nothing is said.
        what: What it then is, in a word.

    Raises:
        OutputForeign: ``target`` holds something else, or is no folder.
        OutputBusy: someone else is writing to it.
        OutputUnwritable: it cannot be made or written to.
    """
    target = target.absolute()
    check_target(target, is_ours, what)
    with _as_output_error(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        lock = _lock_file(target)
        held = _lock(lock)
    staging = _staging(target)
    try:
        with _as_output_error(target):
            _recover(target)
            _remove(staging)  # what a run that was killed left behind
            staging.mkdir()
            try:
                yield staging
                _put_in_place(staging, target)
            except FileNotFoundError:
                if staging.exists():
                    raise
                raise OutputUnwritable(
                    f"{target} cannot be written: somebody removed {staging.name} beside it."
                ) from None
    finally:
        _remove(staging)
        lock.unlink(missing_ok=True)
        os.close(held)


def check_target(target: Path, is_ours: Callable[[Path], bool] | None = None, what: str = "run") -> None:
    """Refuse an output folder that holds anything but a run, or what ``is_ours`` says may be replaced.

    Raises:
        OutputForeign: it does.
        OutputUnwritable: it cannot be looked into.
    """
    with _as_output_error(target):
        if target.is_symlink() and not target.exists():
            raise OutputForeign(f"{target} is a link that leads nowhere.")
        if not target.exists():
            return
        if not target.is_dir():
            raise OutputForeign(f"{target} is a file, no folder.")
        if any(target.iterdir()) and not (is_ours or is_run)(target):
            raise OutputForeign(f"{target} holds something that is no {what} of udtraek.")
        if not os.access(target, os.W_OK | os.X_OK):
            raise OutputUnwritable(f"{target} may not be written to.")


def left_behind(target: Path) -> bool:
    """Whether a run that was killed left something beside ``target``, or one is going on."""
    target = target.absolute()
    return any(path.exists() for path in (_lock_file(target), _staging(target), _old(target)))


def is_run(folder: Path) -> bool:
    """Whether ``folder`` is what a run wrote."""
    try:
        read_run(folder)
    except NotARun:
        return False
    return True


def read_run(folder: Path) -> dict[str, Any]:
    """The content of ``run.json``.

    Raises:
        NotARun: there is none, or it is not ours.
    """
    try:
        content = json.loads((folder / "run.json").read_bytes())
    except (OSError, ValueError):
        raise NotARun(f"{folder} is no run of udtraek.") from None
    if not isinstance(content, dict) or content.get("schema_name") != RUN_NAME:
        raise NotARun(f"{folder} is no run of udtraek.")
    return content


def _put_in_place(staging: Path, target: Path) -> None:
    if target.exists():
        _exchange(staging, target)
    else:
        staging.rename(target)


def _exchange(staging: Path, target: Path) -> None:
    """Swap two folders: in one step where the system can, else in two."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is not None:
        names = (_AT_FDCWD, os.fsencode(staging), _AT_FDCWD, os.fsencode(target), _RENAME_EXCHANGE)
        if renameat2(*names) == 0:
            return
        code = ctypes.get_errno()
        if code not in {errno.EINVAL, errno.ENOSYS}:
            raise OSError(code, os.strerror(code), str(target))
    old = _old(target)
    _remove(old)
    target.rename(old)
    staging.rename(target)
    _remove(old)


def _recover(target: Path) -> None:
    """Bring the last run back if a kill came between the two steps of an exchange."""
    old = _old(target)
    if old.exists() and not target.exists():
        old.rename(target)
    _remove(old)


def _lock_file(target: Path) -> Path:
    return target.with_name(f".{target.name}.lock")


def _staging(target: Path) -> Path:
    return target.with_name(f".{target.name}.new")


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


def _lock(path: Path) -> int:
    """Hold the lock file; the lock goes with the process, however it ends."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise OutputBusy(f"Another run is writing to {path.name[1:-5]}.") from None
        # The holder before us may have removed the file between our opening and locking it.
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_ino == os.fstat(descriptor).st_ino:
                return descriptor
        os.close(descriptor)


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _as_output_error(target: Path) -> Iterator[None]:
    """Say in one sentence that ``target`` cannot be written to."""
    try:
        yield
    except OSError as error:
        if error.errno not in _DISK_ERRORS:
            raise
        raise OutputUnwritable(f"{target} cannot be written: {error.strerror or error}.") from error

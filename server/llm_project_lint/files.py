"""Reading and writing one file: never more than is checked, never half of what was meant."""

import errno
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from typing import NoReturn

from llm_project_lint.errors import UsageError
from llm_project_lint.model import Language
from llm_project_lint.source import MAX_CHARACTERS
from llm_project_lint.texts.discovery import TEXTS, reason

MOST_BYTES = 4 * (MAX_CHARACTERS + 1) + 1
"""One byte more than any file that is read in full, by which `decode` knows that it is too long."""
_PIECE = 2**16
"""Bytes asked for at once where the size says nothing, as for a file that grows meanwhile."""
# A pipe that took the place of the file must not be waited for, and no byte be translated.
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def read(path: str, language: Language = "en", most: int = MOST_BYTES) -> bytes:
    """The first bytes of a file, `most` at most. UsageError says why it cannot be read; the caller knows which file."""
    try:
        descriptor = os.open(path, _READ)
        try:
            return _bytes(descriptor, most)
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        raise UsageError(TEXTS.say("unreadable", language, reason=reason(error, language))) from error


def _bytes(descriptor: int, most: int) -> bytes:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        _refuse(errno.EISDIR if stat.S_ISDIR(status.st_mode) else errno.ENODEV)
    pieces = []
    left = most
    # A byte more than the size, so that one call reads the file and an empty second one proves its end.
    while left and (piece := os.read(descriptor, min(left, max(status.st_size + 1, _PIECE)))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def write(path: str, data: bytes | Iterable[bytes], language: Language = "en") -> None:
    """Replace a file in one step: whoever opens it sees the old bytes or the new ones, even if this is interrupted.

    A symbolic link stays one, its file is replaced; mode and, where permitted, owner stay. What is no regular file,
    such as /dev/stdout, cannot be replaced and is written to. data: whole or in pieces.
    """
    pieces = (data,) if isinstance(data, bytes) else data
    try:
        try:
            status = os.stat(path)
        except FileNotFoundError:
            status = None
        if status and not stat.S_ISREG(status.st_mode):
            with open(path, "wb") as stream:
                stream.writelines(pieces)
        else:
            _replace(os.path.realpath(path), pieces, status)
    except (OSError, ValueError) as error:
        raise UsageError(TEXTS.say("unwritable", language, reason=reason(error, language))) from error


def _replace(path: str, pieces: Iterable[bytes], status: os.stat_result | None) -> None:
    if status and not os.access(path, os.W_OK):
        # The folder alone would allow replacing a file that somebody protected.
        _refuse(errno.EACCES)
    # Without the name of the file, since together they could be longer than a name may be.
    beside = os.path.join(os.path.dirname(path), f".llm-project-lint-{os.urandom(8).hex()}")
    try:
        descriptor = os.open(beside, _CREATE, 0o600 if status else 0o666)
        with open(descriptor, "wb") as stream:
            if status and hasattr(os, "fchown"):
                with suppress(PermissionError):
                    os.fchown(descriptor, status.st_uid, status.st_gid)
            if status and hasattr(os, "fchmod"):
                os.fchmod(descriptor, stat.S_IMODE(status.st_mode))
            stream.writelines(pieces)
            stream.flush()
            os.fsync(descriptor)
        os.replace(beside, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(beside)
        raise


def create(path: str, data: bytes, language: Language = "en") -> bool:
    """Write a new file in one step; False, and nothing is written, if there is anything of that name already.

    What is there may be a symbolic link, even one that leads nowhere: it is neither followed nor replaced.
    """
    beside = os.path.join(os.path.dirname(path), f".llm-project-lint-{os.urandom(8).hex()}")
    try:
        try:
            _fill(beside, data)
            try:
                os.link(beside, path, follow_symlinks=False)
            except FileExistsError:
                return False
            except (OSError, NotImplementedError):  # a disk without hard links
                return _create_in_place(path, data)
        finally:
            with suppress(FileNotFoundError):
                os.unlink(beside)
    except (OSError, ValueError) as error:
        raise UsageError(TEXTS.say("unwritable", language, reason=reason(error, language))) from error
    return True


def _create_in_place(path: str, data: bytes) -> bool:
    try:
        _fill(path, data)
    except FileExistsError:
        return False
    return True


def _fill(path: str, data: bytes) -> None:
    """Write a file that there must not be yet; it is gone again if that is interrupted."""
    descriptor = os.open(path, _CREATE, 0o666)
    try:
        with open(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(descriptor)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(path)
        raise


def _refuse(code: int) -> NoReturn:
    raise OSError(code, os.strerror(code))

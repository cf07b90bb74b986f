"""A run, as a table of contents: find files, read each in a worker, check, write, report, publish."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from pipeline import outcomes
from pipeline.cache import Cache
from pipeline.engines.choice import make_executor
from pipeline.engines.errors import WorkerBug, WorkerLost
from pipeline.errors import ExitCode
from pipeline.inputs import InputFile, find_files, input_root
from pipeline.jobs import JobHeader, pack
from pipeline.manifest import read_manifest
from pipeline.progress import Listening, Progress, Silent
from pipeline.report.build import write_report
from pipeline.report.select import Collector
from pipeline.review.reviews import Reviews
from pipeline.settings import FailOn, RunSettings
from pipeline.stores import located, stored_folder
from pipeline.stream import Started, in_order
from pipeline.unchanged import fingerprint, same_run
from pipeline.versions import code_version, library_versions, tool_version, vocabulary_version
from pipeline.worker import read_document
from pipeline.writing.place import output_folder
from pipeline.writing.run_writer import RunWriter
from schemas.document import DocumentFacts, ExtractedDocument

if TYPE_CHECKING:
    import pandas as pd

Reader = Callable[[bytes], bytes]
"""A function that turns a packed job into JSON of a document; it runs in a worker."""

_JOBS_PER_WORKER = 2
"""Jobs under way per worker: one it works on, one that waits, so that it never waits itself."""


class Bug(NamedTuple):
    """A defect of the program that a document brought to light."""

    path: str
    summary: str
    traceback: str


@dataclasses.dataclass(frozen=True)
class RunResult:
    """What a run gave: the counts, and where the rows are."""

    out: Path | str
    """Folder of the result: a path, or a URL."""
    documents: dict[str, int]
    """Documents per status."""
    kinds: dict[str, int]
    """Documents per kind; ``unread`` for those that could not be read."""
    rows: dict[str, int]
    """Rows per published table."""
    needs_review: int
    """Records that a person should look at."""
    without_rows: int
    """Assessments of which no row could be read; a person should look at them as well."""
    cached: int
    """Documents that did not have to be read again."""
    seconds: float
    bugs: tuple[Bug, ...] = ()
    warnings: tuple[str, ...] = ()

    def table(self, name: str) -> pd.DataFrame:
        """A published table as a pandas data frame."""
        import pandas as pd

        return pd.read_parquet(f"{self.out}/tables/{name}.parquet")

    def exit_code(self, fail_on: FailOn = "failed") -> ExitCode:
        """What the run says of its documents, ``fail_on`` being the mildest thing that counts as not ok."""
        if self.bugs:
            return ExitCode.BUG
        bad = {"never": (), "failed": ("failed", "rejected")}.get(fail_on, ("failed", "rejected", "partial"))
        not_ok = any(self.documents.get(status) for status in bad) or (
            fail_on == "review" and (self.needs_review or self.without_rows)
        )
        return ExitCode.DOCUMENTS_NOT_OK if not_ok else ExitCode.OK


def run(
    inputs: Iterable[str | Path],
    out: str | Path,
    settings: RunSettings | None = None,
    *,
    progress: Progress | None = None,
    reader: Reader = read_document,
) -> RunResult:
    """Read every PDF that ``inputs`` stand for and publish the result in the folder ``out``.

    Args:
        inputs: Folders, searched recursively, and files: paths, or URLs of places in object stores.
        out: Folder for the result, a path or URL; a run that is there already is replaced when the new one is complete.
        settings: How to read and run; the defaults suit most cases.
        progress: Who listens to the run.
        reader: What reads a document, in place of the project's own reader.

    Raises:
        UdtraekError: the run could not be done; the output folder is as it was.
    """
    settings = settings or RunSettings()
    progress = progress or Silent()
    target = located(out)
    begun, clock = dt.datetime.now(dt.UTC), time.monotonic()
    facts = read_manifest(settings.manifest) if settings.manifest else {}
    given = [located(path) for path in inputs]
    files = find_files(
        given,
        include=settings.include,
        exclude=settings.exclude,
        skip=target if isinstance(target, Path) else None,
        limit=settings.limits.files,
    )
    made_from = fingerprint(files, facts, settings, Reviews(settings.reviews).about()) if settings.cache else None
    if isinstance(target, Path) and not settings.force and (last := same_run(target, made_from)) is not None:
        progress.stage("Nothing has changed since the last run")
        return _last_result(target, last, time.monotonic() - clock)
    with (
        output_folder(target) if isinstance(target, Path) else stored_folder(target) as folder,
        make_executor(settings, len(files)) as executor,
        Listening(progress),
    ):
        work = _Run(files, facts, settings, executor, folder, progress, reader)
        try:
            work.read()
            work.report()
        except BaseException:
            work.writer.abandon()
            executor.shutdown(wait=True, cancel_futures=True)
            raise
        ended, seconds = dt.datetime.now(dt.UTC), time.monotonic() - clock
        root = input_root(given, target)
        times = _times(begun, ended, seconds)
        if work.may_give_more:
            made_from = None
        work.writer.finish(work.about() | {"input_root": root, "fingerprint": made_from, "times": times})
    return RunResult(
        out=target,
        documents=dict(work.writer.statuses),
        kinds=dict(work.writer.kinds),
        rows=work.writer.row_counts,
        needs_review=work.writer.needs_review,
        without_rows=work.writer.without_rows,
        cached=work.cached,
        seconds=seconds,
        bugs=tuple(work.bugs),
        warnings=tuple(work.warnings),
    )


def _last_result(target: Path, manifest: dict[str, Any], seconds: float) -> RunResult:
    """The run that is there already, as if it had been made now."""
    return RunResult(
        out=target,
        documents=manifest["documents"],
        kinds=manifest["kinds"],
        rows=manifest["rows"],
        needs_review=manifest["needs_review"],
        without_rows=manifest["without_rows"],
        cached=sum(manifest["documents"].values()),
        seconds=seconds,
        warnings=tuple(manifest["warnings"]),
    )


class _Source(NamedTuple):
    """A file under way."""

    file: InputFile
    document_id: str
    cache_key: str | None
    cached: bool = False
    duplicate: bool = False


class _Run:
    """The state of one run: what is under way, what was written, what was noticed."""

    def __init__(
        self,
        files: list[InputFile],
        facts: Mapping[str, DocumentFacts],
        settings: RunSettings,
        executor: Executor,
        folder: Path,
        progress: Progress,
        reader: Reader,
    ) -> None:
        self.files = files
        self.settings = settings
        self.writer = RunWriter(folder)
        self.cached = 0
        self.may_give_more = False
        self.bugs: list[Bug] = []
        self._collector = Collector()
        self.warnings = _unused_facts(facts, files)
        self._facts = facts
        self._executor = executor
        self._progress = progress
        self._reader = reader
        self._cache = Cache(settings.cache) if settings.cache else None
        self._reviews = Reviews(settings.reviews)
        self._seen: set[str] = set()
        self._inputs: list[dict[str, Any]] = []

    def read(self) -> None:
        """Read, check and write all documents, in order."""
        self._progress.begin(len(self.files))
        limits = self.settings.limits
        for started in in_order(
            self._starts(),
            at_once=lambda: _JOBS_PER_WORKER * getattr(self._executor, "workers", 1),
            ahead=limits.ahead,
            ahead_bytes=limits.ahead_bytes,
        ):
            document = self._understand(started.about, started.future)
            if not started.about.duplicate:
                document = self._reviews.apply(document)
            self.writer.add(document)
            self._collector.add(document)
            self._inputs.append(
                {
                    "path": started.about.file.name,
                    "sha256": started.about.document_id,
                    "bytes": started.about.file.byte_size,
                    "status": document.document.status,
                }
            )
            self._progress.finish(document)
        self.writer.close_tables()

    def report(self) -> None:
        """Write the page for people."""
        self._progress.stage("Writing the report")
        files = {file.name: file.path for file in self.files}
        write_report(self.writer.folder, self._collector, files, self._executor, self.settings)

    def about(self) -> dict[str, Any]:
        """What ``run.json`` says of the run, clock times and counts apart."""
        settings = self.settings
        return {
            "tool": {
                "name": "udtraek",
                "version": tool_version(),
                "code": code_version(),
                "vocabulary": vocabulary_version(),
                "libraries": library_versions(),
            },
            "settings": settings.about(),
            "limits": settings.limits.model_dump(),
            "reviews": self._reviews.about(),
            "cached": self.cached,
            "warnings": self.warnings,
            "bugs": [{"path": bug.path, "summary": bug.summary} for bug in self.bugs],
            "inputs": self._inputs,
        }

    def _starts(self) -> Iterator[Callable[[], Started[_Source]]]:
        for file in self.files:
            yield lambda file=file: self._start(file)  # type: ignore[misc]

    def _start(self, file: InputFile) -> Started[_Source]:
        """Load a file and hand it to a worker, or know at once what becomes of it."""
        if file.problem:
            return _known(file, outcomes.unread_id(file.name), "rejected", file.problem)
        limit = self.settings.limits.file_bytes
        try:
            with file.path.open("rb") as stream:
                data = stream.read(limit + 1)
        except OSError as error:
            return _known(file, outcomes.unread_id(file.name), "failed", f"The file cannot be read: {error.strerror}.")
        file = dataclasses.replace(file, byte_size=max(len(data), file.byte_size))
        if len(data) > limit:
            return _known(file, outcomes.unread_id(file.name), "rejected", f"The file is larger than {limit} bytes.")
        document_id = hashlib.sha256(data).hexdigest()
        if document_id in self._seen:
            return Started(_Source(file, document_id, None, duplicate=True), _done(b""), 0)
        self._seen.add(document_id)
        facts = self._facts.get(file.name, DocumentFacts())
        file_name = file.name.rsplit("/", 1)[-1]
        settings = self.settings
        key = self._cache.key(document_id, file_name, settings.extract, facts, settings.limits) if self._cache else None
        if self._cache and key and not settings.force:
            stored = self._cache.get(key)
            if stored is not None:
                return Started(_Source(file, document_id, key, cached=True), _done(stored), 0)
        self._progress.start(file.name)
        header = JobHeader(
            name=file.name,
            settings=settings.extract,
            facts=facts,
            passwords=settings.passwords,
            limits=settings.limits,
            cache=str(settings.cache.absolute()) if settings.cache and not settings.force else None,
            page_seconds=settings.limits.page_seconds,
        )
        return Started(
            _Source(file, document_id, key), self._executor.submit(self._reader, pack(header, data)), len(data)
        )

    def _understand(self, source: _Source, future: Future[bytes]) -> ExtractedDocument:
        """What a worker sent, validated again; or why there is nothing."""
        name = source.file.name
        if source.duplicate:
            original = (self.writer.folder / "documents" / f"{source.document_id}.json").read_bytes()
            return outcomes.duplicate_document(ExtractedDocument.model_validate_json(original).document, name)
        try:
            content = future.result()
            document = outcomes.renamed(ExtractedDocument.model_validate_json(content), name)
            violations = outcomes.check_document(document, source.document_id, name)
        except WorkerLost as error:
            return self._unread(source, str(error))
        except ValidationError as error:
            summary = f"The worker's answer is no document: {error.error_count()} violations."
            return self._bug(source, Bug(name, summary, str(error)))
        except Exception as error:
            remote = error.remote_traceback if isinstance(error, WorkerBug) else _format(error)
            summary = str(error) if isinstance(error, WorkerBug) else f"{type(error).__name__}: {error}"
            return self._bug(source, Bug(name, summary, remote))
        if violations:
            return self._bug(
                source, Bug(name, f"The result contradicts itself. {violations[0]}", "\n".join(violations))
            )
        self._keep(source, document)
        return document

    def _keep(self, source: _Source, document: ExtractedDocument) -> None:
        if source.cached:
            self.cached += 1
        elif outcomes.has_lost_pages(document):
            self.may_give_more = True
        elif self._cache and source.cache_key and document.document.status in {"ok", "partial"}:
            try:
                self._cache.put(source.cache_key, document.model_dump_json().encode())
            except OSError as error:
                self.warnings.append(f"The cache cannot be written, the run goes on without it: {error.strerror}.")
                self._cache = None

    def _unread(self, source: _Source, reason: str) -> ExtractedDocument:
        return outcomes.unread_document(
            source.document_id, source.file.name, source.file.byte_size, "failed", reason, source_url=self._url(source)
        )

    def _bug(self, source: _Source, bug: Bug) -> ExtractedDocument:
        self.bugs.append(bug)
        return self._unread(source, f"An error in the program kept it from being read ({bug.summary[:200]}).")

    def _url(self, source: _Source) -> str | None:
        facts = self._facts.get(source.file.name)
        return facts.source_url if facts else None


def _known(file: InputFile, document_id: str, status: Any, reason: str) -> Started[_Source]:
    document = outcomes.unread_document(document_id, file.name, file.byte_size, status, reason)
    return Started(_Source(file, document_id, None), _done(document.model_dump_json().encode()), 0)


def _done(content: bytes) -> Future[bytes]:
    future: Future[bytes] = Future()
    future.set_result(content)
    return future


def _format(error: Exception) -> str:
    import traceback

    return "".join(traceback.format_exception(error))


def _unused_facts(facts: Mapping[str, DocumentFacts], files: list[InputFile]) -> list[str]:
    names = {file.name for file in files}
    return [f"The manifest names {name}, which is not among the files." for name in sorted(set(facts) - names)]


def _times(begun: dt.datetime, ended: dt.datetime, seconds: float) -> dict[str, Any]:
    return {
        "begun": begun.isoformat(timespec="seconds"),
        "ended": ended.isoformat(timespec="seconds"),
        "seconds": round(seconds, 3),
    }

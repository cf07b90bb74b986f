"""A table or view of the dataset → a file of a statistics program, with labels of variables and of values.

Stata and SPSS have no lists: a list becomes one text, its items parted by '; '. Dates that are only as exact as printed
stay text. Steps get value labels only where all rows of the view share one scale. A missing value is system-missing.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.dataset.codebook import codebook
from pipeline.dataset.database import QueryFailed, connect, rows_of

if TYPE_CHECKING:
    import pandas as pd

_LABEL_MOST = 80
"""Characters of a variable's label in Stata; SPSS has room for more."""
_TEXT_MOST = 2_045
"""Characters of a text in Stata without its long type; longer ones take that."""

FACTORS: dict[str, dict[float, str]] = {
    "level": {1: "grundniveau", 2: "udviklingsniveau"},
    "level_joined": {1: "grundniveau", 2: "udviklingsniveau"},
    "review": {1: "none", 2: "confirmed", 3: "corrected"},
    "scope": {1: "part", 2: "whole"},
    "direction": {1: "better", 2: "unchanged", 3: "worse", 4: "not_comparable"},
    "state": {1: "rated", 2: "not_rated", 3: "not_asked"},
}
"""Texts of a fixed set: in a statistics program a number with a label."""
Values = dict[str, dict[float, str]]
"""What the numbers of a variable stand for, by variable."""

_YES_NO: dict[float, str] = {0: "no", 1: "yes"}


def export(dataset: Path, view: str, to: str, out: Path) -> int:
    """Write ``view`` for the program ``to`` (stata, spss, r or pandas); the number of rows.

    Raises:
        NotADataset: there is none.
        QueryFailed: it has no such table or view.
    """
    with connect(dataset) as connection:
        _, known = rows_of(connection, "select table_name from information_schema.tables")
        if (view,) not in known:
            raise QueryFailed(f"The dataset has no table or view {view!r}.")
        frame = connection.execute(f'select * from "{view}"').fetch_df()  # noqa: S608 - a name that was looked up
        scales = [] if "rating_steps" not in frame else sorted(set(frame["rating_steps"].dropna().astype(int)))
        steps = _steps(connection, view) if scales and len(scales) == 1 and "rating_text" in frame else {}
    labels = {entry["column"]: entry["meaning"] for entry in codebook()}
    labels = {name: labels.get(name, name.replace("_", " ")) for name in frame.columns}
    if to in {"r", "pandas"}:
        _write_folder(frame, labels, to, out)
    else:
        frame, values = _coded(frame)
        if steps:
            values["rating_step"] = steps
        (_write_stata if to == "stata" else _write_spss)(frame, labels, values, out)
    return len(frame)


def _steps(connection: Any, view: str) -> dict[float, str]:
    """The commonest wording of each step."""
    steps = f'from "{view}" where rating_step is not null'
    sql = f"select rating_step, mode(rating_text order by rating_text) {steps} group by 1"
    return {int(step): str(text) for step, text in rows_of(connection, sql)[1]}


def _coded(frame: pd.DataFrame) -> tuple[pd.DataFrame, Values]:
    """Lists as text, fixed texts and yes/no as numbers, with what the numbers stand for."""
    import pandas as pd

    values: Values = {}
    for name in frame.columns:
        column = frame[name]
        present = column.dropna()
        if name in FACTORS:
            codes = {text: code for code, text in FACTORS[name].items()}
            frame[name] = column.map(codes).astype("float64")
            values[name] = FACTORS[name]
        elif pd.api.types.is_bool_dtype(present) or (len(present) and all(isinstance(v, bool) for v in present)):
            frame[name] = column.astype("object").map({True: 1.0, False: 0.0}).astype("float64")
            values[name] = _YES_NO
        elif pd.api.types.is_numeric_dtype(column):
            frame[name] = column.astype("float64")
        else:
            frame[name] = [_text(value) for value in column]
    return frame, values


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, float):
        return ""
    return "; ".join(map(str, value))


def _write_stata(frame: pd.DataFrame, labels: dict[str, str], values: Values, out: Path) -> None:
    import datetime

    long = [n for n in frame.columns if frame[n].dtype == object and frame[n].str.len().max() > _TEXT_MOST]
    frame.to_stata(
        out,
        write_index=False,
        version=118,
        time_stamp=datetime.datetime(2000, 1, 1),
        variable_labels={name: label[:_LABEL_MOST] for name, label in labels.items()},
        value_labels=values,
        convert_strl=long,
    )


def _write_spss(frame: pd.DataFrame, labels: dict[str, str], values: Values, out: Path) -> None:
    import pyreadstat

    pyreadstat.write_sav(frame, str(out), column_labels=[*labels.values()], variable_value_labels=values)


def _write_folder(frame: pd.DataFrame, labels: dict[str, str], to: str, out: Path) -> None:
    """Parquet that keeps lists and nulls, the labels beside it, and the lines that put both together."""
    out.mkdir(parents=True, exist_ok=True)
    frame.to_parquet(out / "data.parquet", index=False)
    about = {"labels": labels, "levels": {n: list(FACTORS[n].values()) for n in FACTORS if n in labels}}
    (out / "labels.json").write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    name, text = ("load.R", _R) if to == "r" else ("load.py", _PANDAS)
    (out / name).write_text(text, encoding="utf-8")


_R = """# data <- source("load.R")$value, in this folder; needs nanoparquet (or arrow) and jsonlite
data <- as.data.frame(nanoparquet::read_parquet("data.parquet"))
about <- jsonlite::fromJSON("labels.json")
for (name in names(about$levels)) data[[name]] <- factor(data[[name]], levels = about$levels[[name]])
for (name in names(about$labels)) attr(data[[name]], "label") <- about$labels[[name]]
data
"""

_PANDAS = '''"""``from load import data``, in this folder; the meaning of a column is in ``data.attrs["labels"]``."""

import json
from pathlib import Path

import pandas as pd

here = Path(__file__).parent
data = pd.read_parquet(here / "data.parquet")
about = json.loads((here / "labels.json").read_text(encoding="utf-8"))
for name, levels in about["levels"].items():
    data[name] = pd.Categorical(data[name], categories=levels)
data.attrs["labels"] = about["labels"]
'''

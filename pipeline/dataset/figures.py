"""The report's figures, each a query on the database's views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

SHADES = 5
"""Shades from best to worst; a step of a scale has the shade at its share of the way."""

_SHADE = f"1 + round({SHADES - 1}.0 * (rating_step - 1) / greatest(rating_steps - 1, 1))::integer"

_COUNTS = ", ".join(f"count(*) filter (shade = {shade})" for shade in range(1, SHADES + 1))

_QUERIES = {
    "tiles": """
        select m.municipality_code as code, m.municipality as name, m.tile_column as x, m.tile_row as y, c.packages,
          g.met_pct, g.rated, row_number() over (order by m.municipality_code) - 1 as idx
        from municipalities m
        join (select municipality_code, count(*) filter (documents > 0) as packages from coverage group by 1) c
          using (municipality_code)
        left join (select municipality_code, met_pct, rated from q02_levels where level = 'grundniveau') g
          using (municipality_code)
        order by m.municipality_code""",
    "coverage": """
        select municipality_code as code, municipality as name, package, documents, newest_status, has_doubt
        from coverage order by municipality_code, package""",
    "packages": "select package, count(*) filter (documents > 0) as municipalities from coverage group by 1 order by 1",
    "recommendations": f"""
        select c.package, c.edition, c.number, c.title, c.level, n.canonical_id, count(rating_step) as rated,
          count(*) filter (is_met) as met, [{_COUNTS}] as shades,
          count(*) filter (rating_step is null) as unrated, count(*) filter (needs_review) as to_review,
          any_value(k.idx) as idx
        from (select *, {_SHADE} as shade from newest) n join catalogue c on c.recommendation_key = n.canonical_id
        join (select recommendation_key, row_number() over (order by recommendation_key) - 1 as idx from catalogue) k
          on k.recommendation_key = n.canonical_id
        group by all order by c.package, c.edition desc, c.number, n.canonical_id""",  # noqa: S608
    "regions": """
        select region, level_joined as level, count(distinct municipality_code) as municipalities, count(*) as rated,
          count(*) filter (is_met) as met, 100.0 * count(*) filter (is_met) / count(*) as met_pct
        from newest where rating_step is not null and level_joined is not null group by all order by level, region""",
    "moves": """
        select package, count(distinct municipality_code) as municipalities,
          count(*) filter (direction = 'better') as better, count(*) filter (direction = 'unchanged') as unchanged,
          count(*) filter (direction = 'worse') as worse,
          count(*) filter (direction = 'not_comparable') as not_comparable
        from moves where record_id in (select record_id from newest) group by 1 order by 1""",
    "years": """
        select as_of_last_day[:4] as year, count(distinct municipality_code) as municipalities, count(*) as rated,
          count(*) filter (is_met) as met, 100.0 * count(*) filter (is_met) / count(*) as met_pct
        from history
        where rating_step is not null and not is_superseded and as_of is not null and municipality_code is not null
        group by 1 order by 1""",
    "units": "select *, lower(unit) as folded from q05_units limit 25",
    "findings": """
        select severity, code, count(*) as findings, count(distinct document_id) as documents from findings
        group by all order by findings desc, code limit 15""",
    "doubts": """
        select package, count(*) as statuses, count(*) filter (needs_review) as doubts
        from current group by 1 order by 1""",
}

_QUALITY = {
    "quality_doubt": ("count(*) filter (needs_review)", "count(*)", "current"),
    "quality_reviewed": ("count(*) filter (review <> 'none')", "count(*)", "current"),
    "quality_unrated": ("count(*) filter (rating_step is null)", "count(*)", "current"),
    "quality_twice": ("count(*) filter (ratings_differ)", "count(*)", "current"),
    "quality_order": ("count(*) filter (order_uncertain)", "count(*)", "current"),
    "quality_superseded": ("count(*) filter (superseded_by is not null)", "count(*)", "documents"),
    "quality_unread": ("count(*) filter (status in ('failed', 'rejected'))", "count(*)", "documents"),
    "quality_nowhere": ("count(*) filter (municipality_code is null)", "count(*)", "documents"),
    "quality_sums": ("count(*) filter (not agrees)", "count(agrees)", "assessment_summaries"),
    "quality_key": ("count(*) filter (basis <> 'catalogue')", "count(*)", "catalogue"),
}
"""Text of a line of the quality page: what is counted, of how many, in which table."""


def collect(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """All figures by name: lists of rows, and ``quality`` as (text, count, of)."""
    found: dict[str, Any] = {}
    for name, sql in _QUERIES.items():
        cursor = connection.execute(sql)
        names = [column[0] for column in cursor.description or ()]
        found[name] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    found["quality"] = [
        (text, *(connection.execute(f"select {part}, {whole} from {table}").fetchone() or (0, 0)))  # noqa: S608
        for text, (part, whole, table) in _QUALITY.items()
    ]
    return found

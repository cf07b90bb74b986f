"""Every table of a document as published rows, mapped onto records or not."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.danish import text as danish
from schemas.layout import Table
from schemas.records import CellRow, TableRow, checked_rows


def publish_tables(
    document_id: str, tables: tuple[Table, ...], mapped: Mapping[int, str]
) -> tuple[tuple[TableRow, ...], tuple[CellRow, ...]]:
    """Rows for ``tables`` and ``cells``.

    Args:
        document_id: the document they stand in.
        tables: the tables of its layout.
        mapped: table number → record table that its rows went to.
    """
    rows: list[TableRow] = []
    cells: list[dict[str, object]] = []
    for table in tables:
        table_id = f"{document_id[:16]}-t-{table.number:04d}"
        page, box = table.boxes[0]
        rows.append(
            TableRow(
                table_id=table_id,
                document_id=document_id,
                page=page,
                page_last=table.page_last,
                x0=round(box.x0, 2),
                top=round(box.top, 2),
                x1=round(box.x1, 2),
                bottom=round(box.bottom, 2),
                row_count=table.row_count,
                column_count=table.column_count,
                header_rows=table.header_rows,
                mapped_to=mapped.get(table.number),
                method=table.method,
                confidence=round(table.confidence, 4),
            )
        )
        for cell in table.cells:
            for part in cell.parts:
                box = part.box
                cells.append(
                    {
                        "table_id": table_id,
                        "document_id": document_id,
                        "page": part.page,
                        "row": cell.row,
                        "column": cell.column,
                        "row_span": cell.row_span,
                        "column_span": cell.column_span,
                        "text": danish.normalise("\n".join([line.text for line in part.lines])),
                        "is_header": cell.is_header,
                        "x0": round(box.x0, 2),
                        "top": round(box.top, 2),
                        "x1": round(box.x1, 2),
                        "bottom": round(box.bottom, 2),
                    }
                )
    return tuple(rows), checked_rows(CellRow, cells)

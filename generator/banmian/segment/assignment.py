"""Minimum-cost assignment (the Hungarian method with potentials), in O(n² m)."""

from collections.abc import Sequence

_INFINITE = float("inf")


def assign(cost: Sequence[Sequence[float]]) -> tuple[int, ...]:
    """Give each row a column of its own so that the sum of the costs is least.

    Args:
        cost: n rows of m columns, n ≤ m; finite.

    Returns:
        The column of each row.
    """
    rows, columns = len(cost), len(cost[0]) if cost else 0
    row_of = [0] * (columns + 1)
    by_row, by_column = [0.0] * (rows + 1), [0.0] * (columns + 1)
    for row in range(1, rows + 1):
        _augment(cost, row, row_of, by_row, by_column)
    column_of = [0] * rows
    for column in range(1, columns + 1):
        if row_of[column]:
            column_of[row_of[column] - 1] = column - 1
    return tuple(column_of)


def _augment(
    cost: Sequence[Sequence[float]],
    row: int,
    row_of: list[int],
    by_row: list[float],
    by_column: list[float],
) -> None:
    """Bring one more row in along the cheapest alternating path."""
    columns = len(row_of) - 1
    least, came_from = [_INFINITE] * (columns + 1), [0] * (columns + 1)
    used = [False] * (columns + 1)
    row_of[0], at = row, 0
    while True:
        used[at] = True
        here, step, following = row_of[at], _INFINITE, 0
        for column in range(1, columns + 1):
            if used[column]:
                continue
            reduced = cost[here - 1][column - 1] - by_row[here] - by_column[column]
            if reduced < least[column]:
                least[column], came_from[column] = reduced, at
            if least[column] < step:
                step, following = least[column], column
        for column in range(columns + 1):
            if used[column]:
                by_row[row_of[column]] += step
                by_column[column] -= step
            else:
                least[column] -= step
        at = following
        if not row_of[at]:
            break
    while at:
        row_of[at], at = row_of[came_from[at]], came_from[at]

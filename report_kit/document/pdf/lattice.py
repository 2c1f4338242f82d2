"""Ruled tables: drawn lines → a grid → cells, merged ones included.

Lines are brought to common coordinates and joined; lines that touch make one table. Its grid is every coordinate at
which a line stands; neighbouring fields without a line between are one cell. Open sides need nothing special: the grid
ends where the lines end.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from report_kit.document.model import BBox

SNAP = 3.0
"""Lines nearer than this (points) are one: double borders, borders drawn cell by cell."""
TOUCH = 2.5
"""How far a line may end before the one it meets."""
MIN_LENGTH = 5.0
COVERED = 0.8
"""Share of a field's side that a line must cover to close it."""
MAX_FIELDS = 60_000

Span = tuple[float, float]


@dataclass(slots=True)
class Lattice:
    """A table's grid. `owner[row][column]` is the number of the cell a field belongs to;
    `cells` are (first row, first column, last row, last column)."""

    xs: list[float]
    ys: list[float]
    owner: list[list[int]] = field(default_factory=list)
    cells: list[tuple[int, int, int, int]] = field(default_factory=list)
    edges: list[tuple[float, float, float]] = field(default_factory=list)

    @property
    def bbox(self) -> BBox:
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def cell_at(self, x: float, y: float) -> int | None:
        """Number of the cell that holds a point."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= row < len(self.ys) - 1 and 0 <= column < len(self.xs) - 1:
            return self.owner[row][column]
        return None

    def box(self, cell: int) -> BBox:
        r0, c0, r1, c1 = self.cells[cell]
        return (self.xs[c0], self.ys[r0], self.xs[c1 + 1], self.ys[r1 + 1])


def find_lattices(
    horizontals: list[tuple[float, float, float]], verticals: list[tuple[float, float, float]]
) -> tuple[list[Lattice], list[tuple[float, float, float]]]:
    """Ruled tables from top to bottom, and the horizontal lines that belong to none."""
    across, down = _joined(horizontals), _joined(verticals)
    groups, free = _touching(across, down)
    lattices = []
    for rows, columns in groups:
        lattice = _lattice(rows, columns)
        if lattice is not None:
            lattices.append(lattice)
    lattices.sort(key=lambda t: (t.ys[0], t.xs[0]))
    return lattices, free


def _joined(lines: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Lines at one coordinate that follow each other (borders of cells, dashes, dots) as one line."""
    if not lines:
        return []
    groups: list[list[tuple[float, float, float]]] = []
    last = -1e9
    for line in sorted(lines):
        if not groups or line[0] - last > SNAP or line[0] - groups[-1][0][0] > 2 * SNAP:
            groups.append([])
        groups[-1].append(line)
        last = line[0]
    joined = []
    for group in groups:
        group.sort(key=lambda line: line[1])
        at, start, end = [group[0][0]], group[0][1], group[0][2]
        for where, first, final in group[1:]:
            if first <= end + SNAP:
                end = max(end, final)
                at.append(where)
            else:
                joined.append((sum(at) / len(at), start, end))
                at, start, end = [where], first, final
        joined.append((sum(at) / len(at), start, end))
    return [line for line in joined if line[2] - line[1] >= MIN_LENGTH]


def _touching(
    across: list[tuple[float, float, float]], down: list[tuple[float, float, float]]
) -> tuple[
    list[tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]], list[tuple[float, float, float]]
]:
    """Groups of lines that meet, and the horizontals that meet none."""
    parent = list(range(len(across) + len(down)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    ys = [a[0] for a in across]
    met = [False] * len(across)
    for number, (x, top, bottom) in enumerate(down, len(across)):
        for index in range(bisect_right(ys, top - TOUCH - 0.01), bisect_right(ys, bottom + TOUCH)):
            _, x0, x1 = across[index]
            if x0 - TOUCH <= x <= x1 + TOUCH:
                parent[root(index)] = root(number)
                met[index] = True
    groups: dict[int, tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]] = {}
    for index, line in enumerate(across):
        if met[index]:
            groups.setdefault(root(index), ([], []))[0].append(line)
    for number, line in enumerate(down, len(across)):
        groups.setdefault(root(number), ([], []))[1].append(line)
    free = [line for index, line in enumerate(across) if not met[index]]
    return [g for g in groups.values() if len(g[0]) >= 2 and g[1]], free


def _coordinates(values: list[float]) -> list[float]:
    """Coordinates of a grid: values nearer than SNAP are one."""
    values = sorted(values)
    groups = [[values[0]]]
    for value in values[1:]:
        if value - groups[-1][-1] <= SNAP:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(g) / len(g) for g in groups]


def _lattice(across: list[tuple[float, float, float]], down: list[tuple[float, float, float]]) -> Lattice | None:
    ys = _coordinates([a[0] for a in across])
    xs_of_lines = [d[0] for d in down]
    # Open sides: the outermost columns end where most horizontal lines end.
    left, right = min(a[1] for a in across), max(a[2] for a in across)
    xs = _coordinates(xs_of_lines)
    if left < xs[0] - 2 * SNAP:
        xs.insert(0, left)
    if right > xs[-1] + 2 * SNAP:
        xs.append(right)
    top, bottom = min(d[1] for d in down), max(d[2] for d in down)
    if top < ys[0] - 2 * SNAP:
        ys.insert(0, top)
    if bottom > ys[-1] + 2 * SNAP:
        ys.append(bottom)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns > MAX_FIELDS:
        return None
    below = _closed(across, ys, xs)
    beside = _closed(down, xs, ys)
    return _with_cells(Lattice(xs, ys, edges=across), below, beside)


def _closed(lines: list[tuple[float, float, float]], at: list[float], along: list[float]) -> list[set[int]]:
    """For each coordinate of `at`, the fields along it whose side a line covers."""
    closed: list[set[int]] = [set() for _ in at]
    for where, start, end in lines:
        index = min(range(len(at)), key=lambda i: abs(at[i] - where))
        first = max(0, bisect_right(along, start) - 1)
        for number in range(first, len(along) - 1):
            low, high = along[number], along[number + 1]
            if low >= end:
                break
            if min(high, end) - max(low, start) >= COVERED * (high - low):
                closed[index].add(number)
    return closed


def _with_cells(lattice: Lattice, below: list[set[int]], beside: list[set[int]]) -> Lattice:
    """Joins fields without a line between; a cell grown out of shape is cut into rectangles, row by row."""
    rows, columns = len(lattice.ys) - 1, len(lattice.xs) - 1
    owner = [[-1] * columns for _ in range(rows)]
    cells: list[tuple[int, int, int, int]] = []
    for row in range(rows):
        for column in range(columns):
            if owner[row][column] >= 0:
                continue
            last = column
            while last + 1 < columns and owner[row][last + 1] < 0 and row not in beside[last + 1]:
                last += 1
            bottom = row
            while bottom + 1 < rows and _goes_on(bottom + 1, column, last, below, beside):
                bottom += 1
            for r in range(row, bottom + 1):
                for c in range(column, last + 1):
                    owner[r][c] = len(cells)
            cells.append((row, column, bottom, last))
    lattice.owner, lattice.cells = owner, cells
    return lattice


def _goes_on(row: int, first: int, last: int, below: list[set[int]], beside: list[set[int]]) -> bool:
    """Whether a cell over the columns `first` to `last` reaches down into `row`."""
    if any(c in below[row] for c in range(first, last + 1)):
        return False
    return not any(row in beside[c] for c in range(first + 1, last + 1))

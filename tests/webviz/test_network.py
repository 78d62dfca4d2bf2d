"""The large network: positions by their laws, links that stay, the picture in a browser within its bounds."""

from __future__ import annotations

from base64 import b64decode

import numpy as np
import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from webviz.network_layout import EXTENT, laid_out
from webviz.network_points import strongest

COLOURS = """canvas => {
  const drawn = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(drawn.data.buffer)).size;
}"""


def rings(clusters: int, size: int) -> tuple[np.ndarray, tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """So many rings of so many dots, each joined with the next one by a single link."""
    cluster = np.repeat(np.arange(clusters), size)
    nodes = np.arange(clusters * size)
    round_about = np.where((nodes + 1) % size == 0, nodes + 1 - size, nodes + 1)
    between = np.arange(clusters - 1) * size
    first = np.concatenate([nodes, between])
    second = np.concatenate([round_about, between + size])
    return cluster, (np.minimum(first, second), np.maximum(first, second), np.ones(first.size))


def test_clusters_stand_apart() -> None:
    """Every dot is nearer to the middle of its own cluster than to that of any other."""
    cluster, links = rings(6, 40)
    points = laid_out(cluster, links).astype(float)
    middles = np.stack([points[cluster == one].mean(axis=0) for one in range(6)])
    nearest = np.hypot(*(points[:, None] - middles[None]).transpose(2, 0, 1)).argmin(axis=1)
    assert nearest.tolist() == cluster.tolist()


def test_positions_fill_the_square_and_are_the_same_again() -> None:
    cluster, links = rings(5, 30)
    points = laid_out(cluster, links)
    assert (points == laid_out(cluster, links)).all()
    assert max(np.ptp(points[:, 0]), np.ptp(points[:, 1])) == EXTENT


@pytest.mark.parametrize("size", [1, 2, 3])
def test_few_dots_have_their_places(size: int) -> None:
    cluster, links = rings(1, size)
    keep = links[0] != links[1]
    assert laid_out(cluster, (links[0][keep], links[1][keep], links[2][keep])).shape == (size, 2)
    nobody = np.zeros(0, dtype=np.int64)
    assert laid_out(nobody, (nobody, nobody, np.zeros(0))).size == 0


def test_clusters_that_nothing_joins_stand_around() -> None:
    cluster = np.array([0, 0, 0, 1, 1, 2, 2])
    links = (np.array([0, 1, 3, 5]), np.array([1, 2, 4, 6]), np.ones(4))
    assert len(np.unique(laid_out(cluster, links), axis=0)) == 7


def test_each_node_keeps_its_strongest_link() -> None:
    first, second = np.array([0, 0, 1, 2]), np.array([1, 2, 2, 3])
    weight = np.array([5.0, 1.0, 4.0, 1.0])
    assert strongest(first, second, weight, 0).tolist() == [True, False, True, True]
    assert strongest(first, second, weight, 4).tolist() == [True] * 4


def test_the_columns_agree_with_the_answer(client: FlaskClient) -> None:
    answer = client.get("/api/v1/ask/coauthors?limit=0").json
    columns = client.get("/network/points").json
    assert answer is not None
    assert columns is not None
    a, b, joint = (np.frombuffer(b64decode(columns[name]), "<u2") for name in ("a", "b", "joint"))
    drawn = {(columns["ids"][x], columns["ids"][y]): int(n) for x, y, n in zip(a, b, joint, strict=True)}
    rows = [dict(zip(answer["columns"], row, strict=True)) for row in answer["rows"]]
    assert drawn == {(row["a"], row["b"]): row["joint"] for row in rows}
    assert columns["links"] == len(rows)


def test_the_network_is_drawn_and_walked_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/network", wait_until="load")
    page.wait_for_selector("#points[data-drawn]")
    canvas = page.locator("#points-canvas")
    assert canvas.evaluate(COLOURS) > 3
    canvas.focus()
    page.keyboard.press("ArrowRight")
    name = page.locator("#points-chosen [data-name]")
    expect(name).to_be_visible()
    first = name.get_attribute("href")
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
    expect(page.locator("#points-chosen [data-partners] a").first).to_be_visible()
    page.keyboard.press("+")
    page.keyboard.press("0")
    page.keyboard.press("Escape")
    expect(page.locator("#points-chosen [data-none]")).to_be_visible()
    page.get_by_label("Find a scientist in the picture").fill("<img")
    page.keyboard.press("Enter")
    expect(name).to_contain_text("<img")
    assert first
    page.locator("#points-canvas").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/neighbourhood?**")


def test_first_draw_is_within_its_bounds(page: Page, address: str) -> None:
    """With the answer kept: a second and a half, a megabyte."""
    sizes: list[int] = []
    page.goto(f"{address}/network", wait_until="networkidle")
    page.on("response", lambda response: sizes.append(len(response.body())))
    page.reload(wait_until="networkidle")
    page.wait_for_selector("#points[data-drawn]")
    assert int(page.locator("#points").get_attribute("data-drawn") or 0) < 1_500
    assert sum(sizes) < 1_000_000

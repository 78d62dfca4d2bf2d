"""Every source: its sample, its words, and the contract of its facts."""

import pytest

from graph.batch import to_batch
from graph.errors import LoadStopped
from loaders import Loader, find_loader, loaders
from tests.loaders.contract import check


@pytest.mark.parametrize("loader", loaders().values(), ids=lambda loader: loader.name)
def test_every_source_has_what_the_catalogue_promises(loader: Loader) -> None:
    assert loader.title
    assert loader.reads
    assert loader.licence
    parsed = loader.parse(loader.sample)
    check(parsed)
    assert parsed == loader.parse(loader.sample)
    batch = to_batch([parsed])
    assert sum(table.num_rows for table in batch.tables.values()) == len(parsed.facts)


def test_an_unknown_source_names_the_known() -> None:
    with pytest.raises(LoadStopped, match=r"openalex, .*ror, .*table"):
        find_loader("nothing")

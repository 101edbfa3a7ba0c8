"""One setting, TLN_TEST_SIZE, says how much the suite tries: small, ci or long."""

import hypothesis
import pytest

from portal.settings import env

EXAMPLES = {"small": 20, "ci": 60, "long": 500}

for _size, _examples in EXAMPLES.items():
    hypothesis.settings.register_profile(_size, max_examples=_examples, deadline=None, print_blob=True)


def chosen_size() -> str:
    """Return the size asked for."""
    size = env.text("TLN_TEST_SIZE")
    if size not in EXAMPLES:
        raise pytest.UsageError(f"TLN_TEST_SIZE must be one of {', '.join(EXAMPLES)}.")
    return size


def pytest_configure(config: pytest.Config) -> None:
    hypothesis.settings.load_profile(chosen_size())


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the slow tests out of the small suite, unless they are asked for by -m; begin with the longest."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
    if chosen_size() != "small" or config.option.markexpr:
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    if slow:
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if item not in slow]

"""How many ready raw items one producer process acknowledges in a second: ids, record and compression included.

python -m benchmarks.enqueue --items 100000
"""

import argparse
import statistics
import time

from benchmarks.bench import articles, briefs, own_server
from producers.send import enqueue_items
from runtime.connect import open_bytes_client


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    for name, items in (("briefs", briefs(asked.items)), ("articles", articles(asked.items // 20))):
        rates = []
        for _ in range(asked.repeats):
            with own_server() as settings, open_bytes_client(settings) as client:
                start = time.perf_counter()
                sent = enqueue_items(items, client=client)
                rates.append(sent.acknowledged / (time.perf_counter() - start))
                used = client.info("memory")["used_memory_dataset"] / sent.acknowledged
        shown = f"{min(rates):,.0f} to {max(rates):,.0f}"
        print(f"{name}: {statistics.median(rates):,.0f} items/s ({shown}), {used:.0f} bytes an item on the server")


if __name__ == "__main__":
    main()

"""The project's own benchmarks: `make bench`. Each figure stands beside a peer's or a floor's."""

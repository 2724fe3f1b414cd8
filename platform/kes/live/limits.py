"""How fast one socket may send."""

import time


class Bucket:
    """A token bucket: `rate` messages a second, bursts of ten seconds' worth."""

    def __init__(self, rate: float, burst: float | None = None) -> None:
        self.rate = rate
        self.burst = burst if burst is not None else rate * 10
        self._tokens = self.burst
        self._at = time.monotonic()

    def take(self, cost: float = 1) -> bool:
        now = time.monotonic()
        self._tokens = min(self.burst, self._tokens + (now - self._at) * self.rate)
        self._at = now
        self._tokens -= cost
        return self._tokens >= 0

/**
 * Notices when this tab may have missed something: a network that is back, a tab that is looked at again,
 * a laptop that slept (a clock that jumped), a page taken back from the browser's history.
 */
const TICK = 5000 // milliseconds
const JUMP = 3 * TICK

export function watchWaking({ wake, sleep, signal, page = globalThis }) {
  const options = { signal }
  page.addEventListener('online', () => wake('network'), options)
  page.addEventListener('offline', () => sleep('network'), options)
  page.addEventListener('pageshow', ({ persisted }) => persisted && wake('history'), options)
  // An open socket would keep the page out of the history.
  page.addEventListener('pagehide', () => sleep('history'), options)
  page.document.addEventListener('visibilitychange', () => !page.document.hidden && wake('look'), options)
  watchClock(() => wake('clock'), signal)
}

function watchClock(jumped, signal) {
  let last = Date.now()
  const timer = setInterval(() => {
    const now = Date.now()
    if (now - last > JUMP) jumped()
    last = now
  }, TICK)
  signal.addEventListener('abort', () => clearInterval(timer))
}

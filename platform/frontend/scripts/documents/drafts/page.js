/** What may happen to a page: it is hidden, looked at again, cut off, connected again, closed. */

/** `save()` writes to the store; `tell(type)` gives the transport an event; until `signal` is aborted. */
export function followPage({ save, tell, signal }) {
  window.addEventListener('pagehide', save, { signal })
  window.addEventListener('online', () => tell('online'), { signal })
  window.addEventListener('offline', () => tell('offline'), { signal })
  document.addEventListener('visibilitychange', () => (document.hidden ? save() : tell('wake')), { signal })
}

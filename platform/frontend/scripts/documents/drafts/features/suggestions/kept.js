/** Suggestions that this browser keeps until they are sent. */
import { recall } from '../../../../storage.js'

/** Where those of the reader for this part are kept. */
export function keyOf({ part }) {
  return `fork:${document.body.dataset.user}:${part}`
}

/** Whether something unsent waits. */
export function waiting(host) {
  return Boolean(read(keyOf(host), host.replica.epoch))
}

/** The Yjs update that is kept under a key for this text, or null. */
export function read(key, epoch) {
  try {
    const saved = JSON.parse(recall(key))
    if (saved?.epoch !== epoch) return null
    return Uint8Array.from(atob(saved.update), (letter) => letter.charCodeAt(0))
  } catch {
    return null
  }
}

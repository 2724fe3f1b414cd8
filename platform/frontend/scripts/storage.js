/**
 * A store that never throws: where it is full or forbidden, what is remembered holds until the page is left.
 * `shelf` answers the browser's store that is meant; asking for it may fail, too.
 */
const here = new Map()
const lasting = () => localStorage

export function recall(key, shelf = lasting) {
  if (here.has(key)) return here.get(key)
  try {
    return shelf().getItem(key)
  } catch {
    return null
  }
}

/** Whether it outlives the page. */
export function remember(key, value, shelf = lasting) {
  try {
    shelf().setItem(key, value)
    here.delete(key)
    return true
  } catch {
    here.set(key, value)
    return false
  }
}

export function drop(key, shelf = lasting) {
  here.delete(key)
  try {
    shelf().removeItem(key)
  } catch {
    // then nothing of it is there
  }
}

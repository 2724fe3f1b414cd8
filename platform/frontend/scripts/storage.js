/** localStorage that never throws: where it is full or forbidden, what is remembered holds until the page is left. */
const here = new Map()

export function recall(key) {
  if (here.has(key)) return here.get(key)
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** Whether it outlives the page. */
export function remember(key, value) {
  try {
    localStorage.setItem(key, value)
    here.delete(key)
    return true
  } catch {
    here.set(key, value)
    return false
  }
}

export function drop(key) {
  here.delete(key)
  try {
    localStorage.removeItem(key)
  } catch {
    // then nothing of it is there
  }
}

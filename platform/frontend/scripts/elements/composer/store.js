/** Texts not yet sent, in localStorage, by person and form; a full or forbidden storage is no error. */
const MONTH = 30 * 24 * 3600 * 1000

export function keepFields(name, fields) {
  try {
    localStorage.setItem(key(name), JSON.stringify({ at: Date.now(), fields }))
    return true
  } catch {
    return false
  }
}

export function keptFields(name) {
  try {
    const saved = JSON.parse(localStorage.getItem(key(name)))
    return saved && Date.now() - saved.at < MONTH ? saved.fields : null
  } catch {
    return null
  }
}

export function forgetFields(name) {
  try {
    localStorage.removeItem(key(name))
  } catch {
    // nothing was kept then
  }
}

function key(name) {
  return `kept:${document.body.dataset.user || 'visitor'}:${name}`
}

/** Texts not yet sent, in localStorage, by person and form; a full or forbidden storage is no error. */
import { drop, recall, remember } from '../../storage.js'

const MONTH = 30 * 24 * 3600 * 1000

/** `sent` while the fields are on their way to the server. */
export function keepFields(name, fields, sent = false) {
  return remember(keyOf(name), JSON.stringify({ at: Date.now(), fields, sent }))
}

export function keptFields(name) {
  return entry(name)?.fields ?? null
}

export function forgetFields(name) {
  drop(keyOf(name))
}

/** Forgets what was sent; what another tab keeps under this name since then stays. */
export function forgetSent(name) {
  if (entry(name)?.sent) forgetFields(name)
}

function entry(name) {
  try {
    const saved = JSON.parse(recall(keyOf(name)))
    return saved && Date.now() - saved.at < MONTH ? saved : null
  } catch {
    return null
  }
}

export function keyOf(name) {
  return `kept:${document.body.dataset.user || 'visitor'}:${name}`
}

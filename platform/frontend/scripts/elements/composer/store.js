/**
 * Texts not yet sent, by person and form; a full or forbidden storage is no error. A person's own stay in this
 * browser for a month. A visitor's, with a name and an e-mail address, go with the tab: the next one at a
 * library's computer is a visitor too.
 */
import { drop, recall, remember } from '../../storage.js'

const MONTH = 30 * 24 * 3600 * 1000
const VISITOR = 'kept:visitor:'

clearVisitors()

/** `sent` while the fields are on their way to the server. */
export function keepFields(name, fields, sent = false) {
  return remember(keyOf(name), JSON.stringify({ at: Date.now(), fields, sent }), shelf)
}

export function keptFields(name) {
  return entry(name)?.fields ?? null
}

export function forgetFields(name) {
  drop(keyOf(name), shelf)
}

/** Forgets what was sent; what another tab keeps under this name since then stays. */
export function forgetSent(name) {
  if (entry(name)?.sent) forgetFields(name)
}

export function keyOf(name) {
  const { user } = document.body.dataset
  return user ? `kept:${user}:${name}` : `${VISITOR}${name}`
}

function entry(name) {
  try {
    const saved = JSON.parse(recall(keyOf(name), shelf))
    return saved && Date.now() - saved.at < MONTH ? saved : null
  } catch {
    return null
  }
}

function shelf() {
  return document.body.dataset.user ? localStorage : sessionStorage
}

/** What visitors left here when theirs was kept as long as everybody's. */
function clearVisitors() {
  try {
    const left = Object.keys(localStorage).filter((name) => name.startsWith(VISITOR))
    left.forEach((name) => localStorage.removeItem(name))
  } catch {
    // a forbidden storage has nothing
  }
}

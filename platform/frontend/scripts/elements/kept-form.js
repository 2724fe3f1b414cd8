/**
 * <form data-keep="/threads/12/replies/">: what is typed is kept in this browser, for this person and form, until
 * the server has accepted it. A closed tab, a crash or an error page lose nothing.
 * The server names an accepted form in the cookie "accepted"; scripts that send a form call `forget(form)`.
 * Tabs with the same form keep their texts in one place: what one of them sent is forgotten, not what another holds.
 */
import { keptFields, keepFields, keyOf, forgetFields, forgetSent } from './composer/store.js'

const WAIT = 400 // milliseconds after the last key

const timers = new WeakMap()

settleAccepted()
document.querySelectorAll('form[data-keep]').forEach(restore)

document.addEventListener('input', ({ target }) => {
  const form = target.form
  if (form?.dataset.keep === undefined) return
  clearTimeout(timers.get(form))
  timers.set(form, setTimeout(keep, WAIT, form))
})

document.addEventListener('submit', ({ target }) => target.dataset.keep !== undefined && keep(target, true))
window.addEventListener('storage', onOtherTab)
window.addEventListener('pagehide', () => document.querySelectorAll('form[data-keep]').forEach(keepWaiting))

/** The server has it: nothing is kept any more. */
export function forget(form) {
  clearTimeout(timers.get(form))
  timers.delete(form)
  forgetSent(form.dataset.keep)
}

/** Keeps the fields at once, e.g. after a script changed them. */
export function keep(form, sent = false) {
  clearTimeout(timers.get(form))
  timers.delete(form)
  if (typed(form)) keepFields(form.dataset.keep, values(form), sent)
  else forgetFields(form.dataset.keep)
}

function keepWaiting(form) {
  if (timers.has(form)) keep(form)
}

/** Another tab sent or emptied its text, and with it went the one that is being written here. */
function onOtherTab({ key, oldValue, newValue }) {
  if (newValue !== null || !oldValue) return
  const forms = [...document.querySelectorAll('form[data-keep]')]
  const others = ({ name, value }) => JSON.parse(oldValue).fields[name] !== value
  forms
    .filter((form) => keyOf(form.dataset.keep) === key && typed(form))
    .filter((form) => writtenIn(form).some(others))
    .forEach((form) => keep(form))
}

function restore(form) {
  const saved = keptFields(form.dataset.keep)
  if (!saved || form.querySelector('.errors, .error-summary')) return
  Object.entries(saved).forEach(([name, value]) => {
    const field = form.elements.namedItem(name)
    if (field) field.value = form.dataset.filled === undefined ? value : both(value, field)
  })
  form.dispatchEvent(new CustomEvent('kept:restored', { bubbles: true }))
  say(form, gettext('Your unsent text is back.'))
}

/**
 * The server put a text into the form too (a quotation, a colleague's answer, a text kept over a sign-in): neither is
 * lost. What a hidden field says belongs to what the server shows: the revision of that answer, the post quoted.
 */
function both(saved, { type, defaultValue: given = '' }) {
  if (type === 'hidden') return given || saved
  if (type !== 'textarea' || !given.trim() || saved.includes(given.trim())) return saved
  return `${saved.trimEnd()}\n\n${given}`
}

function say(form, words) {
  const state = form.querySelector('[data-save-state]')
  if (!state) return
  state.dataset.state = 'saved'
  state.textContent = words
}

function values(form) {
  const fields = [...form.elements].filter((field) => field.name && keepable(field))
  return Object.fromEntries(fields.map((field) => [field.name, field.value]))
}

function keepable({ type, name }) {
  if (['csrfmiddlewaretoken', 'writer', 'back', 'seen'].includes(name)) return false
  return !['submit', 'button', 'password', 'file', 'checkbox', 'radio'].includes(type)
}

function typed(form) {
  return writtenIn(form).some((field) => field.value.trim() && field.value !== field.defaultValue)
}

function writtenIn(form) {
  return [...form.elements].filter((field) => field.matches('textarea, input[type=text], input[type=email]'))
}

function settleAccepted() {
  const cookie = /(?:^|; )accepted=([^;]*)/.exec(document.cookie)
  if (!cookie) return
  forgetSent(decodeURIComponent(cookie[1]).replaceAll('"', ''))
  document.cookie = 'accepted=; Max-Age=0; path=/; SameSite=Lax'
}

/**
 * The state of the text in words, pure. It never says "Saved" while a word is not on the server.
 *
 * `describe(status)` takes `Session.status` and gives `{kind, text, note}`; kind: saved, saving, offline, read-only,
 * ended or loading; `note` is what else must be known, or ''.
 */
export function describe(status) {
  return { ...state(status), note: note(status) }
}

function state({ phase, reachable, ending, write, loaded, pending }) {
  if (ending) return { kind: 'ended', text: kept(endings()[ending], pending) }
  if (!loaded) return { kind: 'loading', text: gettext('Opening the text…') }
  if (!reachable && phase !== 'idle') return offline(pending)
  if (write === false) return { kind: 'read-only', text: kept(gettext('Read only'), pending) }
  if (!pending) return { kind: 'saved', text: gettext('Saved') }
  return { kind: 'saving', text: interpolate(gettext('Saving… (%(count)s)'), { count: pending }, true) }
}

function offline(pending) {
  if (!pending)
    return { kind: 'offline', text: gettext('Offline: you can go on writing, your text is kept here') }
  const words = ngettext(
    'Offline: your text is kept here (%(count)s change)',
    'Offline: your text is kept here (%(count)s changes)',
    pending,
  )
  return { kind: 'offline', text: interpolate(words, { count: pending }, true) }
}

function kept(text, pending) {
  if (!pending) return text
  const words = ngettext(
    '%(state)s - %(count)s change is not saved, it is kept here',
    '%(state)s - %(count)s changes are not saved, they are kept here',
    pending,
  )
  return interpolate(words, { state: text, count: pending }, true)
}

function endings() {
  return {
    'signed-out': gettext('You are signed out. Sign in again in another tab, then reload this page'),
    'no-right': gettext('You may no longer see this text'),
    gone: gettext('This part is no longer here'),
  }
}

function note({ reason, durable, write, ending }) {
  if (reason && (write === false || ending)) return reason
  return durable
    ? ''
    : gettext('This browser does not let us keep your text: it is kept only in this tab until it is saved')
}

/** Words of a text, Markdown marks not counted. */
export function countWords(text) {
  return text.match(/[\p{L}\p{N}]+(?:[-'’.,][\p{L}\p{N}]+)*/gu)?.length ?? 0
}

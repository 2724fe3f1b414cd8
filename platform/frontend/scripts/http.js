/**
 * One way to post a form's fields and to get JSON or HTML: never throws, says in words what went wrong.
 * Answers {ok, status, data, message}; status 0 means that the server was not reached.
 */
const PATIENCE = 20000 // milliseconds

export function post(url, fields, { keepalive = false } = {}) {
  const body = fields instanceof FormData ? fields : toForm(fields)
  body.delete('csrfmiddlewaretoken')
  return send(url, { method: 'POST', body, keepalive, headers: { 'X-CSRFToken': csrfToken() } })
}

export function getJson(url) {
  return send(url, {})
}

/** `data` has the `html` and what the server says about it in X-Window. */
export function getHtml(url) {
  return send(url, { headers: { Accept: 'text/html' } })
}

/** The current token: the cookie outlives a new sign-in in another tab, the field of an old page does not. */
export function csrfToken() {
  const cookie = /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)
  return cookie ? cookie[1] : (document.querySelector('[name=csrfmiddlewaretoken]')?.value ?? '')
}

async function send(url, options) {
  const headers = { Accept: 'application/json', ...options.headers }
  try {
    const signal = AbortSignal.timeout(PATIENCE)
    const response = await fetch(url, { credentials: 'same-origin', signal, ...options, headers })
    return await read(response)
  } catch {
    return { ok: false, status: 0, data: {}, message: gettext('The server cannot be reached.') }
  }
}

async function read(response) {
  const json = response.headers.get('Content-Type')?.includes('json')
  const window = response.headers.get('X-Window')
  const data = json ? await response.json() : window ? { html: await response.text(), window } : {}
  const { ok, status } = response
  return { ok, status, data, message: ok ? '' : (data.errors?.join(' ') ?? explain(status)) }
}

function explain(status) {
  if (status === 403) return gettext('You may not do this any more.')
  if (status === 404) return gettext('This does not exist any more, or you may not see it.')
  if (status === 413) return gettext('The text is too long for the server.')
  return gettext('Something went wrong on the server.')
}

function toForm(fields) {
  const form = new FormData()
  Object.entries(fields).forEach(([name, value]) => form.append(name, value))
  return form
}

/** What the scripts of consultations need of a browser, beyond page.js. */
import { page } from '../../page.js'

export function browser(html) {
  const document = page(html)
  const { window } = document.defaultView
  for (const name of ['FormData', 'CustomEvent', 'localStorage', 'sessionStorage', 'location', 'Node'])
    globalThis[name] = window[name]
  globalThis.addEventListener = window.addEventListener.bind(window)
  globalThis.removeEventListener = window.removeEventListener.bind(window)
  globalThis.interpolate = (text, values) => values.reduce((words, value) => words.replace('%s', value), text)
  return document
}

export function wait(milliseconds = 0) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

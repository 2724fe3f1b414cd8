/** A page without a browser: import it with the HTML before the script under test. */
import { JSDOM } from 'jsdom'

export function page(html) {
  const { window } = new JSDOM(html, { url: 'http://127.0.0.1/', pretendToBeVisual: true })
  const names = [
    'window',
    'document',
    'HTMLElement',
    'customElements',
    'MutationObserver',
    'KeyboardEvent',
    'Event',
    'AbortController',
  ]
  names.forEach((name) => (globalThis[name] = name === 'window' ? window : window[name]))
  globalThis.gettext = (text) => text
  return window.document
}

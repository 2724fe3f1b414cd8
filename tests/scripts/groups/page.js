/** A page for the tests: jsdom's window as the global one, with what it lacks and Django's JavaScript catalog. */
import { JSDOM } from 'jsdom'

const NAMES =
  'window document navigator location localStorage HTMLElement Event CustomEvent FormData customElements Node ' +
  'getSelection DOMParser CSS AbortController'

const { window } = new JSDOM('<!doctype html><body data-user="7"></body>', {
  url: 'https://kes.example/threads/1/',
  pretendToBeVisual: true,
})

for (const name of NAMES.split(' ')) {
  Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true })
}
globalThis.gettext = (text) => text
globalThis.ngettext = (one, many, count) => (count === 1 ? one : many)
globalThis.interpolate = (text, values) => values.reduce((words, value) => words.replace('%s', value), text)
globalThis.requestAnimationFrame = (task) => setTimeout(task)
// jsdom lays nothing out, so nothing ever comes into view by itself: `comeIntoView` says that it did
const observers = new Set()
globalThis.IntersectionObserver = class {
  #targets = new Set()
  constructor(seen) {
    this.seen = seen
    observers.add(this)
  }
  observe(target) {
    this.#targets.add(target)
  }
  disconnect() {
    observers.delete(this)
  }
  look(target, isIntersecting) {
    if (this.#targets.has(target)) this.seen([{ target, isIntersecting }])
  }
}

export function comeIntoView(target, isIntersecting = true) {
  observers.forEach((observer) => observer.look(target, isIntersecting))
}

/** The body's content; elements upgrade at once. */
export function show(html) {
  observers.clear()
  document.body.innerHTML = html
  return document.body
}

/** Answers of the server, in order, as [status, body, window of the thread]; returns the requests that were made. */
export function answer(...answers) {
  const requests = []
  globalThis.fetch = async (url, options) => {
    requests.push({ url: String(url), ...options, fields: options?.body && Object.fromEntries(options.body) })
    const next = answers.shift()
    if (!next) throw new TypeError('offline')
    const [status, body, shown] = next
    const type = typeof body === 'string' ? 'text/html' : 'application/json'
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const headers = { 'Content-Type': type, ...(shown && { 'X-Window': shown }) }
    return new Response(status === 204 ? null : text, { status, headers })
  }
  return requests
}

export const tick = (ms = 0) => new Promise((resolve) => setTimeout(resolve, ms))

export function postHtml(number, { revision = 1, author = 3, text = `Wpis ${number}` } = {}) {
  return `<article class="post" data-author="${author}" id="post-${number}" data-post="${100 + number}"
    data-number="${number}" data-revision="${revision}"><div class="post-main">
    <p class="post-author">Bob Łuczak</p><div class="prose">${text}</div>
    <footer class="post-actions"><a href="/reply/${number}" data-reply="${100 + number}">Reply</a>
    <a href="/quote/${number}" data-quote="/posts/${100 + number}/quote/">Quote</a></footer></div></article>`
}

export function threadHtml({ first = 1, last = 3, total = last, read = 0, form = '' } = {}) {
  const posts = Array.from({ length: last - first + 1 }, (_, n) => postHtml(first + n)).join('')
  const load = (direction, count) =>
    `<p data-load="${direction}"${count < 1 ? ' hidden' : ''}><a href="?"><span data-count>${count}</span></a></p>`
  return `<live-topic><thread-posts data-first="${first}" data-last="${last}" data-total="${total}"
    data-read="${read}" data-posts-url="/threads/1/posts/" data-read-url="/threads/1/read/">
    ${load('earlier', first - 1)}${posts}${load('later', total - last)}
    <a class="new-posts" href="#" hidden></a></thread-posts>
    <p data-announce></p><typing-line></typing-line>${form}</live-topic>`
}

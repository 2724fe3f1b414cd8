/**
 * <soft-refresh id="desk">: when something happens in a <live-topic data-for="desk">, fetches the page again and
 * replaces its own content with that of the fresh page, once nobody is writing in it or moving things, and never
 * with a page that was asked for before what is shown. Events of a kind that begins with a word of `data-without`
 * are somebody else's business. An event of the kind `data-sitting` stands for all that its author writes in the
 * ten minutes that follow, so the page is looked at again and again meanwhile.
 */
const WAIT = 400 // milliseconds: one action is often several events
const AGAIN = 30_000
const SITTING = 600_000
const BUSY =
  ':is(input, textarea, select):focus, dialog[open], details.menu[open], .comment-form, [aria-busy=true], [data-dragged]'
const KINDS = ['event', 'reload', 'closed']

class SoftRefresh extends HTMLElement {
  #leaving
  #timer
  #until = 0 // somebody may be writing

  connectedCallback() {
    this.#leaving = new AbortController()
    const { signal } = this.#leaving
    document.querySelectorAll(`live-topic[data-for="${this.id}"]`).forEach((topic) => {
      KINDS.forEach((kind) => topic.addEventListener(`live:${kind}`, (news) => this.#hear(news), { signal }))
    })
  }

  disconnectedCallback() {
    this.#leaving.abort()
    clearTimeout(this.#timer)
  }

  #hear({ detail }) {
    const without = this.dataset.without?.split(' ') ?? []
    if (without.some((begin) => detail.kind?.startsWith(begin))) return
    if (detail.kind && detail.kind === this.dataset.sitting) this.#until = Date.now() + SITTING
    this.#soon()
  }

  #soon(wait = WAIT) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#due(wait), wait)
  }

  /** Nobody looks at a hidden tab; once it is shown, it follows within half a minute. */
  #due(waited) {
    if (waited === AGAIN && document.hidden) this.#soon(AGAIN)
    else this.#refresh()
  }

  async #refresh() {
    if (Date.now() < this.#until) this.#soon(AGAIN)
    if (this.querySelector(BUSY)) return this.#soon()
    const before = this.innerHTML
    const page = await load(location.href)
    if (!this.isConnected) return
    // what was moved or replaced while the page was on its way may be newer than the page
    if (this.querySelector(BUSY) || this.innerHTML !== before) return this.#soon()
    const fresh = page?.getElementById(this.id)
    if (fresh && fresh.innerHTML !== this.innerHTML) this.#replace(fresh)
  }

  /** The link, or the button with an id, that had the focus keeps it. */
  #replace(fresh) {
    const focused = this.contains(document.activeElement) ? document.activeElement : null
    fresh.querySelectorAll('details:is([id], .contents)').forEach((fold) => {
      const same = this.querySelector(fold.id ? `[id="${fold.id}"]` : '.contents')
      if (same) fold.open = same.open
    })
    this.replaceChildren(...fresh.childNodes)
    if (focused?.id) this.querySelector(`#${CSS.escape(focused.id)}`)?.focus()
    else if (focused?.href)
      this.querySelector(`a[href="${CSS.escape(focused.getAttribute('href'))}"]`)?.focus()
  }
}

/** The page as the server has it now; null when it cannot be had or is another one by now. */
async function load(url) {
  try {
    const response = await fetch(url, { credentials: 'same-origin' })
    if (!response.ok || response.redirected) return null
    return new DOMParser().parseFromString(await response.text(), 'text/html')
  } catch {
    return null
  }
}

customElements.define('soft-refresh', SoftRefresh)

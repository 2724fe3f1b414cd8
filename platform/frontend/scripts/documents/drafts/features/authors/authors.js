/** Who wrote what: colours by author or of what is new, a tip with name and time, and the same in words for the caret. */
import { colours, redraw } from './colours.js'
import { Credits, fetchCredits } from './credits.js'
import { runAt, runsOf } from './ids.js'
import { AuthorsPanel, dated } from './panel.js'
import { tip } from './tip.js'

const ASK_AGAIN = 3_000

export function authors(host) {
  const feature = new Authors(host)
  return {
    extensions: [colours(host.replica.text, feature.state), tip((at) => feature.tip(at))],
    acts: { authors: () => feature.open() },
    element: feature.panel.element,
    destroy: () => feature.destroy(),
  }
}

class Authors {
  constructor(host) {
    this.host = host
    this.url = host.element.getAttribute('updates').replace(/updates$/, 'authors')
    this.state = { mode: 'off', credits: new Credits(), runs: [], stranger: () => this.#loadSoon() }
    this.panel = new AuthorsPanel({ mode: (mode) => this.#setMode(mode), ask: () => this.#ask() })
    this.panel.showMode('off')
    this.timer = null
  }

  destroy() {
    clearTimeout(this.timer)
    this.host = null
  }

  async open() {
    this.host.openPanel('authors')
    await this.#load()
    this.#ask()
  }

  tip(at) {
    return this.state.mode === 'off' ? '' : this.#wordsAt(at)
  }

  async #setMode(mode) {
    if (mode !== 'off') await this.#load()
    this.state.mode = mode
    this.panel.showMode(mode)
    this.#redraw()
  }

  async #ask() {
    if (!this.state.credits.people.size) await this.#load()
    const words = this.host && this.#wordsAt(this.host.view().state.selection.main.head)
    this.panel.tell(words || gettext('There is no text at this place yet.'))
  }

  /** The author of the character behind a place, or before the end of the text. */
  #wordsAt(place) {
    const { text } = this.host.replica
    const run = runAt(runsOf(text), Math.min(place, Math.max(text.length - 1, 0)))
    if (!run) return ''
    const author = this.state.credits.author(run.client, run.clock + Math.max(place - run.start, 0))
    if (author)
      return [author.name || gettext('not named'), author.at && dated(author.at)].filter(Boolean).join(', ')
    this.#loadSoon()
    return gettext('Written a moment ago.')
  }

  async #load() {
    try {
      const credits = await fetchCredits(this.url)
      if (!this.host) return
      this.state.credits = credits
      this.panel.showCredits(credits, credits.shares(runsOf(this.host.replica.text)))
      this.#redraw()
    } catch {
      this.panel.tell(gettext('The authors could not be loaded. Try again in a moment.'))
    }
  }

  /** Somebody new writes: ask the server who, but not at every letter. */
  #loadSoon() {
    this.timer ??= setTimeout(() => {
      this.timer = null
      if (this.host) this.#load()
    }, ASK_AGAIN)
  }

  #redraw() {
    this.host?.view()?.dispatch({ effects: redraw.of(null) })
  }
}

/** The marks of a part's threads or suggestions: fetched from the server, moved by its news, found in the text. */
import { fromShared } from '../../shared.js'

const RETRY = 5_000

export class MarkBook {
  #marks = new Map()
  #loading = null
  #again = false

  /** `retry`: milliseconds after which a request that failed is made again, until `signal` is aborted. */
  constructor(url, part, changed, { signal, retry = RETRY } = {}) {
    Object.assign(this, { url, part, changed, signal, retry })
  }

  /** Once for many calls at a time; news during an answer is not in it, so it is asked for once more. */
  load() {
    this.#again = Boolean(this.#loading)
    this.#loading ??= this.#fetchAll().finally(() => (this.#loading = null))
    return this.#loading
  }

  /** News of a `placed` event: other characters, another part, or none. */
  moved(rows) {
    for (const row of rows) {
      if (row.part !== this.part) this.#marks.delete(String(row.id))
      else if (this.#marks.has(String(row.id))) Object.assign(this.#marks.get(String(row.id)), row)
      else this.load()
    }
    this.changed()
  }

  /** `[{id, from, to}]` of the marks whose words stand in the text now, in its order. */
  placed(text) {
    const found = [...this.#marks.values()].map((mark) => placeOf(text, mark)).filter(Boolean)
    return found.sort((one, other) => one.from - other.from || other.to - one.to)
  }

  place(text, id) {
    const mark = this.#marks.get(String(id))
    return mark ? placeOf(text, mark) : null
  }

  /** The innermost mark around a place. */
  at(text, place) {
    const around = this.placed(text).filter(({ from, to }) => from <= place && place <= to)
    return around.sort((one, other) => one.to - one.from - (other.to - other.from))[0] ?? null
  }

  async #fetchAll() {
    do {
      this.#again = false
      if (await this.#fetch()) continue
      this.#again = true
      await new Promise((resolve) => setTimeout(resolve, this.retry))
    } while (this.#again && !this.signal?.aborted)
  }

  /** False when it is worth another try: the network or the server failed; no right is no failure. */
  async #fetch() {
    const response = await fetch(this.url, { credentials: 'same-origin' }).catch(() => null)
    if (!response?.ok) return Boolean(response && response.status < 500)
    const { marks } = await response.json()
    this.#marks = new Map(marks.map((mark) => [String(mark.id), mark]))
    this.changed()
    return true
  }
}

function placeOf(text, mark) {
  const { start, end, place } = mark
  if (place === 'orphaned' || !start.item) return null
  const [from, to] = [fromShared(text, start), fromShared(text, end)]
  return from != null && to != null && from < to ? { ...mark, from, to } : null
}

/** What a reference may lead to, asked of the server: the other chapters are not in this browser. */
const FRESH = 30_000 // milliseconds

export class Targets {
  #asked = null
  #at = -Infinity

  constructor(url, get = (address) => fetch(address, { credentials: 'same-origin' })) {
    Object.assign(this, { url, get, list: [], missing: '' })
  }

  /** Resolves when the list is there; a list that could not be had stays as it was. */
  load({ fresh = false } = {}) {
    const old = performance.now() - this.#at > (fresh ? 0 : FRESH)
    if (!this.#asked && old) this.#asked = this.#fetch().finally(() => (this.#asked = null))
    return this.#asked ?? Promise.resolve()
  }

  label(slug) {
    return this.list.find((target) => target.slug === slug || target.names?.includes(slug))?.label
  }

  get loaded() {
    return this.#at > -Infinity
  }

  async #fetch() {
    try {
      const response = await this.get(this.url)
      if (!response.ok) return
      const { targets, missing } = await response.json()
      Object.assign(this, { list: targets, missing })
      this.#at = performance.now()
    } catch {
      // without a network the names stay in the text as they are written
    }
  }
}

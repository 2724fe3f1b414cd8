/**
 * <history-slider>: while the slider moves, time and author are told; once it rests, the text of that place is fetched
 * (the page itself, without the rest of it). Without us the form does the same with its button.
 */
const REST = 150

class HistorySlider extends HTMLElement {
  #leaving
  #timer
  #asked = null

  connectedCallback() {
    this.#leaving = new AbortController()
    const { signal } = this.#leaving
    this.range = this.querySelector('input[type=range]')
    this.querySelector('[data-show]').hidden = true
    this.range.addEventListener('input', () => this.#moved(), { signal })
    this.addEventListener('click', (event) => this.#clicked(event), { signal })
  }

  disconnectedCallback() {
    this.#leaving.abort()
    clearTimeout(this.#timer)
  }

  #clicked(event) {
    const step = Number(event.target.closest('[data-step]')?.dataset.step ?? 0)
    if (!step) return
    event.preventDefault()
    this.range.value = Number(this.range.value) + step
    this.#moved()
  }

  #moved() {
    const label = this.querySelector(`datalist option[value="${this.range.value}"]`)?.label ?? ''
    this.range.setAttribute('aria-valuetext', label)
    this.querySelector('[data-label]').textContent = label
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#fetch(), REST)
  }

  async #fetch() {
    this.#asked?.abort()
    this.#asked = new AbortController()
    const text = this.querySelector('[data-text]')
    text.setAttribute('aria-busy', 'true')
    const url = `?step=${this.range.value}`
    try {
      const response = await fetch(url, { signal: this.#asked.signal })
      if (!response.ok) throw new Error(`history: ${response.status}`)
      const page = new DOMParser().parseFromString(await response.text(), 'text/html')
      text.replaceChildren(...page.querySelector('[data-text]').childNodes)
      text.removeAttribute('aria-busy')
      history.replaceState(null, '', url)
    } catch (error) {
      if (error.name !== 'AbortError') location.assign(url)
    }
  }
}

customElements.define('history-slider', HistorySlider)
